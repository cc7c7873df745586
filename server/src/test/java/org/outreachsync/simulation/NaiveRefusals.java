package org.outreachsync.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.log.LogEntry;
import org.outreachsync.model.RecordId;
import org.outreachsync.simulation.NaiveRecount.Rec;
import org.outreachsync.simulation.NaiveRecount.Write;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/** Which ops may not stand beside what their records are, from the raw log. */
final class NaiveRefusals {

    private static final List<String> KEY = List.of("e.site", "e.occurred_on", "sex", "age_band", "mode");

    private NaiveRefusals() {}

    /** Why an op may not stand in a tally as the log has it so far; empty when it may. */
    static String ofTally(Rec tally, LogEntry entry, long opNo, Op op) {
        var writes = Shape.writes(op);
        if (op.getKind() == OpKind.OP_KIND_EDIT) {
            for (var name : KEY) {
                var moved = writes.containsKey(name) ? String.valueOf(writes.get(name)) : "";
                if (!moved.isEmpty()
                        && !moved.equals(String.valueOf(tally.shown().get(name)))) {
                    return "NATURAL_KEY_MISMATCH";
                }
            }
        }
        boolean counts = op.getKind() == OpKind.OP_KIND_CREATE
                || writes.keySet().stream().anyMatch(name -> Shape.isTally(5, name));
        boolean isVoid = tally.shown().get("e.void_reason") != null;
        if (!counts || !isVoid || writes.containsKey("e.void_reason") || op.getBaseSeq() >= entry.seq()) {
            return "";
        }
        var key = entry.key();
        var click = new Write(
                0, key.deviceNo(), key.epoch(), opNo, entry.seq(), Math.min(op.getBaseSeq(), entry.seq() - 1), null);
        for (var voiding : tally.standing("e.void_reason")) {
            if (voiding.value() != null && click.saw(voiding)) {
                return "RECORD_VOID";
            }
        }
        return "";
    }

    /** That an op in quarantine could not have stood. */
    static void check(Map<String, Rec> records, LogEntry entry, LoggedOp op) {
        var code = op.getQuarantined().getCode();
        if (!Set.of("RECORD_VOID", "TYPE_MISMATCH", "RECORD_EXISTS").contains(code)) {
            return;
        }
        try {
            var raw = Op.parseFrom(op.getQuarantined().getRaw());
            var reasons = new TreeSet<String>();
            for (var id : ids(entry, raw)) {
                var record = records.get(HexFormat.of().formatHex(id.toBytes()));
                if (record != null
                        && raw.getKind() == OpKind.OP_KIND_CREATE
                        && record.createdHlc != 0
                        && record.createdHlc != raw.getHlc()) {
                    reasons.add("RECORD_EXISTS");
                } else if (record != null && record.type != TabletRecords.typeOf(raw)) {
                    reasons.add("TYPE_MISMATCH");
                } else if (record != null && record.type == 5) {
                    reasons.add(ofTally(record, entry, op.getOpNo(), raw));
                }
            }
            if (!reasons.contains(code)) {
                throw new AssertionError("op " + op.getOpNo() + " of " + entry.key() + " is in quarantine for " + code
                        + ", not for " + reasons);
            }
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError("an op that cannot be read is in quarantine for " + code, impossible);
        }
    }

    /** The record that an op names, and the one under which its boot's clicks of a wrong day are filed. */
    private static List<RecordId> ids(LogEntry entry, Op raw) {
        if (!raw.hasRecordId()) {
            return List.of(RecordId.counted(entry.key().deviceNo(), entry.key().epoch(), raw.getOwnRecord()));
        }
        var named = RecordId.of(raw.getRecordId().toByteArray());
        return List.of(
                named,
                RecordId.natural(
                        5,
                        "refiled",
                        named.toString(),
                        Long.toUnsignedString(entry.batch().getBootId())));
    }
}
