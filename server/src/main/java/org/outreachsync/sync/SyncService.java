package org.outreachsync.sync;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.outreachsync.identity.Device;
import org.outreachsync.intake.BatchIntake;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncResponse;

/** One round trip of a tablet: takes its batch, applies it, and gives back the records that it does not have yet. */
public final class SyncService {

    private final TabletTerms terms;
    private final LateBatches lateBatches;
    private final BatchIntake intake;
    private final Push push;
    private final Pull pull;
    private final SiteLocks locks;
    private final InstantSource clock;
    private final Consumer<String> afterApplied;

    /**
     * The outcome of a request.
     *
     * @param response for the tablet
     * @param ops how many ops were written into the log
     * @param quarantined how many of them went to quarantine
     * @param beyondNewCodes how many of those because the tablet named more new client codes than a day's work brings
     * @param late whether they came from a tablet, or for a site, that is not served any more
     */
    public record Outcome(SyncResponse response, int ops, int quarantined, int beyondNewCodes, boolean late) {}

    /**
     * A service of these parts.
     *
     * @param lateBatches counts what a tablet hands in after it was revoked or lost the site
     * @param afterApplied told the site after a batch was applied, to bring its cells up to date; must return at once
     */
    public SyncService(
            TabletTerms terms,
            LateBatches lateBatches,
            BatchIntake intake,
            Push push,
            Pull pull,
            SiteLocks locks,
            InstantSource clock,
            Consumer<String> afterApplied) {
        this.terms = terms;
        this.lateBatches = lateBatches;
        this.intake = intake;
        this.push = push;
        this.pull = pull;
        this.locks = locks;
        this.clock = clock;
        this.afterApplied = afterApplied;
    }

    /**
     * Serves one request.
     *
     * @param device the tablet to which the token belongs, with the commands of this request confirmed
     * @throws RefusedException when the request as a whole cannot be served; nothing of it was stored
     */
    public Outcome sync(Device device, SyncFrame request) {
        if (device.state() == Device.State.WIPED) {
            throw device.refusal();
        }
        intake.check(request);
        checkDevice(device, request);
        long now = clock.millis();
        var response = terms.answer(now).addAllCommands(device.commands());
        var site = request.getScope();
        if (!device.sites().contains(site) || device.state().isOut()) {
            return takeLate(device, request, now, response);
        }
        var known =
                request.getOpsCount() == 0 ? null : push.known(Push.key(device, request), () -> intake.hash(request));
        var batch = known == null ? intake.take(device, request, now) : null;
        return locks.withLock(site, () -> {
            var pushed = taken(
                    site,
                    batch == null ? push.again(request, Objects.requireNonNull(known)) : push.push(batch, () -> true),
                    response);
            long ackSeq = response.getAck().getSeq();
            if (pull.reached(request) <= pushed.state().seq()) {
                pull.pull(device, request, pushed.state(), ackSeq, pushed.changed(), response);
            } else {
                pull.pull(device, request, push.confirmedState(site), ackSeq, null, response);
            }
            return outcome(response, pushed, false);
        });
    }

    /** Applies what a server that died had logged and not applied. */
    public void catchUp(String site) {
        locks.withLock(site, () -> push.catchUp(site));
        afterApplied.accept(site);
    }

    private static void checkDevice(Device device, SyncFrame request) {
        if (!request.getDeviceId().equals(device.id())) {
            throw new RefusedException(Code.TOKEN, "The token belongs to another tablet.");
        }
        if (request.getEpoch() != device.epoch()) {
            boolean isAhead = Integer.compareUnsigned(request.getEpoch(), device.epoch()) > 0;
            throw new RefusedException(
                    Code.EPOCH_STALE,
                    isAhead
                            ? "The server does not know this epoch yet; it may have been restored from a backup. Enrol again."
                            : "The tablet has enrolled again since. Continue with the newest enrolment.",
                    Map.of("epoch", device.epoch()));
        }
    }

    /**
     * Takes what a tablet still holds after it was revoked or lost the site, for quarantine, and gives nothing back.
     */
    private Outcome takeLate(Device device, SyncFrame request, long now, SyncResponse.Builder response) {
        var site = request.getScope();
        boolean isFormer = device.formerSites().contains(site);
        if (!device.sites().contains(site) && !isFormer) {
            throw new RefusedException(Code.SCOPE_DENIED, "The tablet does not serve this site.");
        }
        boolean isOut = device.state().isOut();
        if (request.getOpsCount() == 0) {
            checkMayAsk(device, request, isOut, isFormer);
            return new Outcome(response.build(), 0, 0, 0, false);
        }
        if (isFormer && !device.isToForget(site)) {
            // It confirmed that it has forgotten the site, and still has work of it.
            response.addCommands(Device.removalOf(site));
        }
        var why = isOut ? ResultCode.DEVICE_REVOKED : ResultCode.SCOPE_REMOVED;
        var batch = intake.takeLate(device, request, now, why);
        return locks.withLock(
                site,
                () -> outcome(
                        response, taken(site, push.push(batch, () -> lateBatches.count(device)), response), true));
    }

    /** A tablet that lost a site asks until the server knows that it has forgotten the site. */
    private static void checkMayAsk(Device device, SyncFrame request, boolean isOut, boolean isFormer) {
        if (isOut) {
            throw device.refusal();
        }
        var site = request.getScope();
        boolean confirmsNow =
                request.getDoneCommandsList().contains(Device.removalOf(site).getId());
        if (isFormer && !device.isToForget(site) && !confirmsNow) {
            throw new RefusedException(
                    Code.SCOPE_DENIED, "The tablet has confirmed that it does not serve this site any more.");
        }
    }

    private Push.Pushed taken(String site, Push.Pushed pushed, SyncResponse.Builder response) {
        if (pushed.ack() != null) {
            response.setAck(pushed.ack());
        }
        if (pushed.isChanged()) {
            afterApplied.accept(site);
        }
        return pushed;
    }

    private static Outcome outcome(SyncResponse.Builder response, Push.Pushed pushed, boolean isLate) {
        var written = pushed.written();
        int quarantined =
                (int) written.stream().filter(LoggedOp::hasQuarantined).count();
        int beyondNewCodes = (int) written.stream()
                .filter(op -> op.getQuarantined().getCode().equals(ResultCode.NEW_CODES_LIMIT.name()))
                .count();
        return new Outcome(
                response.build(), written.size(), quarantined, beyondNewCodes, isLate && pushed.isAppended());
    }
}
