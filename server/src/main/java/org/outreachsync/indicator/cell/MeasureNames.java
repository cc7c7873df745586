package org.outreachsync.indicator.cell;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The names of the measures of a cell, ascending. Immutable, and shared by a cell and those built from it. */
final class MeasureNames {

    static final MeasureNames NONE = new MeasureNames(new String[0]);

    private final String[] names;

    private MeasureNames(String[] names) {
        this.names = names;
    }

    /** Names in any order. */
    static MeasureNames of(Set<String> names) {
        return NONE.with(names);
    }

    /** These names and some more, which may be among them. */
    MeasureNames with(Set<String> more) {
        var all = new HashSet<>(Arrays.asList(names));
        all.addAll(more);
        if (all.size() == names.length) {
            return this;
        }
        var sorted = all.toArray(new String[0]);
        Arrays.sort(sorted);
        return new MeasureNames(sorted);
    }

    int size() {
        return names.length;
    }

    String at(int place) {
        return names[place];
    }

    /** The place of a name; negative if it is missing. */
    int find(String name) {
        return Arrays.binarySearch(names, name);
    }

    /** Whether this name is at a place, if there is such a place. */
    boolean isAt(int place, String name) {
        return place < names.length && names[place].equals(name);
    }

    void addTo(Set<String> set) {
        set.addAll(Arrays.asList(names));
    }

    boolean isSameAs(MeasureNames other) {
        return Arrays.equals(names, other.names);
    }
}
