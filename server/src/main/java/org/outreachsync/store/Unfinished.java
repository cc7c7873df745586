package org.outreachsync.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

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
     * @param random draws the version of the mark, so that a late end of earlier work leaves it
     * @throws StoreException if other work was broken off here
     */
    public static void begin(DocumentStore store, String work, RandomGenerator random) {
        try {
            store.insert(Tables.HOUSEKEEPING, mark(Document.drawnVersion(random), work));
        } catch (DuplicateKeyException begun) {
            var other = of(store);
            if (!other.equals(work)) {
                throw refusal(other);
            }
        }
    }

    /** Has work that includes all of another one's take over its mark, so that only this work has to end. */
    public static void takeOver(DocumentStore store, String other, String work) {
        var found = found(store);
        if (found.stream().anyMatch(mark -> work(mark).equals(other))) {
            store.replaceIfNewer(
                    Tables.HOUSEKEEPING, List.of(mark(found.getFirst().version() + 1, work)));
        }
    }

    /** Takes the mark away. */
    public static void end(DocumentStore store) {
        store.remove(Tables.HOUSEKEEPING, found(store));
    }

    /** The work that was begun and has not ended; empty if none. */
    public static String of(DocumentStore store) {
        var found = found(store);
        return found.isEmpty() ? "" : work(found.getFirst());
    }

    private static List<Document> found(DocumentStore store) {
        return store.get(Tables.HOUSEKEEPING, List.of(ID));
    }

    private static Document mark(long version, String work) {
        return new Document(ID, version, Map.of(), work.getBytes(StandardCharsets.UTF_8));
    }

    private static String work(Document mark) {
        return new String(mark.body(), StandardCharsets.UTF_8);
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
