package org.outreachsync.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far something has come, by name: a number that never goes back, whichever server sets it. Each room has its own
 * names.
 */
public final class Watermarks {

    private static final byte[] NOTHING = {};

    private final DocumentStore store;

    /** Watermarks in this store. */
    public Watermarks(DocumentStore store) {
        this.store = store;
    }

    /** The watermark of this name; 0 when it was never set. */
    public long get(String name) {
        return get(List.of(name)).getOrDefault(name, 0L);
    }

    /** The watermarks of these names, read in one call to the store; those that were never set are left out. */
    public Map<String, Long> get(Collection<String> names) {
        var found = new HashMap<String, Long>();
        store.get(Tables.WATERMARKS, names).forEach(document -> found.put(document.id(), document.version()));
        return found;
    }

    /** Raises a watermark; false, and nothing was done, when it stands at this value or above. */
    public boolean advance(String name, long value) {
        return !store.replaceIfNewer(Tables.WATERMARKS, List.of(new Document(name, value, Map.of(), NOTHING)))
                .isEmpty();
    }
}
