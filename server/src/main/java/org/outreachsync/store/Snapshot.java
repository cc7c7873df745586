package org.outreachsync.store;

import java.util.function.Consumer;

/**
 * Everything in a store as it was at one moment, whatever is written meanwhile. Not thread-safe.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the database did not answer in time, or does not keep the
 * moment any longer.
 */
public interface Snapshot extends AutoCloseable {

    /** About how many documents a table has, to show progress. */
    long estimate(Table table);

    /** Visits every document of a table once, in no particular order. */
    void forEach(Table table, Consumer<Document> visitor);

    /** Lets the moment go. */
    @Override
    void close();
}
