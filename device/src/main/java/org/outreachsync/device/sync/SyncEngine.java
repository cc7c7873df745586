package org.outreachsync.device.sync;

import java.io.IOException;
import java.util.Random;
import java.util.Set;
import org.outreachsync.device.answer.AnswerCheck;
import org.outreachsync.device.answer.Answered;
import org.outreachsync.device.answer.Commands;
import org.outreachsync.device.batch.Cutter;
import org.outreachsync.device.batch.Outgoing;
import org.outreachsync.device.batch.Pace;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.journal.JournalException;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.transport.Problem;
import org.outreachsync.device.transport.ServerAnswer;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.device.transport.UnprovenAnswerException;
import org.outreachsync.device.transport.VerifiedTransport;
import org.outreachsync.model.Contract;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Syncs a tablet with the server. Capturing goes on meanwhile. The engine never sleeps: after a failure it returns how
 * long to wait, and the app's scheduler calls it again. Syncs run one at a time; a second caller waits.
 */
public final class SyncEngine {

    static final String PATH = "/v1/sync";

    /** Refusals after which a wipe counts as confirmed: the server noted it, or will never be able to. */
    private static final Set<String> AFTER_CONFIRMATION =
            Set.of("DEVICE_REVOKED", "SCOPE_DENIED", "EPOCH_STALE", "TOKEN");

    private final DeviceStore store;
    private final VerifiedTransport transport;
    private final DeviceClock clock;
    private final SyncListener listener;
    private final SyncSettings settings;
    private final Contract contract;
    private final Cutter cutter = new Cutter();
    private final Requests requests;
    private final SmallerBatch smaller;
    private final SiteExit exit;
    private final Refusals refusals;
    private final CodeListFetch codes;
    private final Backoff backoff;
    private final Pace pace;
    private int acked;
    private int received;

    /** An engine with the usual settings and the contract of this version. */
    public SyncEngine(DeviceStore store, Transport transport, DeviceClock clock, Random random, SyncListener listener) {
        this(store, transport, clock, random, listener, SyncSettings.of(""), WireContract.contract());
    }

    /**
     * An engine.
     *
     * @param random spreads the waits of many tablets
     * @param listener is told about progress
     */
    public SyncEngine(
            DeviceStore store,
            Transport transport,
            DeviceClock clock,
            Random random,
            SyncListener listener,
            SyncSettings settings,
            Contract contract) {
        this.store = store;
        this.transport = new VerifiedTransport(transport);
        this.clock = clock;
        this.listener = listener;
        this.settings = settings;
        this.contract = contract;
        this.pace = new Pace(settings.answerBytesMax());
        this.backoff = new Backoff(settings, random);
        this.codes = new CodeListFetch(store, this.transport);
        this.requests = new Requests(store, clock, settings, cutter, pace);
        this.smaller = new SmallerBatch(store, cutter, pace, this.transport, backoff);
        this.exit = new SiteExit(store);
        this.refusals = new Refusals(store, clock, contract, smaller, exit, backoff);
    }

    /**
     * Syncs all sites until nothing waits on either side, something fails, or the limit on round trips is reached.
     *
     * @throws JournalException when the tablet's storage fails; what was captured is safe
     */
    public synchronized SyncReport sync() {
        acked = 0;
        received = 0;
        codes.begin();
        var report = new SyncRun(this, store, settings).run();
        listener.ended(report);
        return report;
    }

    /**
     * One round trip for one site.
     *
     * @throws JournalException when the tablet's storage fails; what was captured is safe
     */
    public synchronized RoundTrip syncOnce(String site) {
        return switch (store.read(state -> state.device().getPhase())) {
            case PHASE_ENROLLED -> roundTrip(site);
            case PHASE_HANDING_IN -> handIn(site);
            case PHASE_WIPING -> confirmWipe();
            case PHASE_NEEDS_ENROLMENT -> RoundTrip.stopped(SyncReason.ENROL_AGAIN, "");
            default -> RoundTrip.stopped(SyncReason.NOT_ENROLLED, "");
        };
    }

    /**
     * Sends the last ops of a tablet that was taken out of service; the server quarantines them, so no work is lost.
     * Then the tablet is wiped.
     */
    private RoundTrip handIn(String site) {
        if (store.read(state -> state.pendingOps()) > 0) {
            return roundTrip(site);
        }
        store.destroy();
        return RoundTrip.stopped(SyncReason.WIPED, "the device was taken out of service");
    }

    private RoundTrip roundTrip(String site) {
        if (exit.departIfDrained(site)) {
            return RoundTrip.again();
        }
        var sent = requests.next(site);
        try {
            var answer = post(sent);
            pace.answered();
            return answer.status() == 200
                    ? accept(sent, AnswerCheck.read(answer.body(), sent))
                    : refusals.refused(sent, answer, Problem.of(answer));
        } catch (UnprovenAnswerException stranger) {
            return RoundTrip.failed(
                    SyncReason.SERVER_ERROR, String.valueOf(stranger.getMessage()), backoff.afterFailure(null));
        } catch (IOException failure) {
            if (pace.silent(failure, sent.request().getSerializedSize())) {
                smaller.cutSmaller(sent);
            }
            return RoundTrip.failed(
                    SyncReason.NETWORK, String.valueOf(failure.getMessage()), backoff.afterFailure(null));
        }
    }

    private ServerAnswer post(Outgoing sent) throws IOException {
        return transport.post(
                PATH,
                store.read(state -> state.device().getToken()),
                sent.request().toByteArray());
    }

    private RoundTrip accept(Outgoing sent, SyncResponse answer) {
        var wipe = Commands.wipe(answer.getCommandsList());
        if (wipe.isPresent()) {
            store.wipe(wipe.get().getId(), sent.site());
            return RoundTrip.again();
        }
        var applied = store.update((state, draft) -> {
            var site = state.site(sent.site());
            return site == null
                    ? new Answered.Applied(0, 0)
                    : new Answered(contract, state, site, draft, sent, answer).apply(clock);
        });
        backoff.success();
        codes.fetchFrom(answer.getOwnCodesVersion());
        tell(sent, applied, answer.getMore());
        return next(sent.site(), answer.getNextSyncAfter() * 1000L);
    }

    private void tell(Outgoing sent, Answered.Applied applied, boolean more) {
        if (sent.hasOps()) {
            cutter.taken(sent.site());
            acked += applied.acked();
            listener.sent(sent.site(), acked, acked + store.read(state -> state.pendingOps()));
        }
        if (applied.received() > 0) {
            received += applied.received();
            listener.received(sent.site(), received, more);
        }
    }

    private RoundTrip next(String name, long waitMillis) {
        return store.read(state -> {
            var site = state.site(name);
            if (site == null || isSettled(site)) {
                return RoundTrip.settled(waitMillis);
            }
            if (site.pending().isEmpty() && site.head().getMismatches() > SyncRun.MISMATCHES_MAX) {
                return RoundTrip.failed(
                        SyncReason.DIVERGED, "the records differ from the server's", backoff.afterFailure(null));
            }
            return RoundTrip.again();
        });
    }

    /** Whether nothing waits on either side, as far as the last answer said. */
    static boolean isSettled(SiteState site) {
        var head = site.head();
        return head.getRemoved()
                || (head.getLeavingCommand().isEmpty()
                        && site.pending().isEmpty()
                        && head.getCaughtUp()
                        && head.getMismatches() == 0);
    }

    /**
     * Confirms a wipe. The token is deleted only after the server said that it knows of the wipe, or that it does not
     * know the token.
     */
    private RoundTrip confirmWipe() {
        var sent = requests.wipeConfirmation();
        try {
            var answer = post(sent);
            if (answer.status() != 200) {
                var problem = Problem.of(answer);
                if (isOtherWipe(problem, sent)) {
                    store.wipe(problem.command(), sent.site());
                    return RoundTrip.again();
                }
                if (!AFTER_CONFIRMATION.contains(problem.code())) {
                    return RoundTrip.failed(
                            SyncReason.BUSY,
                            "the wipe is not confirmed yet",
                            backoff.afterFailure(answer.retryAfter()));
                }
            }
        } catch (UnprovenAnswerException stranger) {
            return RoundTrip.failed(
                    SyncReason.SERVER_ERROR, "the wipe is not confirmed yet", backoff.afterFailure(null));
        } catch (IOException failure) {
            return RoundTrip.failed(SyncReason.NETWORK, "the wipe is not confirmed yet", backoff.afterFailure(null));
        }
        store.destroy();
        return RoundTrip.stopped(SyncReason.WIPED, "");
    }

    private static boolean isOtherWipe(Problem problem, Outgoing sent) {
        return problem.wipe()
                && !problem.command().isEmpty()
                && !sent.doneCommands().contains(problem.command());
    }
}
