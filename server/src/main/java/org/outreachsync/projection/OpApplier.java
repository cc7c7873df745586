package org.outreachsync.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.log.LogEntry;
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.RecordState;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordEntry.Contest;
import org.outreachsync.record.RecordStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.OpKind;

/** Applies one op of the log to one record. */
final class OpApplier {

    private final RecordStore records;
    private final RecordMapper mapper;
    private final Contract contract;
    private final Withheld withheld;

    OpApplier(RecordStore records, RecordMapper mapper, Contract contract, Withheld withheld) {
        this.records = records;
        this.mapper = mapper;
        this.contract = contract;
        this.withheld = withheld;
    }

    /** The record after an op of an entry; {@code current} is null for a new record. */
    RecordEntry apply(LogEntry entry, LoggedOp op, RecordId id, @Nullable RecordEntry current) {
        return apply(entry, op, id, current, written(entry, op));
    }

    /** Like {@link #apply}, for a caller that has what the op writes. */
    RecordEntry apply(
            LogEntry entry,
            LoggedOp op,
            RecordId id,
            @Nullable RecordEntry current,
            SortedMap<Path, Value> writtenByOp) {
        var state = current == null ? RecordState.empty(id, op.getType()) : current.state();
        var type = contract.type(op.getType());
        var written = UnknownFields.bounded(type, state, UnknownFields.withPartsOfLines(type, state, writtenByOp));
        var origin = origin(entry, op);
        boolean sameBatch = state.version() == entry.seq();
        var whole = state.apply(origin, written, day(op));
        var next = type.refusals().isEmpty() ? whole : withoutRefused(type, whole);
        boolean clean = next.registers().size() == whole.registers().size()
                && (current == null || isAlone(next, written.keySet()))
                && !bringsBack(state, written)
                && !isToldMore(op, written);
        long previous = sameBatch && current != null ? current.previousVersion() : state.version();
        boolean cleanBatch = clean && (!sameBatch || current == null || current.clean());
        var events = current == null ? Set.<String>of() : current.sameEvents();
        // Several tablets count in one tally: the last of them decides whether it is late.
        boolean isTally = !type.naturalKey().isEmpty();
        long receivedOn = current == null || isTally ? entry.batch().getReceivedOn() : current.receivedOn();
        boolean isCreation = op.getKind() == OpKind.OP_KIND_CREATE
                && (current == null || current.createdBy().isEmpty());
        var createdBy = isCreation ? op.getAct() : current == null ? "" : current.createdBy();
        var contest = current == null ? null : current.contest();
        return records.withEvent(new RecordEntry(
                entry.key().site(), next, previous, cleanBatch, null, events, receivedOn, createdBy, contest));
    }

    private RecordState withoutRefused(RecordType type, RecordState whole) {
        return whole.without(withheld.of(
                type,
                flag -> whole.registers().getOrDefault(flag, List.of()).stream()
                        .anyMatch(write -> Withheld.isNo(write.value()))));
    }

    /** Whether no other write stands beside those to these registers. */
    private static boolean isAlone(RecordState state, Set<Path> written) {
        return written.stream()
                .allMatch(
                        path -> state.registers().getOrDefault(path, List.of()).size() == 1);
    }

    /**
     * A record that an op would have created again. It stays as it is, but gets the entry's seq as its version, so that
     * the device receives it.
     *
     * @param refused whether the op is a different act than the one that created the record
     */
    RecordEntry repeated(LogEntry entry, LoggedOp op, RecordEntry current, boolean refused) {
        var state = current.state();
        var key = entry.key();
        return new RecordEntry(
                current.site(),
                state.at(entry.seq()),
                state.version() == entry.seq() ? current.previousVersion() : state.version(),
                false,
                current.event(),
                current.sameEvents(),
                current.receivedOn(),
                current.createdBy(),
                refused ? new Contest(key.deviceNo(), key.epoch(), op.getOpNo(), entry.seq()) : current.contest());
    }

    /**
     * Whether the server changed the op in a way that its result does not show: a second pseudonym, the id of another
     * day, another epoch's count, or parts removed that the client said no to.
     */
    private boolean isToldMore(LoggedOp op, Map<Path, Value> written) {
        var type = contract.type(op.getType());
        boolean moved = op.hasRawOccurredOn() && !type.naturalKey().isEmpty();
        if (moved || op.getOp().getCountsEpoch() != 0) {
            return true;
        }
        for (var warning : op.getWarningsList()) {
            if (warning.getCode().equals(ResultCode.REFUSED_BY_CLIENT.name())) {
                return true;
            }
        }
        for (var spec : type.otherPersons()) {
            if (written.containsKey(Path.field(spec.number()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a removed line comes back. Then other devices' values in it show again, which this device does not know.
     */
    private static boolean bringsBack(RecordState state, Map<Path, Value> written) {
        return !state.registers().isEmpty()
                && written.entrySet().stream()
                        .anyMatch(write -> write.getKey().element() != 0
                                && write.getKey().sub() == 0
                                && write.getValue().isPresent()
                                && state.registers().containsKey(write.getKey())
                                && !state.value(write.getKey()).isPresent());
    }

    /** Whether the record has room for all that an op writes. */
    boolean keepsAll(LoggedOp op, @Nullable RecordEntry current, SortedMap<Path, Value> written) {
        // A single op always has room.
        return current == null || UnknownFields.fit(contract.type(op.getType()), current.state(), written);
    }

    /** The origin of an op's writes: the writer, and what they had seen. */
    static Origin origin(LogEntry entry, LoggedOp op) {
        var key = entry.key();
        // A tablet cannot have seen anything after its own batch, whatever it claims.
        long baseSeq = Math.min(op.getBaseSeq(), entry.seq() - 1);
        return new Origin(op.getHlc(), key.deviceNo(), key.epoch(), op.getOpNo(), entry.seq(), baseSeq);
    }

    /**
     * The writes of an op.
     *
     * @throws StoreException if this version cannot read what another one logged: a type of record that it does not
     *     know, or a field that was not known then and that the tablet wrote in another form than the contract has now
     */
    SortedMap<Path, Value> written(LogEntry entry, LoggedOp op) {
        if (contract.find(op.getType()) == null) {
            throw unreadable(entry, op, ResultCode.UNKNOWN_TYPE.name(), null);
        }
        try {
            return mapper.flatten(
                    op.getOp(),
                    op.getType(),
                    Path.slot(entry.key().deviceNo(), entry.key().epoch()));
        } catch (RecordFormatException bad) {
            throw unreadable(entry, op, bad.code() + " " + bad.field(), bad);
        }
    }

    private static StoreException unreadable(
            LogEntry entry, LoggedOp op, String why, @Nullable RecordFormatException cause) {
        return new StoreException(
                "this version of the program cannot read op " + op.getOpNo() + " of entry " + entry.seq()
                        + " in the log of site " + entry.key().site() + " (" + why
                        + "); it stays in the log. Use the version that wrote it",
                cause);
    }

    private static @Nullable Long day(LoggedOp op) {
        var envelope = op.getOp().getEnvelope();
        return envelope.hasOccurredOn() ? Long.valueOf(envelope.getOccurredOn()) : null;
    }
}
