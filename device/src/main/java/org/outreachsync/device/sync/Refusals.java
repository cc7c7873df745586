package org.outreachsync.device.sync;

import com.google.protobuf.ByteString;
import java.util.EnumSet;
import java.util.Set;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.ScopeState;
import org.outreachsync.model.Contract;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;

/**
 * What a tablet does about each way in which the server can refuse a request. No refusal ever loses an op, unless the device was taken out of
 * service and the server does not take the op even into quarantine.
 */
final class Refusals {

    private static final Set<SyncReason> LAST_WORDS =
            EnumSet.of(SyncReason.TOKEN_REFUSED, SyncReason.ENROL_AGAIN, SyncReason.SCOPE_DENIED, SyncReason.DEVICE_REVOKED);

    private final DeviceStore store;
    private final DeviceClock clock;
    private final Cutter cutter;
    private final Adoption adoption;

    Refusals(DeviceStore store, DeviceClock clock, Contract contract, Cutter cutter) {
        this.store = store;
        this.clock = clock;
        this.cutter = cutter;
        this.adoption = new Adoption(contract);
    }

    /** 409: the numbers are not those that the server expects, or the epoch is over. */
    RoundTrip conflict(Outgoing sent, Problem problem, Backoff backoff) {
        if (problem.code().equals("EPOCH_STALE")) {
            needsEnrolment();
            return RoundTrip.stopped(SyncReason.ENROL_AGAIN, problem.say());
        }
        if (problem.expectedBatchNo() < 1 || problem.ackedOp() < 0 || !sent.hasOps()) {
            return RoundTrip.failed(SyncReason.BUSY, problem.say(), backoff.afterFailure(null));
        }
        var outcome = store.update((state, draft) -> {
            var scope = held(state, sent.scope());
            return adoption.draft(state, scope, draft, sent, problem, clock.wallMillis());
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
                draft.device(state.device().toBuilder().setPhase(Phase.PHASE_NEEDS_ENROLMENT).build());
            }
            return true;
        });
    }

    /** 410: the server's log does not reach back to the cursor. All records come anew; what waits to be sent stays. */
    RoundTrip cursorExpired(Outgoing sent, Problem problem, Backoff backoff) {
        if (sent.request().getCursor().isEmpty()) {
            return RoundTrip.failed(SyncReason.SERVER_ERROR, problem.say(), backoff.afterFailure(null));
        }
        return store.update((state, draft) -> {
            var scope = held(state, sent.scope());
            scope.base().forEach((id, base) -> {
                if (base.hasOwnShare() && !scope.ownShares().containsKey(id)) {
                    draft.ownShare(sent.scope(), id, base.getOwnShare());
                }
            });
            draft.clearBase(sent.scope());
            Probe.draft(scope, draft);
            draft.head(scope.head().toBuilder().setCursor(ByteString.EMPTY).setCaughtUp(false).setMismatches(0).build());
            return RoundTrip.again();
        });
    }

    /** 413: the batch is cut in half; a single op that is too large is sent without its content, which the worker gets to see. */
    RoundTrip tooLarge(Outgoing sent, Problem problem, Backoff backoff) {
        int count = sent.request().getOpsCount();
        if (count == 0) {
            return RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
        }
        cutter.tooLarge(sent.scope(), count);
        boolean smaller = store.update((state, draft) -> count > 1
                ? halve(held(state, sent.scope()), draft, sent)
                : hollow(state, held(state, sent.scope()), draft, sent));
        return smaller ? RoundTrip.again() : RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
    }

    private static boolean halve(ScopeState scope, Draft draft, Outgoing sent) {
        var head = scope.head();
        var cut = head.getCut().toBuilder().setCount(sent.request().getOpsCount() / 2);
        cut.setDefaults(CommonEnvelope.of(Cutter.members(scope, cut.build())));
        draft.head(head.toBuilder().setCut(cut).build());
        return true;
    }

    private static boolean hollow(DeviceState state, ScopeState scope, Draft draft, Outgoing sent) {
        var op = scope.pending().get(sent.request().getFirstOp());
        if (op == null || op.hollow()) {
            return false;
        }
        var result = OpResult.newBuilder()
                .setOpNo(op.opNo())
                .setStatus(Status.STATUS_QUARANTINED)
                .setCode("TOO_LARGE")
                .setMessage("The server does not take a record of this size.")
                .build();
        draft.attention(Departure.attention(state.nextAttention(), sent.scope(), op, result));
        draft.op(sent.scope(), op.hollowed());
        var cut = scope.head().getCut().toBuilder().clearDefaults();
        draft.head(scope.head().toBuilder().setCut(cut).build());
        return true;
    }

    /** 403 for a scope: one that was to be left is left; another waits until somebody gives it back or takes it away. */
    RoundTrip scopeDenied(Outgoing sent, Problem problem) {
        boolean left = store.update((state, draft) -> {
            var scope = state.scope(sent.scope());
            return scope != null && depart(state, scope, draft);
        });
        return left ? RoundTrip.again() : RoundTrip.stopped(SyncReason.SCOPE_DENIED, problem.say());
    }

    /** 403 with the word to wipe, for a device that was taken out of service: what waits in other scopes is handed in first. */
    RoundTrip revoked(Outgoing sent) {
        store.handIn();
        return sent.hasOps() ? giveUp(sent.scope()) : RoundTrip.again();
    }

    /** Whether a device that hands in its last is told that nothing more is taken from it in this scope. */
    boolean isLastWord(RoundTrip trip, Problem problem) {
        return LAST_WORDS.contains(trip.reason())
                && !problem.code().isEmpty()
                && store.read(state -> state.device().getPhase()) == Phase.PHASE_HANDING_IN;
    }

    /** Forgets what waits in a scope. */
    RoundTrip giveUp(String name) {
        store.update((state, draft) -> {
            var scope = state.scope(name);
            if (scope != null) {
                draft.clearQueue(name);
                draft.head(scope.head().toBuilder().clearCut().build());
            }
            return true;
        });
        return RoundTrip.again();
    }

    /** Leaves a scope whose last ops are sent; whether there was one to leave. */
    boolean departIfDrained(String name) {
        return store.update((state, draft) -> {
            var scope = state.scope(name);
            return scope != null && scope.pending().isEmpty() && depart(state, scope, draft);
        });
    }

    private static boolean depart(DeviceState state, ScopeState scope, Draft draft) {
        var command = scope.head().getLeavingCommand();
        if (command.isEmpty()) {
            return false;
        }
        Departure.draft(scope, draft, state.nextAttention());
        var device = state.device().toBuilder();
        Commands.done(device, command);
        draft.device(device.build());
        return true;
    }

    /** Commands whose confirmation was refused need no second one. */
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

    private static ScopeState held(DeviceState state, String name) {
        var scope = state.scope(name);
        if (scope == null) {
            throw new IllegalStateException("the scope " + name + " is gone");
        }
        return scope;
    }
}
