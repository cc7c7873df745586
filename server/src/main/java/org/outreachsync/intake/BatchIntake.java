package org.outreachsync.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.outreachsync.identity.Device;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.Path;
import org.outreachsync.model.Value;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.validate.Bounds;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.SyncFrame;

/** Turns a request into a batch of checked ops. */
public final class BatchIntake {

    private final Programme programme;
    private final RequestReader requests;
    private final RefusedParts refusedParts;
    private final OpIntake ops;
    private final Sealer sealer;

    /**
     * What the programme decides about ops.
     *
     * @param zone the time zone of its dates
     * @param start events before are refused
     * @param siteDays when its sites are open
     * @param isBehind asks the store whether another server has served newer codes of the programme's own
     */
    public record Programme(ZoneId zone, LocalDate start, SiteDays siteDays, BooleanSupplier isBehind) {}

    /** Takes in batches by these rules. */
    public BatchIntake(
            Programme programme, RequestReader requests, RefusedParts refusedParts, OpIntake ops, Sealer sealer) {
        this.programme = programme;
        this.requests = requests;
        this.refusedParts = refusedParts;
        this.ops = ops;
        this.sealer = sealer;
    }

    /**
     * Checks a request as a whole.
     *
     * @throws RefusedException UPGRADE, TOO_LARGE or MALFORMED
     */
    public void check(SyncFrame request) {
        requests.check(request);
    }

    /**
     * The batch of a request, each op checked.
     *
     * @param receivedAt milliseconds since 1970
     * @throws RefusedException BUSY when it names codes that only another server knows so far
     */
    public CheckedBatch take(Device device, SyncFrame sent, long receivedAt) {
        return take(device, sent, receivedAt, receivedAt);
    }

    /**
     * Ops that came in earlier, checked by what the programme allows now. Clocks are repaired as they were then.
     *
     * @param cameInAt milliseconds since 1970
     * @param now milliseconds since 1970
     * @throws RefusedException BUSY when they name codes that only another server knows so far
     */
    public CheckedBatch take(Device device, SyncFrame sent, long cameInAt, long now) {
        var taken = refusedParts.takenOut(sent);
        var request = taken.frame();
        long startMs =
                programme.start().atStartOfDay(programme.zone()).toInstant().toEpochMilli();
        var clock = new ClockRepair(programme.zone(), cameInAt, request.getBootId(), request.getElapsedMs(), startMs);
        var bounds = Bounds.of(date(Instant.ofEpochMilli(now)), programme.start());
        var context = new BatchContext(device, request, taken.flags(), clock, bounds, programme.siteDays());
        var logged = new ArrayList<LoggedOp>(request.getOpsCount());
        var written = new HashMap<Long, SortedMap<Path, Value>>();
        for (int at = 0; at < request.getOpsCount(); at++) {
            long opNo = request.getFirstOp() + at;
            var checked =
                    ops.take(context, opNo, request.getOps(at), taken.parsed().get(at));
            logged.add(checked.logged());
            if (checked.written() != null) {
                written.put(opNo, checked.written());
            }
        }
        checkCodesKnown(logged);
        return batch(device, sent, request, now, logged, written, "");
    }

    /**
     * The batch of a request that goes to quarantine as a whole: a shift that was worked is not lost because its tablet
     * or site is not served any more.
     *
     * @param receivedAt milliseconds since 1970
     */
    public CheckedBatch takeLate(Device device, SyncFrame sent, long receivedAt, ResultCode why) {
        var request = refusedParts.takenOut(sent).frame();
        long first = request.getFirstOp();
        var logged = IntStream.range(0, request.getOpsCount())
                .mapToObj(at -> QuarantinedOp.of(
                        request,
                        first + at,
                        why.name(),
                        "",
                        "Kept for a supervisor: the tablet or site is not served any more."))
                .toList();
        return batch(device, sent, request, receivedAt, logged, Map.of(), why.name());
    }

    /** The keyed hash of what identifies a batch, by which it is known when it is sent again. */
    public String hash(SyncFrame sent) {
        return RequestReader.hash(sent, sealer);
    }

    private CheckedBatch batch(
            Device device,
            SyncFrame sent,
            SyncFrame request,
            long receivedAt,
            List<LoggedOp> logged,
            Map<Long, SortedMap<Path, Value>> written,
            String why) {
        var hash = hash(sent);
        int receivedOn = dayOf(receivedAt);
        int enrolledOn = (int) date(device.enrolled()).toEpochDay();
        return new CheckedBatch(device, request, hash, receivedAt, receivedOn, enrolledOn, logged, written, why);
    }

    /**
     * An unknown code is no reason for quarantine while another server has given newer codes to tablets: then this
     * server is the one that is behind.
     */
    private void checkCodesKnown(List<LoggedOp> logged) {
        if (isAnyUnknown(logged) && programme.isBehind().getAsBoolean()) {
            throw new RefusedException(
                    Code.BUSY, "Another server has newer codes of the programme's own. Try again later.");
        }
    }

    private static boolean isAnyUnknown(List<LoggedOp> logged) {
        for (var op : logged) {
            if (op.getQuarantined().getCode().equals(ResultCode.UNKNOWN_CODE.name())) {
                return true;
            }
        }
        return false;
    }

    /** A time in milliseconds since 1970 as a local date of the programme, in days since 1970. */
    public int dayOf(long time) {
        return (int) date(Instant.ofEpochMilli(time)).toEpochDay();
    }

    private LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, programme.zone());
    }
}
