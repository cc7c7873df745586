package org.outreachsync.indicator.naive;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A group of a breakdown.
 *
 * @param labels by dimension, such as sex to FEMALE; empty for the total
 */
public record Group(SortedMap<String, String> labels) {

    /** The group of everything. */
    public static final Group TOTAL = of(Map.of());

    public Group {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** The group of these labels. */
    public static Group of(Map<String, String> labels) {
        return new Group(new TreeMap<>(labels));
    }

    @Override
    public String toString() {
        return labels.toString();
    }
}
