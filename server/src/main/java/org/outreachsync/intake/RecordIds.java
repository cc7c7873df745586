package org.outreachsync.intake;

import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/**
 * Finds the record that an op is about. A tablet counts the ids of its own records; the id of a tally follows from what
 * it describes.
 */
final class RecordIds {

    private final RecordMapper mapper;

    RecordIds(RecordMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The id of the record.
     *
     * @param sent as the tablet sent it
     * @param op without client codes, with a repaired clock
     * @param sentEnvelope its envelope before the repair, with the defaults of the batch
     * @throws BadOpException when the id is not valid, or not one that this tablet may use here
     */
    RecordId of(BatchContext batch, RecordType type, Op sent, Op op, Envelope sentEnvelope) throws BadOpException {
        var device = batch.device();
        var id = written(sent, device);
        if (type.naturalKey().isEmpty() != id.isCounted()) {
            throw new BadOpException(
                    ResultCode.RECORD_ID_INVALID, "record_id", "This type of record has ids of another kind.");
        }
        if (op.getKind() != OpKind.OP_KIND_CREATE) {
            return id;
        }
        if (type.naturalKey().isEmpty()) {
            checkOwn(id, device);
            return id;
        }
        var record = mapper.recordOf(op, type.number());
        if (!id.equals(NaturalKey.next(type, NaturalKey.of(type, record, sentEnvelope), op.getVoidedBefore()))) {
            throw new BadOpException(
                    ResultCode.NATURAL_KEY_MISMATCH,
                    "record_id",
                    "The record id does not match what the record describes.");
        }
        // What a boot with a wrong clock counted stays apart from the counts of the true day: the tablet counts the two
        // separately, and either total would replace the other.
        boolean repaired = op.getEnvelope().getOccurredOn() != sentEnvelope.getOccurredOn();
        return repaired ? NaturalKey.refiled(type, id, batch.request().getBootId()) : id;
    }

    private static RecordId written(Op sent, Device device) throws BadOpException {
        try {
            return sent.hasRecordId()
                    ? RecordId.of(sent.getRecordId().toByteArray())
                    : RecordId.counted(device.no(), device.epoch(), sent.getOwnRecord());
        } catch (IllegalArgumentException bad) {
            throw new BadOpException(ResultCode.RECORD_ID_INVALID, "record_id", "This is not a valid record id.");
        }
    }

    private static void checkOwn(RecordId id, Device device) throws BadOpException {
        if (id.deviceNo() != device.no()) {
            throw new BadOpException(
                    ResultCode.NOT_OWN_RECORD, "record_id", "Only the tablet that made a record id may create it.");
        }
        if (id.epoch() > device.epoch()) {
            throw new BadOpException(ResultCode.EPOCH_UNKNOWN, "record_id", "The tablet has not reached this epoch.");
        }
    }
}
