package org.outreachsync.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A database, as narrow as the domain needs it. Every call blocks until its outcome is known and may be made by many
 * threads at once.
 *
 * <p>A write that returned is durable: it survives the loss of the process and, on a replica set, of a minority of the
 * nodes. A read sees every write that returned before it began, by whatever process. There are no transactions over
 * documents; nobody may need one.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the database did not answer in time or the store is
 * closed; the outcome of a write is then unknown. Every method throws {@link IllegalArgumentException} when a document
 * or a range does not fit its table.
 */
public interface DocumentStore extends AutoCloseable {

    /**
     * Adds a document.
     *
     * @throws DuplicateKeyException when the id or a unique index is taken; nothing was written
     */
    void insert(Table table, Document document);

    /**
     * Writes each document that is not there yet or there with a smaller version; the others are left alone. Each
     * document by itself is atomic. When an id stands in the list more than once, its highest version counts.
     *
     * @return the ids that were written by this call
     * @throws DuplicateKeyException when a unique index other than the id is taken; some of the documents may have been
     *     written
     */
    Set<String> replaceIfNewer(Table table, List<Document> documents);

    /** The documents with these ids, in no order; those that there are not are left out. */
    List<Document> get(Table table, Collection<String> ids);

    /**
     * A stretch of an index. It returns every document that was in the stretch when the call began and has kept its
     * place in the index since; one that moves while the call runs is returned at most once, in its older or its newer
     * state.
     */
    List<Document> range(Table table, Range range);

    /** Removes documents for ever; ids that there are not are passed over. For retention only. */
    void remove(Table table, Collection<String> ids);

    /** Asks the database for a sign of life, for the readiness probe. */
    void ping();

    /** Completes in-flight calls within the store's time limit, and refuses later ones. May be called again. */
    @Override
    void close();
}
