package org.outreachsync.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A database, reduced to what the domain needs. Every call blocks until its outcome is known. Thread-safe.
 *
 * <p>A write that returned is durable: it survives the loss of the process and, on a replica set, of a minority of the
 * nodes. A read sees every write of any process that returned before the read began; a node that was just deposed may
 * miss those that this process knows nothing of, which {@link #confirm} excludes. There are no transactions over
 * several documents; {@link #write} only keeps an order.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the database did not answer in time or the store is
 * closed; the outcome of a write is then unknown. Every method throws {@link IllegalArgumentException} if a document or
 * a range does not fit its table.
 */
public interface DocumentStore extends AutoCloseable {

    /**
     * Adds a document.
     *
     * @throws DuplicateKeyException if the id or a unique key exists already; nothing was written
     */
    void insert(Table table, Document document);

    /**
     * Writes each document that does not exist yet, or exists with a smaller version. Atomic for each document, not for
     * the list. If the list has an id more than once, the highest version wins.
     *
     * @return the ids that were written by this call
     * @throws DuplicateKeyException if a unique key other than the id exists already; some of the documents may have
     *     been written
     */
    Set<String> replaceIfNewer(Table table, List<Document> documents);

    /**
     * Does several writes in this order, as one if the database can. A crash leaves the first of them done and the rest
     * not, never the other way round.
     *
     * @throws DuplicateKeyException if the condition of a write did not hold, or a unique key exists already; the
     *     writes after it were not done
     */
    default void write(List<TableWrite> writes) {
        for (var write : writes) {
            if (write.isInsert()) {
                insert(write.table(), write.documents().getFirst());
            } else {
                write.check(replaceIfNewer(write.table(), write.documents()).size());
            }
        }
    }

    /** The documents with these ids, in no particular order. Unknown ids are ignored. */
    List<Document> get(Table table, Collection<String> ids);

    /** The versions of the documents with these ids, by id. Unknown ids are absent. May leave the bodies unread. */
    default Map<String, Long> versions(Table table, Collection<String> ids) {
        return get(table, ids).stream().collect(Collectors.toMap(Document::id, Document::version));
    }

    /**
     * The documents of several reads, each like {@link #get}, in the order of the reads. The database is asked for all
     * of them at once if it can be, so that the caller waits once.
     */
    default List<List<Document>> getAll(List<TableRead> reads) {
        return reads.stream()
                .map(read -> read.ids().isEmpty() ? List.<Document>of() : get(read.table(), read.ids()))
                .toList();
    }

    /**
     * Reads a range of an index. Returns every document that was in the range when the call began and whose index entry
     * did not change since. A document that moves during the call is returned at most once, in its older or newer
     * state.
     */
    List<Document> range(Table table, Range range);

    /**
     * How many documents of an index have these first fields. Reads the index alone, not the documents.
     *
     * @param index the index's name
     * @param prefix values of its first fields, as in {@link Range}
     */
    long count(Table table, String index, List<Object> prefix);

    /**
     * Confirms that reads which begin after it see every write of any process that returned before it began, whatever
     * happened to the database meanwhile. Slower than a read.
     *
     * @param id of a document of the table, which need not exist
     * @throws StoreUnavailableException if nobody confirms it
     */
    default void confirm(Table table, String id) {}

    /**
     * Deletes documents permanently, each if its version is still the one given. So a removal that arrives late deletes
     * nothing that was written, or added again, since it was decided, as long as the versions of an id never repeat.
     *
     * @param documents as they were read; their fields and bodies do not matter
     */
    void remove(Table table, Collection<Document> documents);

    /** Deletes a table that this version does not declare, with everything in it. Does nothing if there is none. */
    void drop(String table);

    /**
     * Holds this moment, to read everything as it is now. The caller closes it.
     *
     * @throws StoreException if the database cannot hold a moment
     */
    Snapshot snapshot();

    /**
     * A number that is another one after anything was written, by whichever process. As long as it stays the same,
     * everything that was read since it was first told is still so. Empty if the database cannot tell it for less than
     * a read costs.
     */
    default OptionalLong changes() {
        return OptionalLong.empty();
    }

    /** Whether other servers may use the store at the same time. */
    default boolean isShared() {
        return true;
    }

    /** Checks that the database answers, for the readiness probe. */
    void ping();

    /** Completes in-flight calls within the store's time limit, and refuses later ones. May be called again. */
    @Override
    void close();
}
