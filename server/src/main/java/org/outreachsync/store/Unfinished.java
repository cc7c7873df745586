package org.outreachsync.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A mark in a store on which a command works that must end before a server may use it, such as a restore. It outlasts
 * the process, so that nobody serves half a store.
 */
public final class Unfinished {

    /** The id of the mark's document. */
    public static final String ID = "unfinished";

    private Unfinished() {}

    /**
     * Sets the mark, unless the same work was broken off here before.
     *
     * @param work what is done, in words that a person understands, with what it is done from
     * @throws StoreException if other work was broken off here
     */
    public static void begin(DocumentStore store, String work) {
        try {
            store.insert(Tables.HOUSEKEEPING, new Document(ID, 1, Map.of(), work.getBytes(StandardCharsets.UTF_8)));
        } catch (DuplicateKeyException begun) {
            var other = of(store);
            if (!other.equals(work)) {
                throw refusal(other);
            }
        }
    }

    /** Has work that includes all of another one's take over its mark, so that only this work has to end. */
    public static void takeOver(DocumentStore store, String other, String work) {
        if (of(store).equals(other)) {
            store.replaceIfNewer(
                    Tables.HOUSEKEEPING, List.of(new Document(ID, 2, Map.of(), work.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** Takes the mark away. */
    public static void end(DocumentStore store) {
        store.remove(Tables.HOUSEKEEPING, store.get(Tables.HOUSEKEEPING, List.of(ID)));
    }

    /** The work that was begun and has not ended; empty if none. */
    public static String of(DocumentStore store) {
        var found = store.get(Tables.HOUSEKEEPING, List.of(ID));
        return found.isEmpty() ? "" : new String(found.getFirst().body(), StandardCharsets.UTF_8);
    }

    /**
     * Checks that nothing is unfinished.
     *
     * @throws StoreException if something is
     */
    public static void check(DocumentStore store) {
        var work = of(store);
        if (!work.isEmpty()) {
            throw refusal(work);
        }
    }

    private static StoreException refusal(String work) {
        return new StoreException(
                "this store is not complete: " + work
                        + " is under way or was broken off. Wait for it, or run the same command again",
                null);
    }
}
