package org.outreachsync.device.sync;

import com.google.protobuf.ByteString;
import java.util.EnumSet;
import java.util.Set;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.model.Contract;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;

/**
 * What a tablet does about each way in which the server can refuse a request. No refusal ever loses an op, unless the
 * device was taken out of service and the server does not take the op even into quarantine.
 */
final class Refusals {

    private static final Set<SyncReason> LAST_WORDS = EnumSet.of(
            SyncReason.TOKEN_REFUSED, SyncReason.ENROL_AGAIN, SyncReason.SCOPE_DENIED, SyncReason.DEVICE_REVOKED);

    private final DeviceStore store;
    private final DeviceClock clock;
    private final Cutter cutter;
    private final Pace pace;
    private final VerifiedTransport transport;
    private final Backoff backoff;
    private final Adoption adoption;

    Refusals(
            DeviceStore store,
            DeviceClock clock,
            Contract contract,
            Cutter cutter,
            Pace pace,
            VerifiedTransport transport,
            Backoff backoff) {
        this.store = store;
        this.clock = clock;
        this.cutter = cutter;
        this.pace = pace;
        this.transport = transport;
        this.backoff = backoff;
        this.adoption = new Adoption(contract);
    }

    /** The server refused a request. A code that this version does not know says nothing that it could act on. */
    RoundTrip refused(Outgoing sent, ServerAnswer answer, Problem problem) {
        if (problem.code().equals("SCOPE_DENIED") && isRemoved(sent.site())) {
            forgetConfirmed(sent);
            return RoundTrip.settled(0);
        }
        var trip = trip(sent, answer, problem);
        return isLastWord(trip) ? giveUp(sent.site()) : trip;
    }

    private RoundTrip trip(Outgoing sent, ServerAnswer answer, Problem problem) {
        if (problem.wipe()) {
            return wipe(sent, problem);
        }
        return switch (problem.code()) {
            case "TOKEN" -> RoundTrip.stopped(SyncReason.TOKEN_REFUSED, problem.say());
            case "DEVICE_SUSPENDED" -> RoundTrip.stopped(SyncReason.DEVICE_SUSPENDED, problem.say());
            case "DEVICE_REVOKED" -> RoundTrip.stopped(SyncReason.DEVICE_REVOKED, problem.say());
            case "SCOPE_DENIED" -> siteDenied(sent, problem);
            case "EPOCH_STALE" -> epochStale(problem);
            case "BATCH_ID_REUSED", "OUT_OF_ORDER" -> conflict(sent, problem);
            case "CURSOR_EXPIRED" -> cursorExpired(sent, problem);
            case "TOO_LARGE" -> tooLarge(sent, answer, problem);
            case "TIMEOUT" -> tooSlow(sent, problem);
            case "UPGRADE" -> RoundTrip.stopped(SyncReason.UPGRADE_NEEDED, problem.say());
            case "MALFORMED", "PARAMETER", "MEDIA_TYPE" -> unread(answer, problem);
            case "ROLE_DENIED", "ONE_TIME_CODE", "NOT_FOUND", "METHOD", "LINE_TOO_LONG", "HEADERS_TOO_LARGE" ->
                RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
            case "TOO_MANY", "BUSY" ->
                RoundTrip.failed(SyncReason.BUSY, problem.say(), backoff.afterFailure(answer.retryAfter()));
            default -> RoundTrip.failed(SyncReason.SERVER_ERROR, problem.say(), backoff.afterFailure(null));
        };
    }

    private RoundTrip wipe(Outgoing sent, Problem problem) {
        if (problem.command().isEmpty()) {
            return revoked(sent);
        }
        store.wipe(problem.command(), sent.site());
        return RoundTrip.again();
    }

    /**
     * What the server cannot read may have been mangled on the way as a compressed body can be: then it goes once more,
     * plain.
     */
    private RoundTrip unread(ServerAnswer answer, Problem problem) {
        return answer.toCompressed()
                ? RoundTrip.again()
                : RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
    }

    private boolean isRemoved(String name) {
        return store.read(state -> {
            var site = state.site(name);
            return site == null || site.head().getRemoved();
        });
    }

    /** The device enrolled again since, by another copy of this file. */
    private RoundTrip epochStale(Problem problem) {
        needsEnrolment();
        return RoundTrip.stopped(SyncReason.ENROL_AGAIN, problem.say());
    }

    /** The numbers are not those that the server expects. */
    private RoundTrip conflict(Outgoing sent, Problem problem) {
        if (problem.expectedBatchNo() < 1 || problem.ackedOp() < 0 || !sent.hasOps()) {
            return RoundTrip.failed(SyncReason.BUSY, problem.say(), backoff.afterFailure(null));
        }
        var outcome = store.update((state, draft) -> {
            var site = held(state, sent.site());
            return adoption.draft(state, site, draft, sent, problem, clock.wallMillis());
        });
        return switch (outcome) {
            case ADOPTED -> RoundTrip.again();
            case NOTHING_NEW -> RoundTrip.failed(SyncReason.BUSY, problem.say(), backoff.afterFailure(null));
            case FOREIGN -> RoundTrip.stopped(SyncReason.ENROL_AGAIN, problem.say());
        };
    }

    private void needsEnrolment() {
        store.update((state, draft) -> {
            if (state.device().getPhase() == Phase.PHASE_ENROLLED) {
                draft.device(state.device().toBuilder()
                        .setPhase(Phase.PHASE_NEEDS_ENROLMENT)
                        .build());
            }
            return true;
        });
    }

    /** The server's log does not reach back to the cursor. All records come anew; what waits to be sent stays. */
    private RoundTrip cursorExpired(Outgoing sent, Problem problem) {
        if (sent.request().getCursor().isEmpty()) {
            return RoundTrip.failed(SyncReason.SERVER_ERROR, problem.say(), backoff.afterFailure(null));
        }
        return store.update((state, draft) -> {
            var site = held(state, sent.site());
            site.base().forEach((id, base) -> {
                if (base.hasOwnShare() && !site.ownShares().containsKey(id)) {
                    draft.ownShare(sent.site(), id, base.getOwnShare());
                }
            });
            draft.clearBase(sent.site());
            Probe.draft(site, draft);
            draft.head(site.head().toBuilder()
                    .setCursor(ByteString.EMPTY)
                    .setCaughtUp(false)
                    .setMismatches(0)
                    .build());
            return RoundTrip.again();
        });
    }

    /**
     * The batch is cut in half; a single op that is too large, also as it is, is sent without its content, which the
     * worker gets to see.
     */
    private RoundTrip tooLarge(Outgoing sent, ServerAnswer answer, Problem problem) {
        int count = sent.request().getOpsCount();
        if (count == 1 && answer.toCompressed()) {
            transport.doubtCompression();
            return RoundTrip.again();
        }
        if (count == 0) {
            return RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
        }
        cutter.tooLarge(sent.site(), count);
        boolean smaller = store.update((state, draft) -> count > 1
                ? halve(held(state, sent.site()), draft, sent)
                : hollow(state, held(state, sent.site()), draft, sent));
        return smaller
                ? RoundTrip.again()
                : RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
    }

    /**
     * The line did not carry the request in the time that the server gives it: the batch is cut in half, a single op is
     * tried again.
     */
    private RoundTrip tooSlow(Outgoing sent, Problem problem) {
        pace.tooSlow();
        return cutSmaller(sent)
                ? RoundTrip.again()
                : RoundTrip.failed(SyncReason.NETWORK, problem.say(), backoff.afterFailure(null));
    }

    /** Cuts a batch in half that a slow line does not carry; whether there was one. */
    boolean cutSmaller(Outgoing sent) {
        int count = sent.request().getOpsCount();
        if (count <= 1) {
            return false;
        }
        cutter.tooSlow(sent.site(), count);
        return store.update((state, draft) -> halve(held(state, sent.site()), draft, sent));
    }

    private static boolean halve(SiteState site, Draft draft, Outgoing sent) {
        var head = site.head();
        var cut = head.getCut().toBuilder().setCount(sent.request().getOpsCount() / 2);
        cut.setDefaults(CommonEnvelope.of(Cutter.members(site, cut.build())));
        draft.head(head.toBuilder().setCut(cut).build());
        return true;
    }

    private static boolean hollow(DeviceState state, SiteState site, Draft draft, Outgoing sent) {
        var op = site.pending().get(sent.request().getFirstOp());
        if (op == null || op.hollow()) {
            return false;
        }
        var result = OpResult.newBuilder()
                .setOpNo(op.opNo())
                .setStatus(Status.STATUS_QUARANTINED)
                .setCode("TOO_LARGE")
                .setMessage("The server does not take a record of this size.")
                .build();
        draft.attention(Departure.attention(state.nextAttention(), sent.site(), op, result));
        draft.op(sent.site(), op.hollowed());
        var cut = site.head().getCut().toBuilder().clearDefaults();
        draft.head(site.head().toBuilder().setCut(cut).build());
        return true;
    }

    /** A site that was to be left is left; another waits until somebody gives it back or takes it away. */
    private RoundTrip siteDenied(Outgoing sent, Problem problem) {
        boolean left = store.update((state, draft) -> {
            var site = state.site(sent.site());
            return site != null && depart(state, site, draft);
        });
        return left ? RoundTrip.again() : RoundTrip.stopped(SyncReason.SCOPE_DENIED, problem.say());
    }

    /** The tablet was taken out of service: what waits in other sites is handed in before it wipes itself. */
    private RoundTrip revoked(Outgoing sent) {
        store.handIn();
        return sent.hasOps() ? giveUp(sent.site()) : RoundTrip.again();
    }

    /** Whether a device that hands in its last is told that nothing more is taken from it in this site. */
    private boolean isLastWord(RoundTrip trip) {
        return LAST_WORDS.contains(trip.reason())
                && store.read(state -> state.device().getPhase()) == Phase.PHASE_HANDING_IN;
    }

    /** Forgets what waits in a site. */
    private RoundTrip giveUp(String name) {
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

    /** Leaves a site whose last ops are sent; whether there was one to leave. */
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

    /** Commands whose confirmation was refused need no second one. */
    private void forgetConfirmed(Outgoing sent) {
        if (!sent.doneCommands().isEmpty()) {
            store.update((state, draft) -> {
                var device = state.device().toBuilder();
                Commands.confirmed(device, sent.doneCommands());
                draft.device(device.build());
                return true;
            });
        }
    }

    private static SiteState held(DeviceState state, String name) {
        var site = state.site(name);
        if (site == null) {
            throw new IllegalStateException("the site " + name + " is gone");
        }
        return site;
    }
}
