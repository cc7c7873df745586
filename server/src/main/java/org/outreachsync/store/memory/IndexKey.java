package org.outreachsync.store.memory;

import java.util.Comparator;
import java.util.List;

/**
 * A position in an index: of a document, or of one end of a range.
 *
 * @param values the values of the index's fields; for an end of a range, of the first of them
 * @param id the document's id; empty for an end
 * @param operand 0 for a document, −1 for an end before and +1 for an end after all documents that begin with the
 *     values
 */
record IndexKey(List<Object> values, String id, int operand) {

    /** The order of an index: by its fields, then by the id. */
    static final Comparator<IndexKey> ORDER = IndexKey::compare;

    static IndexKey before(List<Object> values) {
        return new IndexKey(values, "", -1);
    }

    static IndexKey after(List<Object> values) {
        return new IndexKey(values, "", 1);
    }

    private static int compare(IndexKey a, IndexKey b) {
        int common = Math.min(a.values.size(), b.values.size());
        for (int i = 0; i < common; i++) {
            int order = compareValues(a.values.get(i), b.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (a.operand != 0 || b.operand != 0) {
            return compareEnds(a, b);
        }
        return compareText(a.id, b.id);
    }

    /** All common values are equal here. An end with fewer values lies outside everything that begins with them. */
    private static int compareEnds(IndexKey a, IndexKey b) {
        if (a.values.size() == b.values.size()) {
            return Integer.compare(a.operand, b.operand);
        }
        return a.values.size() < b.values.size() ? a.operand : -b.operand;
    }

    private static int compareValues(Object a, Object b) {
        return a instanceof Long number ? Long.compare(number, (Long) b) : compareText((String) a, (String) b);
    }

    /**
     * Orders text by its code points, which is the order of its UTF-8 bytes; {@link String#compareTo} orders by UTF-16
     * units instead.
     */
    static int compareText(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothHigh = x >= Character.MIN_SURROGATE && y >= Character.MIN_SURROGATE;
                // Surrogates stand for code points above U+FFFF, although as UTF-16 units they are below U+E000.
                return bothHigh && Character.isSurrogate(x) != Character.isSurrogate(y)
                        ? (Character.isSurrogate(x) ? 1 : -1)
                        : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
