package org.outreachsync.device.answer;

import com.google.protobuf.ByteString;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.view.Overlay;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.OpResult;

/**
 * Merges acknowledged ops into the tablet's copy of the server's records, since the server does not send back what only
 * this device changed. A client code is never copied in clear; its key, if the server sent it, takes its place.
 */
final class Promotion {

    private final Contract contract;
    private final Overlay overlay;
    private final SiteState site;
    private final long slot;
    private final long seq;
    private final SortedMap<RecordId, Promoted> promoted = new TreeMap<>();

    /**
     * @param seq the {@code seq} of the batch in the log; 0 if unknown, then the convergence check repairs the versions
     */
    Promotion(Contract contract, SiteState site, long slot, long seq) {
        this.contract = contract;
        this.overlay = new Overlay(contract);
        this.site = site;
        this.slot = slot;
        this.seq = seq;
    }

    private static final class Promoted {
        private final int type;
        private final SortedMap<Path, Value> registers;
        private long hlc;

        Promoted(int type, SortedMap<Path, Value> registers, long hlc) {
            this.type = type;
            this.registers = registers;
            this.hlc = hlc;
        }
    }

    void add(LocalOp op, @Nullable OpResult result) {
        var base = site.base(op.recordId());
        var record = promoted.computeIfAbsent(
                op.recordId(),
                id -> new Promoted(
                        op.type(), overlay.registers(base, op.type(), slot), base == null ? 0 : base.getHlc()));
        overlay.lay(op, record.registers, slot);
        hideCodes(record, result == null ? ByteString.EMPTY : result.getClientKey());
        if (result != null && result.hasOccurredOn()) {
            record.registers.put(Path.field(Path.OCCURRED_ON), new Value.Num(result.getOccurredOn()));
        }
        long hlc = result != null && result.getEffectiveHlc() != 0
                ? result.getEffectiveHlc()
                : op.op().getHlc();
        record.hlc = Math.max(record.hlc, hlc);
    }

    /** If an op holds two client codes, the key belongs to the first. The server sends such a record whole. */
    private void hideCodes(Promoted record, ByteString key) {
        var type = contract.type(record.type);
        boolean first = true;
        for (var spec : type.fields()) {
            if (spec.kind() != ValueKind.CLIENT_CODE) {
                continue;
            }
            var code = record.registers.remove(Path.field(spec.number()));
            var keyField = spec.keyField();
            if (code != null && code.isPresent() && first && !key.isEmpty() && keyField != null) {
                record.registers.put(type.path(keyField), new Value.Bytes(key.toByteArray()));
                first = false;
            }
        }
    }

    void forEach(BiConsumer<RecordId, Change> consumer) {
        promoted.forEach((id, record) -> {
            var base = site.base(id);
            long version = Math.max(seq, base == null ? 0 : base.getVersion());
            consumer.accept(id, overlay.toChange(id, record.type, version, record.hlc, record.registers, slot));
        });
    }
}
