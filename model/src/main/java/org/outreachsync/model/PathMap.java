package org.outreachsync.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Registers of one record in the order of their paths, in two arrays: a record is read far more often than it changes,
 * and a tree would take most of the time. Immutable. {@link #get} takes logarithmic time; a part of it is a view.
 *
 * @param <V> what is kept for each register
 */
@SuppressWarnings("JdkObsolete") // Nobody walks through registers backwards.
public final class PathMap<V> extends AbstractMap<Path, V> implements SortedMap<Path, V> {

    private static final PathMap<?> EMPTY = new PathMap<>(new Path[0], new Object[0], 0, 0);

    private final Path[] paths;
    private final Object[] values;
    private final int from;
    private final int to;

    private PathMap(Path[] paths, Object[] values, int from, int to) {
        this.paths = paths;
        this.values = values;
        this.from = from;
        this.to = to;
    }

    /** No registers. */
    @SuppressWarnings("unchecked") // It holds no value of any type.
    public static <V> PathMap<V> empty() {
        return (PathMap<V>) EMPTY;
    }

    /** The same registers as in another map, which may change later. */
    @SuppressWarnings("unchecked") // An immutable map of a subtype is one of the type.
    public static <V> PathMap<V> copyOf(Map<Path, ? extends V> other) {
        if (other instanceof PathMap) {
            return (PathMap<V>) other;
        }
        var copy = new Builder<V>(other.size());
        other.forEach(copy::put);
        return copy.build();
    }

    /** Collects registers in any order; the quickest is their own. */
    public static final class Builder<V> {

        private Path[] paths;
        private Object[] values;
        private int size;

        /** Collects about so many registers. */
        public Builder(int expected) {
            this.paths = new Path[Math.max(4, expected)];
            this.values = new Object[paths.length];
        }

        /**
         * Sets a register.
         *
         * @return the value that it had before, or null
         */
        @SuppressWarnings("unchecked") // Only values of the type are put in.
        public @Nullable V put(Path path, V value) {
            int at = size;
            if (size > 0 && paths[size - 1].compareTo(path) >= 0) {
                int found = Arrays.binarySearch(paths, 0, size, path);
                if (found >= 0) {
                    var before = (V) values[found];
                    values[found] = value;
                    return before;
                }
                at = -found - 1;
            }
            insert(at, path, value);
            return null;
        }

        private void insert(int at, Path path, V value) {
            if (size == paths.length) {
                paths = Arrays.copyOf(paths, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            System.arraycopy(paths, at, paths, at + 1, size - at);
            System.arraycopy(values, at, values, at + 1, size - at);
            paths[at] = path;
            values[at] = value;
            size++;
        }

        /** The registers. The builder must not be used afterwards. */
        public PathMap<V> build() {
            return size == 0 ? empty() : new PathMap<>(paths, values, 0, size);
        }
    }

    /** How many registers come before this path. */
    public int placeOf(Path path) {
        return firstFrom(path) - from;
    }

    /**
     * The path of a register, from 0 in the order of paths.
     *
     * @throws NoSuchElementException if there are fewer
     */
    public Path pathAt(int place) {
        return key(from + place);
    }

    /**
     * The value of a register, from 0 in the order of paths.
     *
     * @throws NoSuchElementException if there are fewer
     */
    public V valueAt(int place) {
        return at(within(from + place));
    }

    /** The place of the first register of a field, or where it would be. */
    public int firstOf(int field) {
        return placeOf(Path.field(field));
    }

    /** The place after the last register of a field. */
    public int endOf(int field) {
        return placeOf(Path.field(field + 1));
    }

    /** The registers whose path is such; this map itself, if all are. */
    public PathMap<V> where(Predicate<Path> such) {
        int kept = 0;
        while (kept < size() && such.test(pathAt(kept))) {
            kept++;
        }
        if (kept == size()) {
            return this;
        }
        var rest = new Builder<V>(size());
        for (int at = 0; at < size(); at++) {
            if (at < kept || such.test(pathAt(at))) {
                rest.put(pathAt(at), valueAt(at));
            }
        }
        return rest.build();
    }

    private int place(Object path) {
        return Arrays.binarySearch(paths, from, to, path);
    }

    private int firstFrom(Path path) {
        int found = place(path);
        return found < 0 ? -found - 1 : found;
    }

    @SuppressWarnings("unchecked") // Only values of the type are put in.
    private V at(int place) {
        return (V) values[place];
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    public boolean containsKey(Object path) {
        return place(path) >= 0;
    }

    @Override
    public @Nullable V get(Object path) {
        int found = place(path);
        return found < 0 ? null : at(found);
    }

    @Override
    public V getOrDefault(Object path, V otherwise) {
        int found = place(path);
        return found < 0 ? otherwise : at(found);
    }

    @Override
    public void forEach(BiConsumer<? super Path, ? super V> action) {
        for (int place = from; place < to; place++) {
            action.accept(paths[place], at(place));
        }
    }

    @Override
    public @Nullable Comparator<? super Path> comparator() {
        return null;
    }

    @Override
    public PathMap<V> subMap(Path first, Path beyond) {
        int begin = firstFrom(first);
        return new PathMap<>(paths, values, begin, Math.max(begin, firstFrom(beyond)));
    }

    @Override
    public PathMap<V> headMap(Path beyond) {
        return new PathMap<>(paths, values, from, firstFrom(beyond));
    }

    @Override
    public PathMap<V> tailMap(Path first) {
        return new PathMap<>(paths, values, firstFrom(first), to);
    }

    @Override
    public Path firstKey() {
        return key(from);
    }

    @Override
    public Path lastKey() {
        return key(to - 1);
    }

    private Path key(int place) {
        return paths[within(place)];
    }

    private int within(int place) {
        if (place < from || place >= to) {
            throw new NoSuchElementException();
        }
        return place;
    }

    @Override
    public Set<Entry<Path, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return PathMap.this.size();
            }

            @Override
            public Iterator<Entry<Path, V>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Entry<Path, V>> {

        private int next = from;

        @Override
        public boolean hasNext() {
            return next < to;
        }

        @Override
        public Entry<Path, V> next() {
            if (next >= to) {
                throw new NoSuchElementException();
            }
            int place = next++;
            return new SimpleImmutableEntry<>(paths[place], at(place));
        }
    }
}
