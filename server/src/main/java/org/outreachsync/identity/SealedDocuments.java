package org.outreachsync.identity;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;

/**
 * Messages of one kind in one table. Each is sealed for its own id, and is only changed from the state that the writer
 * saw.
 */
public final class SealedDocuments<T extends MessageLite> {

    /** The store holds one programme; the field exists so that an index can list the whole table. */
    public static final String PROGRAMME = "programme";
    /** How often another writer may change the same message between a read and a write. */
    private static final int TRIES_MAX = 64;

    private final DocumentStore store;
    private final Sealer sealer;
    private final Table table;
    private final Parser<T> parser;
    private final int paddedBytesMin;

    /** Messages in this table. */
    public SealedDocuments(DocumentStore store, Sealer sealer, Table table, Parser<T> parser) {
        this(store, sealer, table, parser, 0);
    }

    /**
     * Messages in this table that are filled up, since their length would tell something. Each must be made anew for
     * each write, as one that was read has its padding.
     *
     * @param paddedBytesMin the least length, see {@link Padding}; 0 for messages that are not filled up
     */
    public SealedDocuments(DocumentStore store, Sealer sealer, Table table, Parser<T> parser, int paddedBytesMin) {
        this.store = store;
        this.sealer = sealer;
        this.table = table;
        this.parser = parser;
        this.paddedBytesMin = paddedBytesMin;
    }

    /** A message with its id and version. */
    public record Held<T>(String id, long version, Map<String, Object> fields, T body) {

        /** The text in a field; empty if absent. */
        public String text(String field) {
            return fields.get(field) instanceof String text ? text : "";
        }

        /** The number in a field; 0 if absent. */
        public long number(String field) {
            return fields.get(field) instanceof Long number ? number : 0;
        }
    }

    /** The message of this id, or null. */
    public @Nullable Held<T> find(String id) {
        var found = id.isEmpty() || id.length() > Document.ID_LENGTH_MAX
                ? List.<Document>of()
                : store.get(table, List.of(id));
        return found.isEmpty() ? null : open(found.getFirst());
    }

    /** The messages in a range of an index. */
    public List<Held<T>> range(Range range) {
        return store.range(table, range).stream().map(this::open).toList();
    }

    /** How many messages of an index have these first fields. Opens none. */
    public long count(String index, List<Object> prefix) {
        return store.count(table, index, prefix);
    }

    /**
     * Adds a message.
     *
     * @throws org.outreachsync.store.DuplicateKeyException if its id or a unique key exists already
     */
    public void insert(String id, Map<String, Object> fields, T body) {
        insert(id, 1, fields, body);
    }

    /**
     * Adds a message whose id may have been used before.
     *
     * @param version one that no message of this id had
     * @throws org.outreachsync.store.DuplicateKeyException if its id or a unique key exists already
     */
    public void insert(String id, long version, Map<String, Object> fields, T body) {
        store.insert(table, document(id, version, fields, body));
    }

    /** Replaces a message, unless another writer did so first. */
    public boolean replace(Held<T> before, Map<String, Object> fields, T body) {
        var written = store.replaceIfNewer(table, List.of(document(before.id(), before.version() + 1, fields, body)));
        return written.contains(before.id());
    }

    /** What a message becomes. */
    record Next<T>(Map<String, Object> fields, T body) {}

    /** Decides from the state of a message what it becomes; null leaves it as it is. */
    interface Change<T> {
        @Nullable
        Next<T> from(Held<T> held);
    }

    /**
     * Changes a message from its current state.
     *
     * @param noun what refusals call it, such as "tablet"
     * @param change called again if another writer was faster
     * @return the message after the change
     * @throws RefusedException NOT_FOUND for an unknown id; BUSY if others keep changing it; or what the change throws
     */
    Held<T> update(String id, String noun, Change<T> change) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var held = find(id);
            if (held == null) {
                throw new RefusedException(Code.NOT_FOUND, "There is no such " + noun + ".");
            }
            var next = change.from(held);
            if (next == null) {
                return held;
            }
            if (replace(held, next.fields(), next.body())) {
                return new Held<>(id, held.version() + 1, next.fields(), next.body());
            }
        }
        throw new RefusedException(Code.BUSY, "Too many people are changing this " + noun + " at once. Try again.");
    }

    private Document document(String id, long version, Map<String, Object> fields, T body) {
        var bytes = body.toByteArray();
        var padded = paddedBytesMin == 0 ? bytes : Padding.of(bytes, paddedBytesMin);
        return new Document(id, version, fields, sealer.seal(padded, sealContext(id)));
    }

    private Held<T> open(Document document) {
        try {
            var body = parser.parseFrom(sealer.open(document.body(), sealContext(document.id())));
            return new Held<>(document.id(), document.version(), document.fields(), body);
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("a document of " + table.name() + " cannot be read", damaged);
        }
    }

    private String sealContext(String id) {
        return table.name() + "/" + id;
    }
}
