package org.outreachsync.log;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/**
 * Tells the logs of a store from those that the same store had before it was restored: the positions of both mean
 * different batches. It never changes while servers use the store, so it is read once.
 */
public final class LogGeneration {

    /** The id of its document, and of the one that says to which generation the watermarks belong. */
    public static final String ID = "log-generation";

    /** What is wrong with a store whose parts do not belong together, and what to do. */
    public static final String OTHER_MOMENTS =
            "the store was put back from copies of different moments. Restore a backup of one moment, or rebuild everything from the logs: ./outreach admin replay, then ./outreach admin restored";

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
            read = in(store, Tables.HOUSEKEEPING);
            known = read;
        }
        return read;
    }

    private static long in(DocumentStore store, Table table) {
        var found = store.get(table, List.of(ID));
        return found.isEmpty() ? 0 : found.getFirst().version();
    }

    /**
     * Checks that the watermarks belong to the logs of this store.
     *
     * @throws StoreException if they are of another generation, with what to do
     */
    public static void check(DocumentStore store) {
        if (in(store, Tables.WATERMARKS) != in(store, Tables.HOUSEKEEPING)) {
            throw new StoreException(
                    "the watermarks belong to another generation of the logs than this store has: " + OTHER_MOMENTS,
                    null);
        }
    }

    /**
     * Begins a new generation, to which the watermarks of the store belong, too. It is drawn at random, because the
     * same backup may be restored twice.
     *
     * @param store no server may be using it
     */
    public static void begin(DocumentStore store, RandomGenerator random) {
        long drawn = Document.drawnVersion(random);
        for (var table : List.of(Tables.WATERMARKS, Tables.HOUSEKEEPING)) {
            store.remove(table, store.get(table, List.of(ID)));
            store.insert(table, new Document(ID, drawn, Map.of(), NOTHING));
        }
    }
}
