package org.outreachsync.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of an index: all documents whose first fields equal {@code prefix} and whose next field is between two
 * bounds, in the order of the index, ties by id (both reversed if descending). A document that lacks a field of the
 * index is not in it.
 *
 * @param index the index's name
 * @param prefix values of its first fields, {@link Long} or {@link String}
 * @param from the lower bound of the next field, inclusive, or null for none
 * @param to the upper bound, inclusive, or null for none
 * @param descending whether to read from the largest to the smallest
 * @param limit the maximum number of documents, 1 to 10,000
 */
public record Range(
        String index,
        List<Object> prefix,
        @Nullable Object from,
        @Nullable Object to,
        boolean descending,
        int limit) {

    /** The maximum number of documents that one range may return. */
    public static final int LIMIT_MAX = 10_000;

    public Range {
        prefix = List.copyOf(prefix);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a range returns 1 to " + LIMIT_MAX + " documents, not " + limit);
        }
    }

    /** An ascending range. */
    public static Range ascending(
            String index, List<Object> prefix, @Nullable Object from, @Nullable Object to, int limit) {
        return new Range(index, prefix, from, to, false, limit);
    }

    /** The last document under the prefix. */
    public static Range last(String index, List<Object> prefix) {
        return new Range(index, prefix, null, null, true, 1);
    }
}
