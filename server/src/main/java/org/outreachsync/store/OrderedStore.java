package org.outreachsync.store;

import java.util.List;

/** A store that can be read from one end to the other. */
public interface OrderedStore extends DocumentStore {

    /** About how large the bodies of a page may become together, in bytes. */
    int PAGE_BYTES_MAX = 4 << 20;

    /**
     * The next documents of a table, in the order of the UTF-8 bytes of their ids. Fewer than the limit if they are
     * large, and none if no document follows.
     *
     * @param after the id before the first; empty to begin
     * @param limit the most documents to return, from 1
     */
    List<Document> page(Table table, String after, int limit);
}
