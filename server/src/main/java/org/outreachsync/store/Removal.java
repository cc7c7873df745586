package org.outreachsync.store;

import java.util.ArrayList;
import java.util.function.Predicate;

/** Deletes the documents of a table that a snapshot shows, some at a time, however many they are. */
public final class Removal {

    private static final int AT_ONCE = 1_000;

    private Removal() {}

    /**
     * Deletes documents.
     *
     * @param isOne tells by its id whether a document is to be deleted
     */
    public static void of(DocumentStore store, Snapshot snapshot, Table table, Predicate<String> isOne) {
        var ids = new ArrayList<String>();
        snapshot.forEach(table, document -> {
            if (isOne.test(document.id())) {
                ids.add(document.id());
            }
            if (ids.size() == AT_ONCE) {
                store.remove(table, ids);
                ids.clear();
            }
        });
        store.remove(table, ids);
    }
}
