package org.outreachsync.export.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.build.Preparation.Export;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

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

    static DryRun of(Destination destination, SafeCounting.Outcome outcome) {
        return switch (outcome) {
            case SafeCounting.Outcome.Later() ->
                throw new RefusedException(Code.BUSY, "Records were being counted all the time. Try again.");
            case SafeCounting.Outcome.Stopped(var code, var reason, var details) ->
                new DryRun(List.of(), new Stop(code, reason, details));
            case SafeCounting.Outcome.Ready(var ready) ->
                new DryRun(
                        ready.exports().stream()
                                .map(export -> preview(destination, export))
                                .toList(),
                        null);
        };
    }

    private static Preview preview(Destination destination, Export export) {
        return new Preview(
                export.table(),
                export.leftOutLines(),
                export.protectedLines(),
                Rendering.missing(destination, export.table()));
    }
}
