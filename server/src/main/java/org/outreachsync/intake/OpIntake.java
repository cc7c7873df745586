package org.outreachsync.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.validate.Bounds;
import org.outreachsync.validate.Finding;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.validate.Validator;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.log.v1.Quarantined;
import org.outreachsync.wire.log.v1.Warning;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * Turns one op as a tablet sent it into what the log keeps: a checked op without client codes, or the bytes as they
 * came, for quarantine.
 */
public final class OpIntake {

    /** The largest op that the contract allows takes about a tenth. */
    private static final int OP_BYTES_MAX = 16 << 10;

    private final Contract contract;
    private final RecordMapper mapper;
    private final Validator validator;
    private final ClientCodes clientCodes;
    private final Sealer sealer;

    /** Takes ops of this contract. */
    public OpIntake(
            Contract contract, RecordMapper mapper, Validator validator, ClientCodes clientCodes, Sealer sealer) {
        this.contract = contract;
        this.mapper = mapper;
        this.validator = validator;
        this.clientCodes = clientCodes;
        this.sealer = sealer;
    }

    /**
     * The batch that an op came in.
     *
     * @param deviceNo the number of the device
     * @param epoch its newest epoch
     * @param frame the request, without what clients said no to
     * @param refused the flags by which something was taken out of its ops, by number
     * @param clock its clock repair, called op by op
     * @param bounds what the programme allows today
     * @param siteDays when sites are open
     */
    public record Batch(
            long deviceNo,
            int epoch,
            SyncFrame frame,
            Map<Long, String> refused,
            ClockRepair clock,
            Bounds bounds,
            SiteDays siteDays) {}

    /** An op as the log keeps it. */
    public LoggedOp take(Batch batch, long opNo, ByteString raw) {
        try {
            return accept(batch, opNo, parse(raw));
        } catch (BadOpException bad) {
            return quarantine(batch.frame(), opNo, raw, bad.code(), bad.field(), messageOf(bad));
        } catch (RecordFormatException bad) {
            return quarantine(batch.frame(), opNo, raw, bad.code(), bad.field(), messageOf(bad));
        }
    }

    /** The op as it came, kept whole, for the reason given. */
    public static LoggedOp quarantine(
            SyncFrame frame, long opNo, ByteString raw, String code, String field, String message) {
        return LoggedOp.newBuilder()
                .setOpNo(opNo)
                .setQuarantined(Quarantined.newBuilder()
                        .setCode(code)
                        .setField(field)
                        .setMessage(message)
                        .setRaw(raw)
                        .setDefaults(frame.getDefaults()))
                .build();
    }

    private static String messageOf(Exception bad) {
        var message = bad.getMessage();
        return message == null ? "" : message;
    }

    private static Op parse(ByteString raw) throws BadOpException {
        if (raw.size() > OP_BYTES_MAX) {
            throw new BadOpException(ResultCode.OP_TOO_LARGE, "", "The op is larger than " + OP_BYTES_MAX + " bytes.");
        }
        try {
            var input = raw.newCodedInput();
            input.setRecursionLimit(SyncFrames.DEPTH_MAX);
            var op = Op.parseFrom(input);
            input.checkLastTagWas(0);
            return op;
        } catch (InvalidProtocolBufferException malformed) {
            throw new BadOpException(ResultCode.MALFORMED_OP, "", "The op cannot be read.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private LoggedOp accept(Batch batch, long opNo, Op op) throws BadOpException, RecordFormatException {
        var kind = op.getKind();
        if (kind == OpKind.OP_KIND_UNSPECIFIED || kind == OpKind.UNRECOGNIZED) {
            throw new BadOpException(ResultCode.UNKNOWN_KIND, "kind", "The server does not know this kind of op.");
        }
        int typeNo = mapper.typeOf(op);
        var type = contract.find(typeNo);
        if (type == null) {
            throw new BadOpException(
                    ResultCode.UNKNOWN_TYPE, "record", "The server does not know this type of record.");
        }
        var site = batch.frame().getScope();
        var said = op.getEnvelope().getSite().isEmpty() && kind == OpKind.OP_KIND_CREATE
                ? batch.frame().getDefaults()
                : op.getEnvelope();
        if (!said.getSite().isEmpty() && !said.getSite().equals(site)) {
            throw new BadOpException(
                    ResultCode.SITE_DENIED, "site", "The record belongs to another site than its batch.");
        }
        if (Integer.compareUnsigned(op.getCountsEpoch(), batch.epoch()) > 0) {
            throw new BadOpException(
                    ResultCode.EPOCH_UNKNOWN, "counts_epoch", "The device has not reached this epoch.");
        }
        var logged = LoggedOp.newBuilder()
                .setOpNo(opNo)
                .setType(typeNo)
                .setKind(kind)
                .setRawHlc(op.getHlc())
                .setBaseSeq(op.getBaseSeq());
        var complete = kind == OpKind.OP_KIND_CREATE
                ? op.toBuilder().setEnvelope(envelope(batch.frame(), op)).build()
                : op;
        var timed = repairClock(batch, complete, logged);
        var pseudonymous = clientCodes.replace(timed, mapper.recordOf(timed, typeNo), type, batch.bounds());
        var clean = mapper.withRecord(pseudonymous.op(), typeNo, pseudonymous.record());
        pseudonymous.warnings().forEach(found -> logged.addWarnings(warning(found)));
        check(batch, type, clean, logged);
        NewerFields.lost(op, mapper.recordOf(op, typeNo), type)
                .ifPresent(part -> logged.addWarnings(NewerFields.warning(part)));
        var refused = batch.refused().get(opNo);
        if (refused != null) {
            logged.addWarnings(Warning.newBuilder()
                    .setCode(ResultCode.REFUSED_BY_CLIENT.name())
                    .setField(refused));
        }
        logged.addAllOtherPersons(pseudonymous.others());
        if (pseudonymous.person() != null) {
            logged.setPerson(pseudonymous.person());
        }
        var id = identify(batch, type, clean, complete.getEnvelope());
        if (kind == OpKind.OP_KIND_CREATE && type.naturalKey().isEmpty()) {
            logged.setAct(actOf(batch.frame(), complete));
        }
        return logged.setRecordId(ByteString.copyFrom(id.toBytes()))
                .setOp(clean.toBuilder().clearTarget())
                .build();
    }

    private static Envelope envelope(SyncFrame frame, Op op) {
        return frame.getDefaults().toBuilder()
                .mergeFrom(op.getEnvelope())
                .setSite(frame.getScope())
                .build();
    }

    /**
     * The same for an op whenever its tablet sends it, under whatever number, in whatever epoch and after an update of
     * the app; another for every other act, even one of the same words.
     */
    private String actOf(SyncFrame frame, Op complete) {
        var act = complete.toBuilder()
                .clearTarget()
                .clearBaseSeq()
                .clearWallOffsetMs()
                .setBootId(complete.hasBootId() ? complete.getBootId() : frame.getBootId());
        act.getEnvelopeBuilder().clearCodeListVersion();
        return sealer.name("act", List.of(act.build().toByteArray()));
    }

    private static Op repairClock(Batch batch, Op op, LoggedOp.Builder logged) {
        long bootId = op.hasBootId() ? op.getBootId() : batch.frame().getBootId();
        long wallMs = Hlc.millis(op.getHlc()) + op.getWallOffsetMs();
        var repaired = batch.clock().repair(op.getHlc(), wallMs, bootId, op.getElapsedMs());
        logged.setHlc(repaired.hlc()).setClockSuspect(repaired.suspect());
        if (repaired.dayShift() == 0 || op.getDateByHand() || !op.getEnvelope().hasOccurredOn()) {
            return op;
        }
        int noted = op.getEnvelope().getOccurredOn();
        logged.setRawOccurredOn(noted);
        var envelope = op.getEnvelope().toBuilder().setOccurredOn(noted + repaired.dayShift());
        return op.toBuilder().setEnvelope(envelope).build();
    }

    private void check(Batch batch, RecordType type, Op op, LoggedOp.Builder logged)
            throws BadOpException, RecordFormatException {
        var written = mapper.flatten(op, type.number(), Path.slot(batch.deviceNo(), batch.epoch()));
        var findings = op.getKind() == OpKind.OP_KIND_CREATE
                ? validator.checkCreate(type, written, batch.bounds())
                : validator.checkEdit(type, written, batch.bounds());
        for (Finding finding : findings) {
            if (!finding.warning()) {
                throw new BadOpException(finding);
            }
            logged.addWarnings(warning(finding));
        }
        refuseUnknownSites(batch, type, written);
        if (op.getKind() != OpKind.OP_KIND_VOID && op.getEnvelope().hasOccurredOn()) {
            warnWhenNotOpen(batch, op.getEnvelope().getOccurredOn(), logged);
        }
        if (logged.getClockSuspect()) {
            logged.addWarnings(Warning.newBuilder()
                    .setCode(ResultCode.CLOCK_SUSPECT.name())
                    .setField("occurred_on"));
        }
    }

    /** A tablet knows no sites but its own; what is none at all may be a name. */
    private static void refuseUnknownSites(Batch batch, RecordType type, SortedMap<Path, Value> written)
            throws BadOpException {
        for (var spec : type.fields()) {
            if (spec.kind() == ValueKind.SITE
                    && written.get(Path.field(spec.number())) instanceof Value.Text site
                    && batch.siteDays().on(site.value(), batch.bounds().today()) == SiteDays.State.UNKNOWN) {
                throw new BadOpException(
                        ResultCode.SITE_UNKNOWN, spec.name(), "The programme has no site of this code.");
            }
        }
    }

    private static void warnWhenNotOpen(Batch batch, int day, LoggedOp.Builder logged) {
        switch (batch.siteDays().on(batch.frame().getScope(), LocalDate.ofEpochDay(day))) {
            case NOT_YET ->
                logged.addWarnings(Warning.newBuilder()
                        .setCode(ResultCode.SITE_NOT_OPEN.name())
                        .setField("occurred_on"));
            case CLOSED ->
                logged.addWarnings(Warning.newBuilder()
                        .setCode(ResultCode.SITE_CLOSED.name())
                        .setField("occurred_on"));
            case OPEN, UNKNOWN -> {}
        }
    }

    private static Warning warning(Finding finding) {
        return Warning.newBuilder()
                .setCode(finding.code())
                .setField(finding.field())
                .build();
    }

    private RecordId identify(Batch batch, RecordType type, Op op, Envelope noted) throws BadOpException {
        RecordId id;
        try {
            id = op.hasRecordId()
                    ? RecordId.of(op.getRecordId().toByteArray())
                    : RecordId.counted(batch.deviceNo(), batch.epoch(), op.getOwnRecord());
        } catch (IllegalArgumentException bad) {
            throw new BadOpException(ResultCode.RECORD_ID_INVALID, "record_id", "This is not a valid record id.");
        }
        if (type.naturalKey().isEmpty() != id.isCounted()) {
            throw new BadOpException(
                    ResultCode.RECORD_ID_INVALID, "record_id", "This type of record has ids of another kind.");
        }
        if (op.getKind() != OpKind.OP_KIND_CREATE) {
            return id;
        }
        if (type.naturalKey().isEmpty()) {
            if (id.high() >>> 32 != batch.deviceNo()) {
                throw new BadOpException(
                        ResultCode.NOT_OWN_RECORD, "record_id", "Only the device that made a record id may create it.");
            }
            if ((id.high() >>> 16 & 0xFFFF) > batch.epoch()) {
                throw new BadOpException(
                        ResultCode.EPOCH_UNKNOWN, "record_id", "The device has not reached this epoch.");
            }
            return id;
        }
        var record = mapper.recordOf(op, type.number());
        if (!id.equals(NaturalKey.next(type, NaturalKey.of(type, record, noted), op.getVoidedBefore()))) {
            throw new BadOpException(
                    ResultCode.NATURAL_KEY_MISMATCH,
                    "record_id",
                    "The record id does not match what the record describes.");
        }
        // A boot's repaired counts stand beside the true day's own: the tablet counts them apart, and either total
        // would replace the other.
        boolean repaired = op.getEnvelope().getOccurredOn() != noted.getOccurredOn();
        return repaired ? NaturalKey.refiled(type, id, batch.frame().getBootId()) : id;
    }

    /** The local date of the server. */
    public static LocalDate today(long millis, ZoneId zone) {
        return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
    }
}
