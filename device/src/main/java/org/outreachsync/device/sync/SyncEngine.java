package org.outreachsync.device.sync;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.journal.JournalException;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.ScopeState;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Brings a tablet and the server together. Work may be captured while it runs. It never sleeps: after a failure it ends and says how long to wait,
 * and the app's scheduler calls again. One sync runs at a time; a second caller waits.
 */
public final class SyncEngine {

    static final String PATH = "/v1/sync";

    private final DeviceStore store;
    private final Transport transport;
    private final DeviceClock clock;
    private final SyncListener listener;
    private final SyncSettings settings;
    private final Contract contract;
    private final Cutter cutter = new Cutter();
    private final Requests requests;
    private final Refusals refusals;
    private final Backoff backoff;
    private boolean compress = true;
    private int acked;
    private int received;

    /** An engine with the usual settings and the contract of this version. */
    public SyncEngine(DeviceStore store, Transport transport, DeviceClock clock, RandomGenerator random, SyncListener listener) {
        this(store, transport, clock, random, listener, SyncSettings.of(""), WireContract.contract());
    }

    /**
     * An engine.
     *
     * @param random spreads the waits of many tablets
     * @param listener is told how it goes on
     */
    public SyncEngine(
            DeviceStore store,
            Transport transport,
            DeviceClock clock,
            RandomGenerator random,
            SyncListener listener,
            SyncSettings settings,
            Contract contract) {
        this.store = store;
        this.transport = transport;
        this.clock = clock;
        this.listener = listener;
        this.settings = settings;
        this.contract = contract;
        this.requests = new Requests(store, clock, settings, cutter);
        this.refusals = new Refusals(store, clock, contract, cutter);
        this.backoff = new Backoff(settings, random);
    }

    /**
     * Syncs all scopes until nothing waits on either side, something fails, or the bound on round trips is reached.
     *
     * @throws JournalException when the tablet's storage fails; what was captured is safe
     */
    public synchronized SyncReport sync() {
        acked = 0;
        received = 0;
        var report = new SyncRun(this, store, settings).run();
        listener.ended(report);
        return report;
    }

    /**
     * One round trip for one scope.
     *
     * @throws JournalException when the tablet's storage fails; what was captured is safe
     */
    public synchronized RoundTrip syncOnce(String scope) {
        return switch (store.read(state -> state.device().getPhase())) {
            case PHASE_ENROLLED -> roundTrip(scope);
            case PHASE_HANDING_IN -> handIn(scope);
            case PHASE_WIPING -> confirmWipe();
            case PHASE_NEEDS_ENROLMENT -> RoundTrip.stopped(SyncReason.ENROL_AGAIN, "");
            default -> RoundTrip.stopped(SyncReason.NOT_ENROLLED, "");
        };
    }

    /** A shift that was worked is not lost with its tablet: the server puts it into quarantine. Only then the tablet is wiped. */
    private RoundTrip handIn(String scope) {
        if (store.read(state -> state.pendingOps()) > 0) {
            return roundTrip(scope);
        }
        store.destroy();
        return RoundTrip.stopped(SyncReason.WIPED, "the device was taken out of service");
    }

    private RoundTrip roundTrip(String scope) {
        if (refusals.departIfDrained(scope)) {
            return RoundTrip.again();
        }
        var sent = requests.next(scope);
        Transport.Answer answer;
        try {
            answer = post(sent);
            if (answer.status() == 200) {
                return accept(sent, SyncResponse.parseFrom(Gzip.body(answer)));
            }
        } catch (InvalidProtocolBufferException unreadable) {
            return RoundTrip.failed(SyncReason.SERVER_ERROR, "the answer cannot be read", backoff.afterFailure(null));
        } catch (IOException failure) {
            return RoundTrip.failed(SyncReason.NETWORK, String.valueOf(failure.getMessage()), backoff.afterFailure(null));
        }
        return refused(sent, answer);
    }

    private Transport.Answer post(Outgoing sent) throws IOException {
        var plain = sent.request().toByteArray();
        var body = compress ? Gzip.deflate(plain) : plain;
        var headers = new HashMap<String, String>(Map.of(
                "Authorization", "Bearer " + store.read(state -> state.device().getToken()),
                "Content-Type", "application/x-protobuf",
                "Accept", "application/x-protobuf, application/problem+json",
                "Accept-Encoding", "gzip"));
        if (compress && body.length < plain.length) {
            headers.put("Content-Encoding", "gzip");
        } else {
            body = plain;
        }
        return transport.post(PATH, headers, body);
    }

    private RoundTrip accept(Outgoing sent, SyncResponse answer) {
        if (sent.hasOps() && answer.getAck().getAckedOp() < sent.request().getFirstOp()) {
            return RoundTrip.failed(SyncReason.SERVER_ERROR, "the answer acknowledges nothing", backoff.afterFailure(null));
        }
        if (!isWellFormed(answer)) {
            return RoundTrip.failed(SyncReason.SERVER_ERROR, "the answer names records that cannot be", backoff.afterFailure(null));
        }
        var wipe = Commands.wipe(answer.getCommandsList());
        if (wipe.isPresent()) {
            store.wipe(wipe.get().getId(), sent.scope());
            return RoundTrip.again();
        }
        var applied = store.update((state, draft) -> {
            var scope = state.scope(sent.scope());
            return scope == null
                    ? new Answered.Applied(0, 0)
                    : new Answered(contract, state, scope, draft, sent, answer).apply(clock);
        });
        backoff.success();
        tell(sent, applied, answer.getMore());
        return next(sent.scope(), answer.getNextSyncAfter() * 1000L);
    }

    private static boolean isWellFormed(SyncResponse answer) {
        try {
            answer.getChangesList().forEach(change -> RecordId.of(change.getRecordId().toByteArray()));
            return true;
        } catch (IllegalArgumentException noRecordId) {
            return false;
        }
    }

    private void tell(Outgoing sent, Answered.Applied applied, boolean more) {
        if (sent.hasOps()) {
            cutter.taken(sent.scope(), sent.request().getOpsCount());
            acked += applied.acked();
            listener.sent(sent.scope(), acked, acked + store.read(state -> state.pendingOps()));
        }
        if (applied.received() > 0) {
            received += applied.received();
            listener.received(sent.scope(), received, more);
        }
    }

    private RoundTrip next(String name, long waitMillis) {
        return store.read(state -> {
            var scope = state.scope(name);
            if (scope == null || isSettled(scope)) {
                return RoundTrip.settled(waitMillis);
            }
            if (scope.pending().isEmpty() && scope.head().getMismatches() > SyncRun.MISMATCHES_MAX) {
                return RoundTrip.failed(SyncReason.DIVERGED, "the records differ from the server's", backoff.afterFailure(null));
            }
            return RoundTrip.again();
        });
    }

    /** Whether nothing waits on either side, as far as the last answer said. */
    static boolean isSettled(ScopeState scope) {
        var head = scope.head();
        return head.getRemoved()
                || (head.getLeavingCommand().isEmpty()
                        && scope.pending().isEmpty()
                        && head.getCaughtUp()
                        && head.getMismatches() == 0);
    }

    private RoundTrip confirmWipe() {
        var sent = requests.wipeConfirmation();
        try {
            var answer = post(sent);
            if (answer.status() == 429 || answer.status() >= 500) {
                return RoundTrip.failed(SyncReason.BUSY, "the wipe is not confirmed yet", backoff.afterFailure(answer.header("retry-after")));
            }
        } catch (IOException failure) {
            return RoundTrip.failed(SyncReason.NETWORK, "the wipe is not confirmed yet", backoff.afterFailure(null));
        }
        store.destroy();
        return RoundTrip.stopped(SyncReason.WIPED, "");
    }

    private RoundTrip refused(Outgoing sent, Transport.Answer answer) {
        var problem = Problem.of(answer);
        int status = answer.status();
        if (status >= 400 && status < 500 && status != 429 && isRemoved(sent.scope())) {
            refusals.forgetConfirmed(sent);
            return RoundTrip.settled(0);
        }
        var trip = refused(sent, problem, answer);
        return refusals.isLastWord(trip, problem) ? refusals.giveUp(sent.scope()) : trip;
    }

    private RoundTrip refused(Outgoing sent, Problem problem, Transport.Answer answer) {
        return switch (problem.status()) {
            case 401 -> RoundTrip.stopped(SyncReason.TOKEN_REFUSED, problem.say());
            case 403 -> forbidden(sent, problem);
            case 409 -> refusals.conflict(sent, problem, backoff);
            case 410 -> refusals.cursorExpired(sent, problem, backoff);
            case 413 -> refusals.tooLarge(sent, problem, backoff);
            case 415 -> unsupported(problem);
            case 426 -> RoundTrip.stopped(SyncReason.UPGRADE_NEEDED, problem.say());
            default -> RoundTrip.failed(reason(problem.status()), problem.say(), backoff.afterFailure(answer.header("retry-after")));
        };
    }

    private static SyncReason reason(int status) {
        if (status == 429 || status == 503) {
            return SyncReason.BUSY;
        }
        return status >= 400 && status < 500 ? SyncReason.REQUEST_REFUSED : SyncReason.SERVER_ERROR;
    }

    private boolean isRemoved(String name) {
        return store.read(state -> {
            var scope = state.scope(name);
            return scope == null || scope.head().getRemoved();
        });
    }

    /** A server that does not take compressed bodies is asked once more without. */
    private RoundTrip unsupported(Problem problem) {
        if (compress) {
            compress = false;
            return RoundTrip.again();
        }
        return RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
    }

    private RoundTrip forbidden(Outgoing sent, Problem problem) {
        if (problem.wipe()) {
            if (problem.command().isEmpty()) {
                return refusals.revoked(sent);
            }
            store.wipe(problem.command(), sent.scope());
            return RoundTrip.again();
        }
        return switch (problem.code()) {
            case "SCOPE_DENIED" -> refusals.scopeDenied(sent, problem);
            case "DEVICE_SUSPENDED" -> RoundTrip.stopped(SyncReason.DEVICE_SUSPENDED, problem.say());
            case "DEVICE_REVOKED" -> RoundTrip.stopped(SyncReason.DEVICE_REVOKED, problem.say());
            default -> RoundTrip.stopped(SyncReason.REQUEST_REFUSED, problem.say());
        };
    }
}
