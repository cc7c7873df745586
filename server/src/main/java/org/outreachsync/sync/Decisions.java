package org.outreachsync.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Device;
import org.outreachsync.intake.BatchIntake;
import org.outreachsync.intake.CheckedBatch;
import org.outreachsync.log.BatchKey;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogEntry;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordType;
import org.outreachsync.projection.Admission;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.log.v1.Decision;
import org.outreachsync.wire.log.v1.LoggedBatch;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.log.v1.Quarantined;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * What supervisors decide about ops in quarantine. A released op is checked again and becomes an entry of the log, like
 * a batch, so that every server and every replay come to the same records; tablets get the record with their next pull.
 * The entry is named by the op, so an op is decided once, also by two servers at the same time. A decision is
 * idempotent.
 */
public final class Decisions {

    /** Losing the race for a sequence number more often means that something else is wrong. */
    private static final int ATTEMPTS_MAX = 64;

    private static final long SERVER = 0;

    private final Contract contract;
    private final EventLog log;
    private final RecordProjector projector;
    private final BatchIntake intake;
    private final Screening screening;
    private final Admission admission;
    private final SiteLocks locks;
    private final InstantSource clock;
    private final Consumer<String> afterApplied;

    /**
     * Decides by these rules.
     *
     * @param projector shared with the service that takes in batches, as are the locks
     * @param afterApplied told the site after a decision was applied; must return at once
     */
    public Decisions(
            Contract contract,
            EventLog log,
            RecordProjector projector,
            BatchIntake intake,
            Screening screening,
            Admission admission,
            SiteLocks locks,
            InstantSource clock,
            Consumer<String> afterApplied) {
        this.contract = contract;
        this.log = log;
        this.projector = projector;
        this.intake = intake;
        this.screening = screening;
        this.admission = admission;
        this.locks = locks;
        this.clock = clock;
        this.afterApplied = afterApplied;
    }

    /**
     * An op in quarantine.
     *
     * @param seq the sequence number of its batch in the log
     * @param opNo its number in that batch
     */
    public record Name(String site, long seq, long opNo) {}

    /**
     * What to do with it.
     *
     * @param occurredOn the right day; null if the op has it, or is discarded
     * @param by the id of the person who decides
     */
    private record Verdict(boolean isReleased, @Nullable LocalDate occurredOn, String by) {}

    /**
     * Lets an op stand that the rules of today allow. A tally is not released, since its tablet counts on.
     *
     * @param occurredOn the right day, or null if the op has it
     * @param by the id of the person who decides
     * @return the sequence number of the decision in the log
     * @throws RefusedException NOT_FOUND if there is no such op, or it was discarded; STILL_REFUSED, with the rule, if
     *     it may not stand
     */
    public long release(Name name, @Nullable LocalDate occurredOn, String by) {
        return decide(name, new Verdict(true, occurredOn, by));
    }

    /**
     * Removes an op from what waits. It stays in the log.
     *
     * @param by the id of the person who decides
     * @return the sequence number of the decision in the log
     * @throws RefusedException NOT_FOUND if there is no such op, or it was released
     */
    public long discard(Name name, String by) {
        return decide(name, new Verdict(false, null, by));
    }

    private long decide(Name name, Verdict verdict) {
        long seq = locks.withLock(name.site(), () -> append(name, verdict));
        afterApplied.accept(name.site());
        return seq;
    }

    private long append(Name name, Verdict verdict) {
        var site = name.site();
        var waiting = waiting(name);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            long tail = projector.catchUp(site).head();
            var made = log.find(waiting.decision());
            if (made != null) {
                return again(made, verdict);
            }
            var entry = entry(waiting, verdict, tail);
            if (log.append(entry)) {
                projector.catchUp(site);
                return entry.seq();
            }
        }
        throw new RefusedException(Code.BUSY, "Too many servers write to this site at once. Try again.");
    }

    /** The same decision, made again, as by somebody who got no answer. */
    private static long again(LogEntry made, Verdict verdict) {
        if (made.batch().getDecision().getReleased() != verdict.isReleased()) {
            throw none();
        }
        return made.seq();
    }

    /**
     * An op that went to quarantine.
     *
     * @param of the entry with it
     * @param place from 0
     */
    private record Waiting(LogEntry of, int place) {

        LoggedOp op() {
            return of.batch().getOps(place);
        }

        /** The name of the entry that decides about it. */
        BatchKey decision() {
            return new BatchKey(of.key().site(), SERVER, Math.toIntExact(of.seq()), 1L + place);
        }
    }

    private Waiting waiting(Name name) {
        var entries = name.seq() < 1 ? List.<LogEntry>of() : log.readAfter(name.site(), name.seq() - 1, 1);
        for (var entry : entries) {
            for (int place = 0; place < entry.batch().getOpsCount(); place++) {
                var op = entry.batch().getOps(place);
                if (op.getOpNo() == name.opNo() && op.hasQuarantined()) {
                    return new Waiting(entry, place);
                }
            }
        }
        throw none();
    }

    private LogEntry entry(Waiting waiting, Verdict verdict, long tail) {
        var of = waiting.of();
        long now = clock.millis();
        var batch = LoggedBatch.newBuilder()
                .setProtoVersion(of.batch().getProtoVersion())
                .setSchemaVersion(of.batch().getSchemaVersion())
                .setAppVersion(of.batch().getAppVersion())
                .setReceivedAt(now)
                .setReceivedOn(intake.dayOf(now))
                .setDecision(Decision.newBuilder()
                        .setSeq(of.seq())
                        .setOpNo(waiting.op().getOpNo())
                        .setReleased(verdict.isReleased())
                        .setBy(verdict.by()));
        if (!verdict.isReleased()) {
            return entry(waiting, tail, batch);
        }
        var why = waiting.op().getQuarantined();
        if (why.getCode().equals(ResultCode.RECORD_EXISTS.name())) {
            // The op means a record of its tablet's own; the one with its id is another.
            throw refused(why);
        }
        var checked = intake.take(author(of), frame(waiting, verdict.occurredOn()), of.receivedAt(), now);
        return admitted(entry(waiting, tail, batch.addAllOps(checked.ops())), checked);
    }

    private static LogEntry entry(Waiting waiting, long tail, LoggedBatch.Builder batch) {
        return new LogEntry(waiting.decision(), tail + 1, 0, batch.getReceivedAt(), "", batch.build());
    }

    /** The tablet as it was: ids and codes are checked as its own. Its persons are those of this site. */
    private static Device author(LogEntry of) {
        var key = of.key();
        return new Device(
                "",
                key.deviceNo(),
                key.epoch(),
                Device.State.ACTIVE,
                Set.of(key.site()),
                Set.of(),
                0,
                List.of(),
                "",
                "",
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static SyncFrame frame(Waiting waiting, @Nullable LocalDate occurredOn) {
        var of = waiting.of();
        var kept = waiting.op().getQuarantined();
        return SyncFrame.newBuilder()
                .setProtoVersion(of.batch().getProtoVersion())
                .setSchemaVersion(of.batch().getSchemaVersion())
                .setScope(of.key().site())
                .setEpoch(of.key().epoch())
                .setBootId(of.batch().getBootId())
                .setElapsedMs(of.batch().getElapsedMs())
                .setDefaults(kept.getDefaults())
                .setFirstOp(waiting.op().getOpNo())
                .addOps(occurredOn == null ? kept.getRaw() : dated(kept.getRaw(), occurredOn))
                .build();
    }

    /** The op on another day, which a person has set. */
    private static ByteString dated(ByteString raw, LocalDate day) {
        try {
            var op = Op.parseFrom(raw).toBuilder().setDateByHand(true);
            op.getEnvelopeBuilder().setOccurredOn(Math.toIntExact(day.toEpochDay()));
            return op.build().toByteString();
        } catch (InvalidProtocolBufferException unreadable) {
            return raw;
        }
    }

    private LogEntry admitted(LogEntry entry, CheckedBatch checked) {
        var op = entry.batch().getOps(0);
        if (op.hasQuarantined()) {
            throw refused(op.getQuarantined());
        }
        if (!contract.type(op.getType()).naturalKey().isEmpty()) {
            throw refused("TALLY", "", "The tablet goes on counting. Enter the missing count on a tablet.");
        }
        var asked = screening.asked(checked, entry.batch());
        var before = projector.before(
                entry.key().site(), entry.seq() - 1, entry.batch().getOpsList(), asked.reads());
        if (!Screening.unknown(asked, before.found()).isEmpty()) {
            throw refused(
                    ResultCode.CLIENT_KEY_INVALID.name(),
                    RecordType.OWN_CLIENT,
                    "No record of the site has this client key.");
        }
        var touched = RecordProjector.touched(before.loaded(), entry.batch().getOpsList());
        var decided = admission.decide(entry, touched.records(), checked.written());
        decided.refused().values().stream().findFirst().ifPresent(refusal -> {
            throw refused(refusal.code(), refusal.field(), refusal.message());
        });
        return Drafting.admitted(entry, checked, decided);
    }

    /** The refusal when no such op waits. */
    public static RefusedException none() {
        return new RefusedException(Code.NOT_FOUND, "No such op waits in quarantine.");
    }

    private static RefusedException refused(Quarantined why) {
        return refused(why.getCode(), why.getField(), why.getMessage());
    }

    private static RefusedException refused(String rule, String field, String message) {
        return new RefusedException(Code.STILL_REFUSED, message, Map.of("rule", rule, "field", field));
    }
}
