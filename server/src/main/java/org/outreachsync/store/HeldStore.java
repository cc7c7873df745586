package org.outreachsync.store;

import java.util.List;

/** A store to which nobody else can write as long as it is held. Not thread-safe. */
public interface HeldStore extends AutoCloseable {

    /** The next documents of a table; see {@link OrderedStore#page}. */
    List<Document> page(Table table, String after, int limit);

    /** How many documents a table has. */
    long size(Table table);

    /**
     * Writes a document, if it is newer than the one with its id, and lets go. The write is durable before anybody else
     * can write.
     */
    void endWith(Table table, Document document);

    /** Lets go. */
    @Override
    void close();
}
