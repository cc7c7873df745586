package org.outreachsync.load.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.outreachsync.load.indicator.Day.Made;
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.RecordState;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/** Turns ops into records, as the projection of the log does. */
final class Entries {

    private static final int EPOCH = 1;
    private static final int DUPLICATE = 1;
    private static final int SLOTS = 10_000;
    private static final int LATE_EVERY = 97;
    private static final int LATE_DAYS = 60;

    private final RecordMapper mapper = new RecordMapper(WireContract.contract());

    /** The records of a site and day. */
    List<RecordEntry> of(String code, int site, int dayNo, long day, List<Made> made) {
        var entries = new ArrayList<RecordEntry>(made.size());
        for (int at = 0; at < made.size(); at++) {
            entries.add(entry(code, site + 1L, (long) dayNo * SLOTS + 2L * at + 1, dayNo + 1L, day, made.get(at)));
        }
        return entries;
    }

    private RecordEntry entry(String code, long device, long opNo, long seq, long day, Made made) {
        var empty = RecordState.empty(RecordId.counted(device, EPOCH, opNo), made.type());
        var state = empty.apply(origin(device, opNo, seq), flatten(made.op(), made.type(), device), day);
        if (made.voided()) {
            var voiding = Op.newBuilder()
                    .setKind(OpKind.OP_KIND_VOID)
                    .setEnvelope(Envelope.newBuilder().setVoidReason(DUPLICATE))
                    .build();
            state = state.apply(origin(device, opNo + 1, seq), flatten(voiding, made.type(), device), null);
        }
        return new RecordEntry(
                code, state, 0, true, null, Set.of(), opNo % LATE_EVERY == 0 ? day + LATE_DAYS : day, "", null);
    }

    private static Origin origin(long device, long opNo, long seq) {
        return new Origin(Hlc.of(1_000_000_000_000L + opNo, 0), device, EPOCH, opNo, seq, 0);
    }

    private SortedMap<Path, Value> flatten(Op op, int type, long device) {
        try {
            return mapper.flatten(op, type, Path.slot(device, EPOCH));
        } catch (RecordFormatException wrong) {
            throw new IllegalStateException("a generated op cannot be read", wrong);
        }
    }
}
