package org.outreachsync.sync;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Device;

/** Tablets as identity knows them, without a store that knows them. */
public final class Enrolled {

    private static final int LATE_BATCHES_MAX = Limits.standard().batches().lateBatchesMax();

    private Enrolled() {}

    /** A tablet that enrolled long ago, serves these sites, and may hand in nothing late. */
    public static Device device(String id, long no, int epoch, Set<String> sites) {
        return device(id, no, epoch, sites, Instant.EPOCH);
    }

    /** The same, enrolled at a time. */
    public static Device device(String id, long no, int epoch, Set<String> sites, Instant enrolled) {
        return device(id, no, epoch, Device.State.ACTIVE, sites, Set.of(), 0, enrolled);
    }

    /** A tablet that lost a site, and may still hand in so many batches for it. */
    public static Device moved(long no, Set<String> sites, String formerSite, int lateBatchesLeft) {
        return device(
                "device-" + no, no, 1, Device.State.ACTIVE, sites, Set.of(formerSite), lateBatchesLeft, Instant.EPOCH);
    }

    /** A tablet that was revoked, and may still hand in so many batches. */
    public static Device revoked(long no, Set<String> sites, int lateBatchesLeft) {
        return device("device-" + no, no, 1, Device.State.REVOKED, sites, Set.of(), lateBatchesLeft, Instant.EPOCH);
    }

    private static Device device(
            String id,
            long no,
            int epoch,
            Device.State state,
            Set<String> sites,
            Set<String> formerSites,
            int lateBatchesLeft,
            Instant enrolled) {
        int lateBatches = LATE_BATCHES_MAX - lateBatchesLeft;
        return new Device(
                id,
                no,
                epoch,
                state,
                sites,
                formerSites,
                lateBatches,
                List.of(),
                "tablet",
                "1.0",
                enrolled,
                Instant.EPOCH);
    }
}
