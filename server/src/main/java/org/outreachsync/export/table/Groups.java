package org.outreachsync.export.table;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * The code of the group in each dimension of a breakdown; empty for everybody. Immutable, so that the hundreds of
 * thousands of lines of an export can share the few hundred of them.
 */
// Lines have sorted maps, and nobody navigates in them.
@SuppressWarnings("JdkObsolete")
public final class Groups extends AbstractMap<Dimension, String> implements SortedMap<Dimension, String> {

    private final SortedMap<Dimension, String> groups;
    private final int hash;

    private Groups(SortedMap<Dimension, String> groups) {
        this.groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        this.hash = this.groups.hashCode();
    }

    /** These groups: themselves if nobody can change them, or else a copy. */
    public static Groups copyOf(SortedMap<Dimension, String> groups) {
        return groups instanceof Groups shared ? shared : new Groups(groups);
    }

    @Override
    public Set<Map.Entry<Dimension, String>> entrySet() {
        return groups.entrySet();
    }

    @Override
    public Set<Dimension> keySet() {
        return groups.keySet();
    }

    @Override
    public int size() {
        return groups.size();
    }

    @Override
    public @Nullable String get(@Nullable Object dimension) {
        return groups.get(dimension);
    }

    @Override
    public boolean containsKey(@Nullable Object dimension) {
        return groups.containsKey(dimension);
    }

    @Override
    public @Nullable Comparator<? super Dimension> comparator() {
        return null;
    }

    @Override
    public Dimension firstKey() {
        return groups.firstKey();
    }

    @Override
    public Dimension lastKey() {
        return groups.lastKey();
    }

    @Override
    public SortedMap<Dimension, String> headMap(Dimension to) {
        return groups.headMap(to);
    }

    @Override
    public SortedMap<Dimension, String> tailMap(Dimension from) {
        return groups.tailMap(from);
    }

    @Override
    public SortedMap<Dimension, String> subMap(Dimension from, Dimension to) {
        return groups.subMap(from, to);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || super.equals(other);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
