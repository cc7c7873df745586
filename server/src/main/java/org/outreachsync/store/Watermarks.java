package org.outreachsync.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Watermarks by name: each is a number that never decreases, whichever server sets it. Each user has its own names. */
public final class Watermarks {

    private static final byte[] NOTHING = {};

    private final DocumentStore store;

    /** Watermarks in this store. */
    public Watermarks(DocumentStore store) {
        this.store = store;
    }

    /** The watermark with this name; 0 if it was never set. */
    public long get(String name) {
        return get(List.of(name)).getOrDefault(name, 0L);
    }

    /** The watermarks with these names, read in one call to the store. Those that were never set are absent. */
    public Map<String, Long> get(Collection<String> names) {
        return store.versions(Tables.WATERMARKS, names);
    }

    /** Raises a watermark. Returns false, and does nothing, if it is already at this value or above. */
    public boolean advance(String name, long value) {
        return !store.replaceIfNewer(Tables.WATERMARKS, List.of(document(name, value)))
                .isEmpty();
    }

    /** The write that raises a watermark, if it is not already at this value or above. */
    public static TableWrite writeOf(String name, long value) {
        return TableWrite.newer(Tables.WATERMARKS, List.of(document(name, value)));
    }

    private static Document document(String name, long value) {
        return new Document(name, value, Map.of(), NOTHING);
    }
}
