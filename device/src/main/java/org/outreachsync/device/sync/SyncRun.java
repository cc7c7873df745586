package org.outreachsync.device.sync;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.wire.device.v1.Phase;

/** One sync over all sites: chooses the next site and sums up the result. */
final class SyncRun {

    /** After this many exchanges of bucket sums without effect, the site counts as diverged. */
    static final int MISMATCHES_MAX = 3;

    private final SyncEngine engine;
    private final DeviceStore store;
    private final SyncSettings settings;
    private final Set<String> visited = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private @Nullable RoundTrip denial;
    private int roundTrips;
    private long waitMillis;

    SyncRun(SyncEngine engine, DeviceStore store, SyncSettings settings) {
        this.engine = engine;
        this.store = store;
        this.settings = settings;
    }

    SyncReport run() {
        while (roundTrips < settings.roundsMax()) {
            var site = store.read(this::next);
            if (site == null) {
                return denial == null ? complete() : partial(denial);
            }
            roundTrips++;
            var trip = engine.syncOnce(site);
            switch (trip.kind()) {
                case SETTLED -> {
                    visited.add(site);
                    if (trip.waitMillis() > 0) {
                        waitMillis = waitMillis == 0 ? trip.waitMillis() : Math.min(waitMillis, trip.waitMillis());
                    }
                }
                case AGAIN -> {
                    // The site is visited again until an answer settles it.
                }
                default -> {
                    if (!isOfOneSite(trip)) {
                        return partial(trip);
                    }
                    denied.add(site);
                    denial = denial == null || trip.reason() == SyncReason.ENROL_AGAIN ? trip : denial;
                }
            }
        }
        return partial(RoundTrip.failed(SyncReason.ROUNDS_SPENT, "", 0));
    }

    /**
     * Whether the failure concerns this site only, so that others may go on. When a site reveals that the tablet is a
     * copy, the epoch stays open for now, so that the other sites learn what the log holds of them.
     */
    private boolean isOfOneSite(RoundTrip trip) {
        return trip.reason() == SyncReason.SCOPE_DENIED
                || (trip.reason() == SyncReason.ENROL_AGAIN
                        && store.read(state -> state.device().getPhase() == Phase.PHASE_ENROLLED));
    }

    /**
     * The next site with something to do, or null. Sites with waiting ops come first: a tablet that was taken out of
     * service must send its ops before it asks for changes, since that answer tells it to wipe itself. A site that was
     * visited in this run and is settled has nothing to do.
     */
    private @Nullable String next(DeviceState state) {
        var phase = state.device().getPhase();
        if (phase != Phase.PHASE_ENROLLED) {
            var waiting = phase == Phase.PHASE_HANDING_IN ? waiting(state, Set.of()) : null;
            return waiting == null ? "" : waiting;
        }
        var waiting = waiting(state, denied);
        if (waiting != null) {
            return waiting;
        }
        for (var entry : state.sites().entrySet()) {
            var site = entry.getValue();
            boolean unseen = !site.head().getRemoved() && !visited.contains(entry.getKey());
            if (!denied.contains(entry.getKey()) && (unseen || !SyncEngine.isSettled(site))) {
                return entry.getKey();
            }
        }
        return state.device().getDoneCommandsCount() > 0 ? messenger(state) : null;
    }

    private static @Nullable String waiting(DeviceState state, Set<String> without) {
        return state.sites().entrySet().stream()
                .filter(site -> !site.getValue().pending().isEmpty() && !without.contains(site.getKey()))
                .findFirst()
                .map(site -> site.getKey())
                .orElse(null);
    }

    /** The site whose request will carry the confirmation of commands. */
    private @Nullable String messenger(DeviceState state) {
        var open = state.sites().entrySet().stream()
                .filter(site -> site.getValue().isOpen() && !denied.contains(site.getKey()))
                .findFirst();
        var messenger =
                open.isPresent() ? open : state.sites().entrySet().stream().findFirst();
        return messenger.map(site -> site.getKey()).orElse(null);
    }

    private SyncReport complete() {
        // A tablet without sites sent no request, so no answer said when to come back.
        long wait = roundTrips == 0 ? settings.backoffMillisMax() : waitMillis;
        return new SyncReport(SyncReport.Outcome.COMPLETE, SyncReason.NONE, "", 0, List.of(), roundTrips, wait);
    }

    private SyncReport partial(RoundTrip trip) {
        return store.read(state -> new SyncReport(
                SyncReport.Outcome.PARTIAL,
                trip.reason(),
                trip.detail(),
                state.pendingOps(),
                state.sites().entrySet().stream()
                        .filter(site -> !SyncEngine.isSettled(site.getValue()))
                        .map(site -> site.getKey())
                        .collect(Collectors.toList()),
                roundTrips,
                trip.waitMillis()));
    }
}
