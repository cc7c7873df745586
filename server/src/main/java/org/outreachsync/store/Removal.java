package org.outreachsync.store;

import java.util.ArrayList;
import java.util.Map;
import java.util.function.Predicate;

/** Deletes the documents of a table that a snapshot shows, some at a time, however many they are. */
public final class Removal {

    private static final int AT_ONCE = 1_000;
    private static final byte[] NOTHING = {};

    private Removal() {}

    /**
     * Deletes documents.
     *
     * @param isOne tells by its id whether a document is to be deleted
     */
    public static void of(DocumentStore store, Snapshot snapshot, Table table, Predicate<String> isOne) {
        var removed = new ArrayList<Document>();
        snapshot.forEach(table, document -> {
            if (isOne.test(document.id())) {
                // Without its body, which may be large.
                removed.add(new Document(document.id(), document.version(), Map.of(), NOTHING));
            }
            if (removed.size() == AT_ONCE) {
                store.remove(table, removed);
                removed.clear();
            }
        });
        store.remove(table, removed);
    }
}
