package org.outreachsync.indicator.cell;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The sums of a measure on the days of a month, by breakdown. Flat arrays, because a server holds many years of them.
 */
public final class SumColumn {

    private static final int SEGMENT = 2;

    private final int[] segments;
    private final int[] breakdowns;
    private final int @Nullable [] values;

    /**
     * Takes ownership of the arrays.
     *
     * @param segments for each day the day and where its entries end, by day
     * @param breakdowns for each entry the number of its breakdown in {@link Breakdowns}
     * @param values for each entry its value; null if all are 1
     */
    SumColumn(int[] segments, int[] breakdowns, int @Nullable [] values) {
        this.segments = segments;
        this.breakdowns = breakdowns;
        this.values = values;
    }

    /** Takes ownership of the arrays; keeps no values if all are 1. */
    static SumColumn of(int[] segments, int[] breakdowns, int[] values) {
        boolean isAllOnes = Arrays.stream(values).allMatch(value -> value == 1);
        return new SumColumn(segments, breakdowns, isAllOnes ? null : values);
    }

    /** The first part of a value: one beyond an int is split into several entries. */
    static int part(long value) {
        return Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Receives a breakdown with its value. */
    @FunctionalInterface
    interface Visitor {
        void visit(int one, int other);
    }

    /** The total of several columns, without days. */
    public static SumColumn together(Collection<SumColumn> columns) {
        int breakdownMax = columns.stream()
                .flatMapToInt(column -> Arrays.stream(column.breakdowns))
                .max()
                .orElse(-1);
        var sums = new long[breakdownMax + 1];
        columns.forEach(column -> column.forEach((breakdown, value) -> sums[breakdown] += value));
        var building = new SumColumnBuilder();
        for (int breakdown = 0; breakdown < sums.length; breakdown++) {
            if (sums[breakdown] != 0) {
                building.add(breakdown, sums[breakdown]);
            }
        }
        building.endDay(0);
        return building.build();
    }

    /** Its approximate size in memory. */
    public int bytes() {
        return Integer.BYTES * (segments.length + breakdowns.length + (values == null ? 0 : values.length));
    }

    /** Adds all entries; see {@link #addTo(long[], int[], long, long)}. */
    public void addTo(long[] sums, int[] groups) {
        add(sums, groups, 0, breakdowns.length);
    }

    /**
     * Adds the entries of some days.
     *
     * @param groups for each breakdown the index into the sums, or negative to skip it
     */
    public void addTo(long[] sums, int[] groups, long from, long to) {
        int begin = 0;
        for (int at = 0; at < segments.length; at += SEGMENT) {
            int end = segments[at + 1];
            if (segments[at] >= from && segments[at] <= to) {
                add(sums, groups, begin, end);
            }
            begin = end;
        }
    }

    private void add(long[] sums, int[] groups, int begin, int end) {
        for (int at = begin; at < end; at++) {
            int group = groups[breakdowns[at]];
            if (group >= 0) {
                sums[group] += values == null ? 1 : values[at];
            }
        }
    }

    /** Visits the days of a level with its value. Levels are stored plus one, so that 0 differs from no level. */
    public void forEachLevel(LevelVisitor visitor) {
        int begin = 0;
        for (int at = 0; at < segments.length; at += SEGMENT) {
            if (segments[at + 1] > begin) {
                visitor.visit(segments[at], (values == null ? 1 : values[begin]) - 1);
            }
            begin = segments[at + 1];
        }
    }

    /** Receives a day, in days since 1970, and the level on it. */
    @FunctionalInterface
    public interface LevelVisitor {
        void visit(int day, int level);
    }

    /** Visits breakdowns and values of all entries. */
    void forEach(Visitor visitor) {
        for (int at = 0; at < breakdowns.length; at++) {
            visitor.visit(breakdowns[at], values == null ? 1 : values[at]);
        }
    }

    boolean isSameAs(@Nullable SumColumn other) {
        return other != null
                && Arrays.equals(segments, other.segments)
                && Arrays.equals(breakdowns, other.breakdowns)
                && Arrays.equals(values, other.values);
    }
}
