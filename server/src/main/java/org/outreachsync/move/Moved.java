package org.outreachsync.move;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;

/**
 * What a store says about its own move. It names the move by an id, so that a move that was broken off can be told from
 * another one; and when everything is moved, it says where to, so that nobody serves it any more.
 */
public final class Moved {

    /** The document of a store that is moved. */
    static final String FROM = "move";
    /** The document of a store into which another one was moved; its body is the id of the move. */
    static final String INTO = "moved-from";

    private static final long BEGUN = 1;
    private static final long DONE = 2;
    /** Separates the id of the move from the place. */
    private static final String SEPARATOR = " ";

    private Moved() {}

    /**
     * The id of the move of a store. The first call gives it one.
     *
     * @param fresh an id that nobody else has, without spaces
     */
    static String id(DocumentStore store, String fresh) {
        try {
            store.insert(Tables.HOUSEKEEPING, new Document(FROM, BEGUN, Map.of(), bytes(fresh)));
            return fresh;
        } catch (DuplicateKeyException begun) {
            return body(store, FROM).split(SEPARATOR, 2)[0];
        }
    }

    /** The mark of a store that is moved. */
    static Document done(String id, String where) {
        return new Document(FROM, DONE, Map.of(), bytes(id + SEPARATOR + where));
    }

    /** Notes in a store which move filled it. */
    static void noteFilled(DocumentStore store, String id) {
        store.replaceIfNewer(Tables.HOUSEKEEPING, List.of(new Document(INTO, 1, Map.of(), bytes(id))));
    }

    /** Whether this move filled a store. */
    static boolean filled(DocumentStore store, String id) {
        return body(store, INTO).equals(id);
    }

    /** Where a store was moved to; empty if it was not. */
    static String where(DocumentStore store) {
        var found = store.get(Tables.HOUSEKEEPING, List.of(FROM));
        return found.isEmpty() || found.getFirst().version() < DONE
                ? ""
                : text(found.getFirst()).split(SEPARATOR, 2)[1];
    }

    /**
     * Checks that a store was not moved away.
     *
     * @throws StoreException if it was
     */
    public static void check(DocumentStore store) {
        var where = where(store);
        if (!where.isEmpty()) {
            throw new StoreException(
                    "this store was moved to " + where
                            + ", and what tablets did since is only there. Set MONGODB_URI to it, and OUTREACH_KEYS to the folder of the keysets",
                    null);
        }
    }

    private static String body(DocumentStore store, String id) {
        var found = store.get(Tables.HOUSEKEEPING, List.of(id));
        return found.isEmpty() ? "" : text(found.getFirst());
    }

    private static String text(Document document) {
        return new String(document.body(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
