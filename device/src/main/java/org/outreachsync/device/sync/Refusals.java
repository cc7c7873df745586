package org.outreachsync.device.sync;

import com.google.protobuf.ByteString;
import org.outreachsync.device.answer.Adoption;
import org.outreachsync.device.answer.Probe;
import org.outreachsync.device.batch.Outgoing;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.transport.Problem;
import org.outreachsync.device.transport.ServerAnswer;
import org.outreachsync.model.Contract;
import org.outreachsync.wire.device.v1.Phase;

/**
 * Decides what the tablet does after each refusal of the server. No refusal loses an op, with one exception: the tablet
 * was taken out of service, and the server does not take the op even into quarantine.
 */
final class Refusals {

    private final DeviceStore store;
    private final DeviceClock clock;
    private final SmallerBatch smaller;
    private final SiteExit exit;
    private final Backoff backoff;
    private final Adoption adoption;

    Refusals(
            DeviceStore store,
            DeviceClock clock,
            Contract contract,
            SmallerBatch smaller,
            SiteExit exit,
            Backoff backoff) {
        this.store = store;
        this.clock = clock;
        this.smaller = smaller;
        this.exit = exit;
        this.backoff = backoff;
        this.adoption = new Adoption(contract);
    }

    /** Acts on a refusal. A code that this version does not know counts as a failure of the server. */
    RoundTrip refused(Outgoing sent, ServerAnswer answer, Problem problem) {
        if (problem.code().equals("SCOPE_DENIED") && exit.isRemoved(sent.site())) {
            exit.forgetConfirmed(sent);
            return RoundTrip.settled(0);
        }
        var trip = trip(sent, answer, problem);
        return exit.isLastWord(trip) ? exit.giveUp(sent.site()) : trip;
    }

    private RoundTrip trip(Outgoing sent, ServerAnswer answer, Problem problem) {
        if (problem.wipe()) {
            return wipe(sent, problem);
        }
        return switch (problem.code()) {
            case "TOKEN" -> RoundTrip.stopped(SyncReason.TOKEN_REFUSED, problem.say());
            case "DEVICE_SUSPENDED" -> RoundTrip.stopped(SyncReason.DEVICE_SUSPENDED, problem.say());
            case "DEVICE_REVOKED" -> RoundTrip.stopped(SyncReason.DEVICE_REVOKED, problem.say());
            case "SCOPE_DENIED" -> exit.denied(sent, problem);
            case "EPOCH_STALE" -> epochStale(problem);
            case "BATCH_ID_REUSED", "OUT_OF_ORDER" -> conflict(sent, problem);
            case "CURSOR_EXPIRED" -> cursorExpired(sent, problem);
            case "TOO_LARGE" -> smaller.tooLarge(sent, answer, problem);
            case "TIMEOUT" -> smaller.tooSlow(sent, problem);
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
            return exit.revoked(sent);
        }
        store.wipe(problem.command(), sent.site());
        return RoundTrip.again();
    }

    /**
     * The server cannot read the request. A proxy may have mangled the compressed body, so it is sent again
     * uncompressed.
     */
    private RoundTrip unread(ServerAnswer answer, Problem problem) {
        return answer.toCompressed()
                ? RoundTrip.again()
                : RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
    }

    /** Another copy of this file has enrolled again in the meantime. */
    private RoundTrip epochStale(Problem problem) {
        needsEnrolment();
        return RoundTrip.stopped(SyncReason.ENROL_AGAIN, problem.say());
    }

    /** The batch or op numbers differ from those that the server expects. */
    private RoundTrip conflict(Outgoing sent, Problem problem) {
        if (problem.expectedBatchNo() < 1 || problem.ackedOp() < 0 || !sent.hasOps()) {
            return RoundTrip.failed(SyncReason.BUSY, problem.say(), backoff.afterFailure(null));
        }
        var outcome = store.update((state, draft) -> {
            var site = Requests.held(state, sent.site());
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

    /** The server's log does not reach back to the cursor. All records are fetched again; ops that wait are kept. */
    private RoundTrip cursorExpired(Outgoing sent, Problem problem) {
        if (sent.request().getCursor().isEmpty()) {
            return RoundTrip.failed(SyncReason.SERVER_ERROR, problem.say(), backoff.afterFailure(null));
        }
        return store.update((state, draft) -> {
            var site = Requests.held(state, sent.site());
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
}
