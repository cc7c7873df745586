package org.outreachsync.vectors;

import com.google.protobuf.ByteString;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.outreachsync.indicator.naive.FixedKeys;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.sync.Field;
import org.outreachsync.sync.Requests;
import org.outreachsync.sync.SyncService;
import org.outreachsync.wire.v1.Op;

/** Ops on one record, one batch after the other, and what the server answers. */
final class MergeStory {

    private static final HexFormat HEX = HexFormat.of();
    private static final int SECOND = 1_000;

    private final Field field = new Field(new MemoryStore(), FixedKeys.keyring());
    private final SyncService server = field.server();
    private final JsonArray ops = new JsonArray();
    private final String says;
    private ByteString record = ByteString.copyFrom(RecordId.counted(1, 1, 1).toBytes());
    private final Map<String, Long> numbers = new HashMap<>();
    private long batches;

    MergeStory(String says) {
        this.says = says;
    }

    /** Another record than the first of the first device. */
    void isOf(ByteString other) {
        record = other;
    }

    /** Sends an op in a batch of its own, stamped this many seconds after the first. */
    void send(long device, int epoch, long baseSeq, int seconds, Op.Builder draft) {
        var caller = Field.device(device, epoch);
        long at = field.now - 3_600_000 + (long) seconds * SECOND;
        if (!draft.hasOwnRecord()) {
            draft.setRecordId(record);
        }
        var op = draft.setBaseSeq(baseSeq)
                .setHlc(Hlc.of(at, 0))
                .setElapsedMs((long) seconds * SECOND)
                .build();
        long batch = numbers.merge(device + "/" + epoch, 1L, Long::sum);
        var request = field.batch(caller, batch, batch, op);
        var result =
                server.sync(caller, Requests.of(request)).response().getAck().getResults(0);
        batches++;
        ops.add(new JsonObject()
                .put("seq", batches)
                .put("device_no", device)
                .put("epoch", epoch)
                .put("op", HEX.formatHex(op.toByteArray()))
                .put("status", result.getStatus().name())
                .put("code", result.getCode()));
    }

    JsonObject told() {
        var reader = Field.device(9);
        var change = server.sync(reader, Requests.of(field.request(reader)))
                .response()
                .getChanges(0);
        return new JsonObject()
                .put("says", says)
                .put("record_id", HEX.formatHex(record.toByteArray()))
                .put("ops", ops)
                .put("change", HEX.formatHex(change.toByteArray()));
    }
}
