package org.outreachsync.export.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.table.ExportTable;

/**
 * What an export would be.
 *
 * @param previews one for each data set that is reported for such a period; empty if it would be stopped
 * @param stop why it would be stopped as a whole; null if it would not be
 */
public record DryRun(List<Preview> previews, @Nullable Stop stop) {

    public DryRun {
        previews = List.copyOf(previews);
    }

    /**
     * One data set.
     *
     * @param table what recipients would get
     * @param leftOut how many lines have a figure that is not told at all
     * @param isProtected how many lines have a figure that is kept back or rounded
     * @param missing what the mapping lacks, in words; then nothing is delivered
     */
    public record Preview(ExportTable table, long leftOut, long isProtected, List<String> missing) {}
}
