package org.outreachsync.indicator.cube;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellStore.Month;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cell.CellWatermarks.Counted;
import org.outreachsync.indicator.cell.CellWatermarks.Marks;
import org.outreachsync.indicator.cell.CellWatermarks.Progress;

/**
 * Reads the months of each site as of one seq of its log. If months are written during the read, they belong to a later
 * seq, and are read again from there.
 */
final class MonthReads {

    /** Writing the cells of a site takes some milliseconds. */
    private static final int LOADS_MAX = 20;

    private static final long PAUSE_NANOS = 2_000_000;
    private static final Counted NOTHING = new Counted(0, 0);
    private static final Marks NO_MARKS = new Marks(0, 0, 0);

    private final CellStore cells;
    private final CellWatermarks watermarks;
    private final String fingerprint;

    MonthReads(CellStore cells, CellWatermarks watermarks, String fingerprint) {
        this.cells = cells;
        this.watermarks = watermarks;
        this.fingerprint = fingerprint;
    }

    /**
     * Months of a site that changed since it was read last.
     *
     * @param upTo the seq up to which they count
     * @param reach the seq beyond which they count nothing; the same unless cells were written during every read
     * @param repairs the number of repairs by recounts before
     */
    record Read(List<Month> months, long upTo, long reach, long repairs) {}

    /** The memory of months. */
    interface Memory {

        /** Whether a site is already loaded up to a mark. */
        boolean isLoaded(String site, Counted mark);

        /** The seq up to which a site was read. */
        long loadedTo(String site);

        /** Drops months that were read before a recount repaired cells. */
        void forgetBefore(long repairs);

        /** Stores months. */
        void take(String site, Read found);
    }

    /**
     * Brings a memory up to date with the store.
     *
     * @param progress how far each site is
     */
    void load(Progress<Counted> progress, Memory memory) {
        var before = progress;
        for (int attempt = 1; attempt <= LOADS_MAX; attempt++) {
            var unsettled = load(before, memory, attempt == LOADS_MAX);
            if (unsettled.isEmpty()) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            before = watermarks.counted(fingerprint, unsettled);
            memory.forgetBefore(before.repairs());
        }
    }

    private Set<String> load(Progress<Counted> before, Memory memory, boolean isLast) {
        var due = new HashSet<String>();
        before.marks().forEach((site, mark) -> {
            if (!memory.isLoaded(site, mark)) {
                due.add(site);
            }
        });
        if (due.isEmpty()) {
            return due;
        }
        var read = new HashMap<String, List<Month>>();
        due.forEach(site -> read.put(site, cells.monthsSince(site, memory.loadedTo(site) + 1)));
        var after = watermarks.of(fingerprint, due);
        read.forEach((site, months) -> {
            long upTo = before.marks().getOrDefault(site, NOTHING).cells();
            long reach =
                    Math.max(upTo, after.marks().getOrDefault(site, NO_MARKS).reach());
            if (reach == upTo || isLast) {
                memory.take(site, new Read(months, upTo, reach, before.repairs()));
                due.remove(site);
            }
        });
        return due;
    }
}
