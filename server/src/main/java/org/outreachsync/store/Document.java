package org.outreachsync.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One document: what a store may see of a thing. The body is sealed or harmless; the fields are only what an index
 * needs.
 *
 * @param id unique in the table, at most 256 characters
 * @param version which of two states is newer
 * @param fields values of the table's fields: {@link Long} or {@link String}; a field left out is null and in no index
 * @param body everything else; at most 8 MiB
 */
public record Document(String id, long version, Map<String, Object> fields, byte[] body) {

    /** The most characters of an id. */
    public static final int ID_LENGTH_MAX = 256;
    /** The most bytes of a body; below the 16 MiB that a MongoDB document may have. */
    public static final int BODY_BYTES_MAX = 8 << 20;

    public Document {
        fields = Map.copyOf(fields);
        if (id.isEmpty() || id.length() > ID_LENGTH_MAX || body.length > BODY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "document out of bounds: id of " + id.length() + " characters, body of " + body.length + " bytes");
        }
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
     * @throws StoreException when it is not there: the document was not written by this program
     */
    public long need(String field) {
        var value = fields.get(field);
        if (value instanceof Long number) {
            return number;
        }
        throw new StoreException("document without its field " + field, null);
    }
}
