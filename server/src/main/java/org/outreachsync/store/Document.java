package org.outreachsync.store;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One document, as a store sees it. The body is sealed or harmless; the fields are only those that an index needs.
 *
 * @param id unique in the table, at most 256 characters
 * @param version the greater of two versions is the newer state
 * @param fields values of the table's fields: {@link Long} or {@link String}; an absent field is null and in no index
 * @param body everything else; at most 8 MiB
 */
public record Document(String id, long version, Map<String, Object> fields, byte[] body) {

    /** The maximum length of an id. */
    public static final int ID_LENGTH_MAX = 256;
    /** The maximum size of a body in bytes, below MongoDB's 16 MiB for a document. */
    public static final int BODY_BYTES_MAX = 8 << 20;

    public Document {
        fields = Map.copyOf(fields);
        if (id.isEmpty() || id.length() > ID_LENGTH_MAX || body.length > BODY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "document out of bounds: id of " + id.length() + " characters, body of " + body.length + " bytes");
        }
    }

    /**
     * A version for a new document whose id others had that were removed: a removal of one of them that arrives late
     * does not meet it.
     *
     * @return from 1, and below {@link Long#MAX_VALUE}
     */
    public static long drawnVersion(RandomGenerator random) {
        return random.nextLong(1, Long.MAX_VALUE);
    }

    /** The number in a field, or null. */
    public @Nullable Long number(String field) {
        return (Long) fields.get(field);
    }

    /** The text in a field, or null. */
    public @Nullable String text(String field) {
        return (String) fields.get(field);
    }

    /**
     * The number in a field that every document of the table has.
     *
     * @throws StoreException if the field is absent: this program did not write the document
     */
    public long need(String field) {
        var value = fields.get(field);
        if (value instanceof Long number) {
            return number;
        }
        throw new StoreException("document without its field " + field, null);
    }
}
