package org.outreachsync.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Reads a range that may be longer than a page. Several items may have the same position, so each page begins at the
 * last position of the page before it.
 */
public final class Pages {

    private Pages() {}

    /** Reads a page. */
    public interface Reader<T> {

        /**
         * The items from a position on, in the order of their positions.
         *
         * @param from the first position, inclusive
         * @param limit the most items to return
         */
        List<T> read(long from, int limit);
    }

    /**
     * Visits all items from a position on, in the order of their positions. Items that stand where two pages meet are
     * visited twice.
     *
     * @param from the first position, inclusive
     * @param pageSize the items of a page, 2 or more
     * @param reader reads a page
     * @param position where an item stands
     * @throws IllegalStateException if more items have one position than fit on a page
     */
    public static <T> void forEach(
            long from, int pageSize, Reader<T> reader, ToLongFunction<T> position, Consumer<T> visitor) {
        if (pageSize < 2) {
            throw new IllegalArgumentException("a page has 2 items or more, not " + pageSize);
        }
        long next = from;
        while (true) {
            var page = reader.read(next, pageSize);
            page.forEach(visitor);
            if (page.size() < pageSize) {
                return;
            }
            long last = position.applyAsLong(page.getLast());
            if (last == position.applyAsLong(page.getFirst())) {
                throw new IllegalStateException(pageSize + " items or more stand at " + last);
            }
            next = last;
        }
    }

    /**
     * All items from a position on, each once, in the order of their positions. An item that moves meanwhile is
     * returned as it was read last, in the place where it stood then.
     *
     * @param identity what makes two items the same
     * @see #forEach
     */
    public static <T> Collection<T> all(
            long from, int pageSize, Reader<T> reader, ToLongFunction<T> position, Function<T, ?> identity) {
        var items = new LinkedHashMap<Object, T>();
        forEach(from, pageSize, reader, position, item -> items.putLast(identity.apply(item), item));
        return items.values();
    }
}
