package org.outreachsync.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordType;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.validate.Validator;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * Turns one op as a tablet sent it into what the log keeps: a checked op without client codes, or the bytes as sent,
 * for quarantine.
 */
public final class OpIntake {

    private final Contract contract;
    private final RecordMapper mapper;
    private final ClientCodes clientCodes;
    private final Sealer sealer;
    private final int bytesMax;
    private final OpCheck check;
    private final RecordIds ids;

    /**
     * Takes in ops of this contract.
     *
     * @param sealer names each act by a keyed hash
     * @param bytesMax the largest op
     */
    public OpIntake(
            Contract contract,
            RecordMapper mapper,
            Validator validator,
            ClientCodes clientCodes,
            Sealer sealer,
            int bytesMax) {
        this.contract = contract;
        this.mapper = mapper;
        this.clientCodes = clientCodes;
        this.sealer = sealer;
        this.bytesMax = bytesMax;
        this.check = new OpCheck(mapper, validator);
        this.ids = new RecordIds(mapper);
    }

    /**
     * The op as the log keeps it. Ops must be handed in in the order of their numbers.
     *
     * @param parsed the op, if it was read from these bytes already
     */
    CheckedOp take(BatchContext batch, long opNo, ByteString raw, @Nullable Op parsed) {
        try {
            return accept(batch, opNo, parse(raw, parsed));
        } catch (BadOpException bad) {
            return quarantined(batch, opNo, bad.code(), bad.field(), bad);
        } catch (RecordFormatException bad) {
            return quarantined(batch, opNo, bad.code(), bad.field(), bad);
        }
    }

    private static CheckedOp quarantined(BatchContext batch, long opNo, String code, String field, Exception bad) {
        return new CheckedOp(QuarantinedOp.of(batch.request(), opNo, code, field, messageOf(bad)), null);
    }

    private static String messageOf(Exception bad) {
        var message = bad.getMessage();
        return message == null ? "" : message;
    }

    private Op parse(ByteString raw, @Nullable Op parsed) throws BadOpException {
        if (raw.size() > bytesMax) {
            throw new BadOpException(ResultCode.OP_TOO_LARGE, "", "The op is larger than " + bytesMax + " bytes.");
        }
        if (parsed != null) {
            return parsed;
        }
        try {
            var input = raw.newCodedInput();
            input.setRecursionLimit(RequestReader.DEPTH_MAX);
            var op = Op.parseFrom(input);
            input.checkLastTagWas(0);
            return op;
        } catch (InvalidProtocolBufferException malformed) {
            throw new BadOpException(ResultCode.MALFORMED_OP, "", "The op cannot be read.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private CheckedOp accept(BatchContext batch, long opNo, Op sent) throws BadOpException, RecordFormatException {
        var type = typeOf(batch, sent);
        var logged = LoggedOp.newBuilder()
                .setOpNo(opNo)
                .setType(type.number())
                .setKind(sent.getKind())
                .setRawHlc(sent.getHlc())
                .setBaseSeq(sent.getBaseSeq());

        boolean isCreation = sent.getKind() == OpKind.OP_KIND_CREATE;
        var sentEnvelope = isCreation ? withDefaults(batch.request(), sent.getEnvelope()) : sent.getEnvelope();
        if (isCreation && type.naturalKey().isEmpty()) {
            logged.setAct(actOf(batch.request(), sent, sentEnvelope));
        }
        var changed = sent.toBuilder().clearTarget();
        if (isCreation) {
            changed.setEnvelope(sentEnvelope);
        }
        repairClock(batch, changed, logged);
        replaceClientCodes(batch, type, changed, mapper.recordOf(sent, type.number()), logged);
        var op = changed.build();
        var written = check.check(batch, type, op, logged);
        addWarnings(batch, type, sent, logged);
        var id = ids.of(batch, type, sent, op, sentEnvelope);
        logged.setRecordId(ByteString.copyFrom(id.toBytes())).setOp(op);
        return new CheckedOp(logged.build(), written);
    }

    private RecordType typeOf(BatchContext batch, Op op) throws BadOpException {
        var kind = op.getKind();
        if (kind == OpKind.OP_KIND_UNSPECIFIED || kind == OpKind.UNRECOGNIZED) {
            throw new BadOpException(ResultCode.UNKNOWN_KIND, "kind", "The server does not know this kind of op.");
        }
        var type = contract.find(mapper.typeOf(op));
        if (type == null) {
            throw new BadOpException(
                    ResultCode.UNKNOWN_TYPE, "record", "The server does not know this type of record.");
        }
        var envelope = op.getEnvelope().getSite().isEmpty() && kind == OpKind.OP_KIND_CREATE
                ? batch.request().getDefaults()
                : op.getEnvelope();
        if (!envelope.getSite().isEmpty() && !envelope.getSite().equals(batch.site())) {
            throw new BadOpException(
                    ResultCode.SITE_DENIED, "site", "The record belongs to another site than its batch.");
        }
        if (Integer.compareUnsigned(op.getCountsEpoch(), batch.device().epoch()) > 0) {
            throw new BadOpException(
                    ResultCode.EPOCH_UNKNOWN, "counts_epoch", "The tablet has not reached this epoch.");
        }
        return type;
    }

    private static Envelope withDefaults(SyncFrame request, Envelope sent) {
        return request.getDefaults().toBuilder()
                .mergeFrom(sent)
                .setSite(request.getScope())
                .build();
    }

    /**
     * A name for an act. It stays the same when the tablet sends the act again under another number, in another epoch
     * or after an update of the app. Every other act has another name, even one with the same content.
     */
    private String actOf(SyncFrame request, Op sent, Envelope envelope) {
        var act = sent.toBuilder()
                .clearTarget()
                .clearBaseSeq()
                .clearWallOffsetMs()
                .setBootId(sent.hasBootId() ? sent.getBootId() : request.getBootId())
                .setEnvelope(envelope.toBuilder().clearCodeListVersion());
        return sealer.name("act", List.of(act.build().toByteArray()));
    }

    private static void repairClock(BatchContext batch, Op.Builder op, LoggedOp.Builder logged) {
        long bootId = op.hasBootId() ? op.getBootId() : batch.request().getBootId();
        long wallMs = Hlc.millis(op.getHlc()) + op.getWallOffsetMs();
        var repaired = batch.clock().repair(op.getHlc(), wallMs, bootId, op.getElapsedMs());
        logged.setHlc(repaired.hlc()).setClockSuspect(repaired.suspect());
        var envelope = op.getEnvelope();
        if (repaired.dayShift() == 0 || op.getDateByHand() || !envelope.hasOccurredOn()) {
            return;
        }
        int sentDay = envelope.getOccurredOn();
        logged.setRawOccurredOn(sentDay);
        op.setEnvelope(envelope.toBuilder().setOccurredOn(sentDay + repaired.dayShift()));
    }

    /** Puts keys in the place of client codes. */
    private void replaceClientCodes(
            BatchContext batch, RecordType type, Op.Builder op, Message record, LoggedOp.Builder logged)
            throws BadOpException {
        var pseudonymous = clientCodes.replace(op, record, type, batch.bounds());
        for (var finding : pseudonymous.warnings()) {
            logged.addWarnings(Warnings.of(finding));
        }
        logged.addAllOtherPersons(pseudonymous.others());
        if (pseudonymous.person() != null) {
            logged.setPerson(pseudonymous.person());
        }
        if (pseudonymous.record() != null) {
            mapper.setRecord(op, type.number(), pseudonymous.record());
        }
    }

    private void addWarnings(BatchContext batch, RecordType type, Op sent, LoggedOp.Builder logged) {
        var lost = NewerFields.lost(sent, mapper.recordOf(sent, type.number()), type);
        if (lost != null) {
            logged.addWarnings(NewerFields.warning(lost));
        }
        var refused = batch.refused().get(logged.getOpNo());
        if (refused != null) {
            logged.addWarnings(Warnings.of(ResultCode.REFUSED_BY_CLIENT, refused));
        }
    }
}
