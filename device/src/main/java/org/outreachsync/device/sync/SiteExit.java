package org.outreachsync.device.sync;

import java.util.EnumSet;
import java.util.Set;
import org.outreachsync.device.answer.Commands;
import org.outreachsync.device.answer.Departure;
import org.outreachsync.device.batch.Outgoing;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.transport.Problem;
import org.outreachsync.wire.device.v1.Phase;

/** Takes sites off the tablet: one that it was told to leave, or all of them when it was taken out of service. */
final class SiteExit {

    private static final Set<SyncReason> LAST_WORDS = EnumSet.of(
            SyncReason.TOKEN_REFUSED, SyncReason.ENROL_AGAIN, SyncReason.SCOPE_DENIED, SyncReason.DEVICE_REVOKED);

    private final DeviceStore store;

    SiteExit(DeviceStore store) {
        this.store = store;
    }

    boolean isRemoved(String name) {
        return store.read(state -> {
            var site = state.site(name);
            return site == null || site.head().getRemoved();
        });
    }

    /**
     * The server denies the site. If the tablet was told to leave it, it leaves now. Otherwise its ops wait until
     * somebody gives the site back or takes it away for good.
     */
    RoundTrip denied(Outgoing sent, Problem problem) {
        boolean left = store.update((state, draft) -> {
            var site = state.site(sent.site());
            return site != null && depart(state, site, draft);
        });
        return left ? RoundTrip.again() : RoundTrip.stopped(SyncReason.SCOPE_DENIED, problem.say());
    }

    /** The tablet was taken out of service. It sends what waits in its other sites, then it wipes itself. */
    RoundTrip revoked(Outgoing sent) {
        store.handIn();
        return sent.hasOps() ? giveUp(sent.site()) : RoundTrip.again();
    }

    /** Whether the server takes nothing more of this site from a tablet that is handing in its last ops. */
    boolean isLastWord(RoundTrip trip) {
        return LAST_WORDS.contains(trip.reason())
                && store.read(state -> state.device().getPhase()) == Phase.PHASE_HANDING_IN;
    }

    /** Drops the ops that wait in a site. */
    RoundTrip giveUp(String name) {
        store.update((state, draft) -> {
            var site = state.site(name);
            if (site != null) {
                draft.clearQueue(name);
                draft.head(site.head().toBuilder().clearCut().build());
            }
            return true;
        });
        return RoundTrip.again();
    }

    /** Leaves a site that the tablet was told to leave and whose last ops are sent. Whether it left. */
    boolean departIfDrained(String name) {
        return store.update((state, draft) -> {
            var site = state.site(name);
            return site != null && site.pending().isEmpty() && depart(state, site, draft);
        });
    }

    private static boolean depart(DeviceState state, SiteState site, Draft draft) {
        var command = site.head().getLeavingCommand();
        if (command.isEmpty()) {
            return false;
        }
        Departure.draft(site, draft, state.nextAttention());
        var device = state.device().toBuilder();
        Commands.done(device, command);
        draft.device(device.build());
        return true;
    }

    /** Drops the confirmations that this request carried: the site is gone, so they need not be repeated. */
    void forgetConfirmed(Outgoing sent) {
        if (!sent.doneCommands().isEmpty()) {
            store.update((state, draft) -> {
                var device = state.device().toBuilder();
                Commands.confirmed(device, sent.doneCommands());
                draft.device(device.build());
                return true;
            });
        }
    }
}
