package org.outreachsync.projection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.BatchLimits;
import org.outreachsync.log.LogEntry;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.validate.Identity;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.OpKind;

/**
 * Finds ops that are valid by themselves but not allowed on their records as they are. Runs just before a batch is
 * logged, so that the decision is in the log, and every replay of the log finds it there. To decide, it applies the
 * ops; what comes of them is what the projection stores once the batch is logged.
 */
public final class Admission {

    private final OpApplier applier;
    private final Contract contract;
    private final BatchLimits.Growth limits;

    /** Admits ops on these records. */
    public Admission(
            RecordStore records, RecordMapper mapper, Contract contract, Withheld withheld, BatchLimits.Growth limits) {
        this.applier = new OpApplier(records, mapper, contract, withheld);
        this.contract = contract;
        this.limits = limits;
    }

    /**
     * The decisions about an entry's ops.
     *
     * @param refused the refused ops, by number
     * @param replayed the numbers of the ops that repeat the creation of a record
     * @param cut the numbers of the ops with unknown fields that are not kept
     * @param changed the records that the ops change, as they leave them
     */
    public record Decided(
            Map<Long, Refusal> refused, Set<Long> replayed, Set<Long> cut, Map<RecordId, RecordEntry> changed) {

        /** Whether every op is applied unchanged. */
        public boolean isNothing() {
            return refused.isEmpty() && replayed.isEmpty() && cut.isEmpty();
        }
    }

    /**
     * Decides the ops of an entry.
     *
     * @param before the records before it
     * @param writtenByOps the registers that each op writes, by its number
     */
    public Decided decide(
            LogEntry entry, Map<RecordId, RecordEntry> before, Map<Long, SortedMap<Path, Value>> writtenByOps) {
        var refused = new HashMap<Long, Refusal>();
        var replayed = new HashSet<Long>();
        var cut = new HashSet<Long>();
        var changed = new LinkedHashMap<RecordId, RecordEntry>();
        for (var op : entry.batch().getOpsList()) {
            if (op.hasQuarantined()) {
                continue;
            }
            var id = RecordId.of(op.getRecordId().toByteArray());
            var current = changed.getOrDefault(id, before.get(id));
            if (current != null && isReplay(op, current)) {
                replayed.add(op.getOpNo());
                changed.put(id, applier.repeated(entry, op, current, false));
                continue;
            }
            var known = writtenByOps.get(op.getOpNo());
            var written = known == null ? applier.written(entry, op) : known;
            var refusal = refusal(entry, op, current, written);
            if (refusal == null) {
                var next = applier.apply(entry, op, id, current, written);
                refusal = op.getKind() == OpKind.OP_KIND_VOID ? null : outgrown(current, next);
                if (refusal == null) {
                    if (!applier.keepsAll(op, current, written)) {
                        cut.add(op.getOpNo());
                    }
                    changed.put(id, next);
                    continue;
                }
            }
            refused.put(op.getOpNo(), refusal);
            if (current != null && refusal.isRepeatedCreation()) {
                changed.put(id, applier.repeated(entry, op, current, true));
            }
        }
        return new Decided(refused, replayed, cut, changed);
    }

    /**
     * An act is identified by its clock and its content: a tablet that lost its counter may give another act the same
     * id, even with the same content.
     */
    private static boolean isReplay(LoggedOp op, RecordEntry current) {
        return op.getKind() == OpKind.OP_KIND_CREATE
                && !op.getAct().isEmpty()
                && op.getAct().equals(current.createdBy());
    }

    /** If a record's first op was an edit, as after a restore from a backup, its creation may still follow. */
    private static boolean isCreatedAgain(LoggedOp op, RecordEntry current) {
        return op.getKind() == OpKind.OP_KIND_CREATE && !current.createdBy().isEmpty();
    }

    /** A device that gave a record's id to another act means that act, until it has received the record as it is. */
    private static boolean meansAnother(LogEntry entry, LoggedOp op, RecordEntry current) {
        var contest = current.contest();
        var key = entry.key();
        if (contest == null || contest.deviceNo() != key.deviceNo()) {
            return false;
        }
        boolean isLater =
                key.epoch() == contest.epoch() ? op.getOpNo() > contest.opNo() : key.epoch() > contest.epoch();
        boolean hasSeen = op.getBaseSeq() >= contest.seq() && op.getBaseSeq() < entry.seq();
        return isLater && !hasSeen;
    }

    private @Nullable Refusal refusal(
            LogEntry entry, LoggedOp op, @Nullable RecordEntry current, SortedMap<Path, Value> written) {
        if (current != null && isCreatedAgain(op, current)) {
            return Refusal.recordExists();
        }
        if (current != null && meansAnother(entry, op, current)) {
            return Refusal.ofRefusedCreation();
        }
        if (current != null && current.state().type() != op.getType()) {
            return new Refusal(ResultCode.TYPE_MISMATCH, "record", "The record is of another type than the op says.");
        }
        var type = contract.type(op.getType());
        if (op.getKind() == OpKind.OP_KIND_EDIT && !type.naturalKey().isEmpty()) {
            var shown = current == null
                    ? new TreeMap<Path, Value>()
                    : current.state().shown();
            var moved = Identity.checkEdit(type, shown, written).stream().findFirst();
            if (moved.isPresent()) {
                return Refusal.of(moved.get());
            }
        }
        boolean counts = Identity.counts(type, op.getKind() == OpKind.OP_KIND_CREATE, written);
        if (current != null && counts && !current.stands(type) && sawItVoid(type, entry, op, current)) {
            return Refusal.of(Identity.voided());
        }
        return null;
    }

    /**
     * A count by a device that had not seen the void opens a review. A count by a device that had seen it is refused,
     * because nobody would look at it. A base_seq beyond the end of the log belongs to a lost log, and does not count
     * as having seen the void.
     */
    private static boolean sawItVoid(RecordType type, LogEntry entry, LoggedOp op, RecordEntry current) {
        var origin = OpApplier.origin(entry, op);
        return op.getBaseSeq() < entry.seq()
                && current.state().registers().getOrDefault(type.path("void_reason"), List.of()).stream()
                        .anyMatch(voiding -> voiding.value().isPresent() && origin.saw(voiding.origin()));
    }

    private @Nullable Refusal outgrown(@Nullable RecordEntry current, RecordEntry next) {
        if (next.state().days().size() > limits.movesMax() || next.sameEvents().size() > limits.movesMax()) {
            return new Refusal(
                    ResultCode.MOVED_TOO_OFTEN,
                    "",
                    "The record was moved to other days or clients too often. Void it and create a new one.");
        }
        long writes = writes(next);
        return writes > limits.writesMax() && current != null && writes > writes(current)
                ? new Refusal(
                        ResultCode.RECORD_FULL,
                        "",
                        "The record has no room for more edits. Leave it as it is and enter what is new in another record.")
                : null;
    }

    private static long writes(RecordEntry entry) {
        long writes = 0;
        for (var ofRegister : entry.state().registers().values()) {
            writes += ofRegister.size();
        }
        return writes;
    }
}
