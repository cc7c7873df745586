package org.outreachsync.recount;

import java.time.YearMonth;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.log.EventLog;
import org.outreachsync.model.RecordId;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.record.RecordStore;

/**
 * Replays the log of a site into a temporary store, recounts all its days, and compares records, days and months with
 * the stored ones. Optionally repairs what differs, under a new seq in the log. May run beside servers while tablets
 * upload.
 */
public final class Recount {

    private static final int TRIES = 5;

    private final Kept kept;
    private final CellCounter counter;
    private final Supplier<Replay> replays;
    private final Restatement restatement;
    private final Patience patience;

    /** Waits for servers that count. */
    public interface Patience {

        /** Nobody else counts. */
        Patience NONE = pauses -> false;

        /** Waits up to three seconds. The server of a site that tablets upload to stores a count more often. */
        Patience BESIDE_SERVERS = pauses -> {
            LockSupport.parkNanos(5_000_000);
            return pauses < 600;
        };

        /**
         * Pauses.
         *
         * @param pauses how many there were before
         * @return false if there were enough
         */
        boolean pause(int pauses);
    }

    /**
     * The stored data.
     *
     * @param log of all sites
     * @param projector brings the records up to the log
     * @param cellProjector brings the cells up to the records
     * @param records the stored records
     * @param cells the stored cells
     * @param watermarks records repairs
     */
    public record Kept(
            EventLog log,
            RecordProjector projector,
            CellProjector cellProjector,
            RecordStore records,
            CellStore cells,
            CellWatermarks watermarks) {}

    /**
     * A projection of the same log into its own store, which is empty at first.
     *
     * @param projector applies the log
     * @param records its result
     */
    public record Replay(RecordProjector projector, RecordStore records) {}

    /**
     * Compares the stored data with replays, counted by this counter.
     *
     * @param restatement writes repairs into the log
     */
    public Recount(
            Kept kept, CellCounter counter, Supplier<Replay> replays, Restatement restatement, Patience patience) {
        this.patience = patience;
        this.kept = kept;
        this.counter = counter;
        this.replays = replays;
        this.restatement = restatement;
    }

    /**
     * The result of a recount of a site.
     *
     * @param records of the site
     * @param days that have records
     * @param wrongRecords records that differ from the log
     * @param wrongDays days that were counted differently
     * @param wrongMonths months that were added up differently
     * @param settled whether everything could be compared and, after a repair, is right
     */
    public record Found(int records, int days, int wrongRecords, int wrongDays, int wrongMonths, boolean settled) {

        /** Whether everything was right. */
        public boolean isRight() {
            return settled && !differs();
        }

        /** Whether anything was wrong. */
        public boolean differs() {
            return wrongRecords + wrongDays + wrongMonths > 0;
        }
    }

    /**
     * What differs.
     *
     * @param settled false if something changed each time it was compared
     */
    record Differing(
            int records,
            int days,
            Set<RecordId> wrongRecords,
            Set<Long> wrongDays,
            Set<YearMonth> wrongMonths,
            boolean settled) {

        boolean isNothing() {
            return wrongRecords.isEmpty() && wrongDays.isEmpty() && wrongMonths.isEmpty();
        }

        Found found(boolean isSettled) {
            return new Found(records, days, wrongRecords.size(), wrongDays.size(), wrongMonths.size(), isSettled);
        }
    }

    /**
     * Recounts a site.
     *
     * @param repair whether to repair what is wrong
     */
    public Found of(String site, boolean repair) {
        var replay = replays.get();
        var comparison = new Comparison(kept, counter, replay, patience, site);
        @Nullable Differing first = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var differing = comparison.compare();
            first = first == null ? differing : first;
            if (differing.isNothing() || !repair) {
                return first.found(differing.settled());
            }
            putRight(site, replay, differing);
        }
        return first == null ? new Found(0, 0, 0, 0, 0, false) : first.found(false);
    }

    private void putRight(String site, Replay replay, Differing differing) {
        restatement.write(site, replay, differing.wrongRecords());
        kept.projector().catchUp(site);
        kept.cellProjector().renew(site, differing.wrongDays(), differing.wrongMonths());
        kept.watermarks().noteRepair();
    }
}
