package org.outreachsync.log;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;

/**
 * Tells the logs of a store from those that the same store had before it was restored: the positions of both mean
 * different batches. It never changes while servers use the store, so it is read once.
 */
public final class LogGeneration {

    /** The id of its document. */
    public static final String ID = "log-generation";

    private static final byte[] NOTHING = {};

    private final DocumentStore store;
    private volatile long known = -1;

    /** The generation of the logs in this store, read when it is first needed. */
    public LogGeneration(DocumentStore store) {
        this.store = store;
    }

    /** The generation: 0 as long as the store was never restored. */
    public long get() {
        long read = known;
        if (read < 0) {
            var found = store.get(Tables.HOUSEKEEPING, List.of(ID));
            read = found.isEmpty() ? 0 : found.getFirst().version();
            known = read;
        }
        return read;
    }

    /**
     * Begins a new generation. It is drawn at random, because the same backup may be restored twice.
     *
     * @param store no server may be using it
     */
    public static void begin(DocumentStore store, RandomGenerator random) {
        store.remove(Tables.HOUSEKEEPING, List.of(ID));
        store.insert(Tables.HOUSEKEEPING, new Document(ID, random.nextLong(1, Long.MAX_VALUE), Map.of(), NOTHING));
    }
}
