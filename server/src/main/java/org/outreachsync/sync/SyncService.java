package org.outreachsync.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.outreachsync.intake.ClockRepair;
import org.outreachsync.intake.OpIntake;
import org.outreachsync.intake.RefusedParts;
import org.outreachsync.intake.SiteDays;
import org.outreachsync.intake.SyncFrames;
import org.outreachsync.keys.Keyring;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.record.RecordStore;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.validate.Bounds;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncResponse;

/** One round trip of a tablet: takes its batch, applies it, and gives back what it does not have yet. */
public final class SyncService {

    /** Records of all sites whose digests are kept in memory, some 100 bytes each. */
    private static final long DIGEST_RECORDS_MAX = 1_000_000;

    private final ProgrammeRules programme;
    private final SyncLimits limits;
    private final Keyring keys;
    private final RefusedParts refusedParts;
    private final OpIntake intake;
    private final Push push;
    private final Pull pull;
    private final Answers answers;
    private final RecordStore records;
    private final RecordProjector projector;
    private final SiteLocks locks;
    private final InstantSource clock;
    private final Consumer<String> afterApplied;
    private final Cache<String, SiteDigest> digests = Caffeine.newBuilder()
            .maximumWeight(DIGEST_RECORDS_MAX)
            .weigher((String site, SiteDigest digest) -> 1 + digest.size())
            .build();

    /**
     * What is the programme's own.
     *
     * @param zone the time zone of its dates
     * @param start events before are refused
     * @param siteDays when its sites are open
     * @param codes its own codes
     */
    public record ProgrammeRules(ZoneId zone, LocalDate start, SiteDays siteDays, OwnCodes codes) {

        /** A programme whose sites are always open, without codes of its own. */
        public ProgrammeRules(ZoneId zone, LocalDate start) {
            this(zone, start, SiteDays.ALWAYS, new OwnCodes(0, () -> false));
        }
    }

    /**
     * A programme's own codes, as this server has them.
     *
     * @param version 0 for none
     * @param isBehind asks the store whether another server has served newer ones
     */
    public record OwnCodes(int version, BooleanSupplier isBehind) {}

    /**
     * What became of a request.
     *
     * @param response for the tablet
     * @param ops how many ops were written into the log
     * @param quarantined how many of them went to quarantine
     * @param beyondNewCodes how many of those since the device named more new client codes than a day's work brings
     * @param late whether they were taken from a device, or for a site, that is not served any more
     */
    public record Outcome(SyncResponse response, int ops, int quarantined, int beyondNewCodes, boolean late) {}

    SyncService(
            ProgrammeRules programme,
            SyncLimits limits,
            Keyring keys,
            RefusedParts refusedParts,
            OpIntake intake,
            Push push,
            Pull pull,
            Answers answers,
            RecordStore records,
            RecordProjector projector,
            SiteLocks locks,
            InstantSource clock,
            Consumer<String> afterApplied) {
        this.programme = programme;
        this.limits = limits;
        this.keys = keys;
        this.refusedParts = refusedParts;
        this.intake = intake;
        this.push = push;
        this.pull = pull;
        this.answers = answers;
        this.records = records;
        this.projector = projector;
        this.locks = locks;
        this.clock = clock;
        this.afterApplied = afterApplied;
    }

    /**
     * Serves one request.
     *
     * @param caller the device that its token names
     * @param body a SyncRequest
     * @throws RefusedException when the request as a whole cannot be served; nothing of it was stored
     */
    public Outcome sync(Caller caller, byte[] body) {
        var frame = SyncFrames.parse(body, limits.opsMax(), limits.cursorBytesMax());
        checkDevice(caller, frame);
        long now = clock.millis();
        var response = SyncResponse.newBuilder()
                .setServerNow(now)
                .setNextSyncAfter(limits.nextSyncSeconds())
                .setLimits(limits.advertised())
                .setOwnCodesVersion(programme.codes().version())
                .addAllCommands(caller.commands());
        boolean serves = caller.sites().contains(frame.getScope()) && !caller.revoked();
        if (!serves) {
            return takeLate(caller, frame, now, response);
        }
        var prepared = prepare(caller, frame, now, "");
        return locks.withLock(frame.getScope(), () -> serve(prepared, response));
    }

    /** Applies what a server that died had logged and not applied. */
    public void catchUp(String site) {
        locks.withLock(site, () -> projector.catchUp(site));
        afterApplied.accept(site);
    }

    private static void checkDevice(Caller caller, SyncFrame frame) {
        if (!frame.getDeviceId().equals(caller.deviceId())) {
            throw new RefusedException(Code.TOKEN, "The token belongs to another device.");
        }
        if (frame.getEpoch() != caller.epoch()) {
            boolean isAhead = Integer.compareUnsigned(frame.getEpoch(), caller.epoch()) > 0;
            throw new RefusedException(
                    Code.EPOCH_STALE,
                    isAhead
                            ? "The server does not know this epoch yet; it may have been restored from a backup. Enrol again."
                            : "The device has enrolled again since. Continue with the newest enrolment.",
                    Map.of("epoch", caller.epoch()));
        }
    }

    private Outcome serve(Push.Prepared prepared, SyncResponse.Builder response) {
        var frame = prepared.frame();
        var site = frame.getScope();
        long ackSeq = 0;
        int written = 0;
        int quarantined = 0;
        int beyond = 0;
        long head;
        if (frame.getOpsCount() > 0) {
            var pushed = push.push(prepared, true);
            ackSeq = pushed.entry().seq();
            var applied = apply(site, pushed);
            head = applied.head();
            response.setAck(answers.answer(frame, pushed.entry(), applied.touched()));
            afterApplied.accept(site);
            written = pushed.appended() ? pushed.entry().batch().getOpsCount() : 0;
            quarantined = pushed.appended() ? quarantined(pushed.entry().batch().getOpsList()) : 0;
            beyond = pushed.appended() ? beyondNewCodes(pushed.entry().batch().getOpsList()) : 0;
        } else {
            var applied = projector.catchUp(site);
            head = applied.head();
            if (!applied.touched().isEmpty()) {
                afterApplied.accept(site);
            }
        }
        var cursor = PullCursor.open(frame.getCursor(), keys, site, head);
        var digest = digests.get(site, unseen -> new SiteDigest());
        digest.catchUp(records, site, head);
        digests.put(site, digest);
        pull.pull(prepared.caller(), frame, cursor, head, ackSeq, digest, response);
        return new Outcome(response.build(), written, quarantined, beyond, false);
    }

    private RecordProjector.Applied apply(String site, Push.Pushed pushed) {
        var before = pushed.before();
        return before == null
                ? projector.catchUp(site, pushed.entry())
                : projector.catchUp(site, pushed.entry(), before);
    }

    /**
     * A shift that was worked is not lost because its device or site is not served any more: it goes to quarantine,
     * whole.
     */
    private Outcome takeLate(Caller caller, SyncFrame frame, long now, SyncResponse.Builder response) {
        var site = frame.getScope();
        boolean known = caller.sites().contains(site) || caller.formerSites().contains(site);
        if (!known) {
            throw new RefusedException(Code.SCOPE_DENIED, "The device does not serve this site.");
        }
        if (caller.revoked() && frame.getOpsCount() == 0) {
            throw new RefusedException(Code.DEVICE_REVOKED, "The device may not sync any more.", Map.of("wipe", true));
        }
        boolean left = caller.formerSites().contains(site);
        if (frame.getOpsCount() == 0) {
            if (left && !caller.isToForget(site) && !caller.saysForgotten(site)) {
                throw new RefusedException(
                        Code.SCOPE_DENIED, "The device has confirmed that it does not serve this site any more.");
            }
            return new Outcome(response.build(), 0, 0, 0, false);
        }
        if (left && !caller.isToForget(site)) {
            // It confirmed that, and still has work of the site.
            response.addCommands(Caller.removalOf(site));
        }
        var prepared = prepare(
                caller, frame, now, (caller.revoked() ? ResultCode.DEVICE_REVOKED : ResultCode.SCOPE_REMOVED).name());
        return locks.withLock(site, () -> {
            var pushed = push.push(prepared, caller.lateBatchesLeft() > 0);
            var applied = apply(site, pushed);
            response.setAck(answers.answer(frame, pushed.entry(), applied.touched()));
            afterApplied.accept(site);
            int count = pushed.appended() ? pushed.entry().batch().getOpsCount() : 0;
            return new Outcome(response.build(), count, count, 0, pushed.appended());
        });
    }

    private Push.Prepared prepare(Caller caller, SyncFrame sent, long now, String refusedCode) {
        var hash = SyncFrames.hash(sent, keys.sealer());
        var without = refusedParts.takenOut(sent);
        var frame = without.frame();
        var ops = new ArrayList<LoggedOp>(frame.getOpsCount());
        long startMs =
                programme.start().atStartOfDay(programme.zone()).toInstant().toEpochMilli();
        var repair = new ClockRepair(programme.zone(), now, frame.getBootId(), frame.getElapsedMs(), startMs);
        var today = OpIntake.today(now, programme.zone());
        var batch = new OpIntake.Batch(
                caller.deviceNo(),
                caller.epoch(),
                frame,
                without.flags(),
                repair,
                Bounds.of(today, programme.start()),
                programme.siteDays());
        for (int at = 0; at < frame.getOpsCount(); at++) {
            long opNo = frame.getFirstOp() + at;
            ops.add(
                    refusedCode.isEmpty()
                            ? intake.take(batch, opNo, frame.getOps(at))
                            : OpIntake.quarantine(
                                    frame,
                                    opNo,
                                    frame.getOps(at),
                                    refusedCode,
                                    "",
                                    "Kept for a supervisor: the device or site is not served any more."));
        }
        checkCodesKnown(ops);
        return new Push.Prepared(caller, frame, hash, now, (int) today.toEpochDay(), ops, refusedCode);
    }

    /**
     * A code that another server has given to tablets is no reason for quarantine: this server is the one that does not
     * know it yet.
     */
    private void checkCodesKnown(List<LoggedOp> ops) {
        boolean isUnknown =
                ops.stream().anyMatch(op -> op.getQuarantined().getCode().equals(ResultCode.UNKNOWN_CODE.name()));
        if (isUnknown && programme.codes().isBehind().getAsBoolean()) {
            throw new RefusedException(
                    Code.BUSY, "Another server has newer codes of the programme's own. Try again later.");
        }
    }

    private static int quarantined(List<LoggedOp> ops) {
        return (int) ops.stream().filter(LoggedOp::hasQuarantined).count();
    }

    private static int beyondNewCodes(List<LoggedOp> ops) {
        return (int) ops.stream()
                .filter(op -> op.getQuarantined().getCode().equals(ResultCode.NEW_CODES_LIMIT.name()))
                .count();
    }
}
