package org.outreachsync.store.sqlite;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.outreachsync.store.Document;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Race;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;

/**
 * A process of its own that appends to the log of site "north" with several threads, and prints the id of each batch
 * after the store has acknowledged it. It goes on until it is killed or nobody reads what it prints.
 */
final class ChildWriter {

    static final int THREADS = 4;
    static final int BODY_BYTES = 2_000;

    private ChildWriter() {}

    public static void main(String[] args) {
        var store = new SqliteStore(Path.of(args[0]));
        long device = Long.parseLong(args[1]);
        Race.of(THREADS, thread -> {
            for (long batch = 0; ; batch++) {
                System.out.println(append(store, device * THREADS + thread, batch));
                if (System.out.checkError()) {
                    return batch;
                }
            }
        });
        store.close();
    }

    /** Appends a batch as the log does, and gives its id. */
    static String append(SqliteStore store, long device, long batch) {
        while (true) {
            var last = store.range(Tables.LOG, Range.last("log_seq", List.of("north")));
            long seq = last.isEmpty() ? 1 : last.getFirst().need("seq") + 1;
            try {
                store.insert(Tables.LOG, batch(seq, device, batch));
                return "north/" + seq;
            } catch (DuplicateKeyException e) {
                // Another writer was faster; the next number may be free.
            }
        }
    }

    private static Document batch(long seq, long device, long batch) {
        var fields = Map.<String, Object>of(
                "scope",
                "north",
                "seq",
                seq,
                "device",
                device,
                "epoch",
                1L,
                "batchNo",
                batch,
                "lastOp",
                batch,
                "receivedAt",
                seq,
                "hash",
                "h");
        return new Document("north/" + seq, 0, fields, body(seq));
    }

    /** Bytes that tell whether they are whole. */
    static byte[] body(long seq) {
        var body = new byte[BODY_BYTES];
        Arrays.fill(body, (byte) seq);
        return body;
    }
}
