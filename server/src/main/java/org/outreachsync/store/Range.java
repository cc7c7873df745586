package org.outreachsync.store;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of an index: all documents whose first fields equal {@code prefix} and whose next field is between two bounds
 * or is one of some values, in the order of the index, ties by id (both reversed if descending). A document that lacks
 * a field of the index is not in it.
 *
 * @param index the index's name
 * @param prefix values of its first fields, {@link Long} or {@link String}
 * @param among values of which the next field has one; empty for any value
 * @param from the lower bound of the next field, inclusive, or null for none
 * @param to the upper bound, inclusive, or null for none
 * @param descending whether to read from the largest to the smallest
 * @param limit the maximum number of documents, 1 to 10,000
 */
public record Range(
        String index,
        List<Object> prefix,
        List<Object> among,
        @Nullable Object from,
        @Nullable Object to,
        boolean descending,
        int limit) {

    /** The maximum number of documents that one range may return. */
    public static final int LIMIT_MAX = 10_000;
    /** The maximum number of values of which the next field may have one. */
    public static final int AMONG_MAX = 256;

    public Range {
        prefix = List.copyOf(prefix);
        among = List.copyOf(new LinkedHashSet<>(among));
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a range returns 1 to " + LIMIT_MAX + " documents, not " + limit);
        }
        if (among.size() > AMONG_MAX) {
            throw new IllegalArgumentException("a range has at most " + AMONG_MAX + " values, not " + among.size());
        }
        if (!among.isEmpty() && (from != null || to != null)) {
            throw new IllegalArgumentException("a range has bounds or values, not both");
        }
    }

    /** An ascending range. */
    public static Range ascending(
            String index, List<Object> prefix, @Nullable Object from, @Nullable Object to, int limit) {
        return new Range(index, prefix, List.of(), from, to, false, limit);
    }

    /** A descending range. */
    public static Range descending(
            String index, List<Object> prefix, @Nullable Object from, @Nullable Object to, int limit) {
        return new Range(index, prefix, List.of(), from, to, true, limit);
    }

    /**
     * An ascending range of documents whose next field has one of these values.
     *
     * @param values at least one
     */
    public static Range among(String index, List<Object> prefix, Collection<?> values, int limit) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a range among no values would be one among all");
        }
        return new Range(index, prefix, List.copyOf(values), null, null, false, limit);
    }

    /** The last document under the prefix. */
    public static Range last(String index, List<Object> prefix) {
        return new Range(index, prefix, List.of(), null, null, true, 1);
    }
}
