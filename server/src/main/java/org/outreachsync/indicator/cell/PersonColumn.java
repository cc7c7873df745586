package org.outreachsync.indicator.cell;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The persons of a measure on the days of a month, by funding source. Flat arrays, because a server holds many years of
 * them.
 */
public final class PersonColumn {

    /** Stands for all funding sources. */
    public static final int ALL_PROJECTS = -1;

    private static final long NO_DAY = Long.MAX_VALUE;

    /** What the segment of a day and funding source takes. */
    static final int SEGMENT = 3;

    private final int[] segments;
    private final int[] numbers;

    /**
     * Takes ownership of the arrays.
     *
     * @param segments for each day and funding source the day, the source's number and where its persons end; by day,
     *     then number
     * @param numbers the persons, ascending within a segment
     */
    PersonColumn(int[] segments, int[] numbers) {
        this.segments = segments;
        this.numbers = numbers;
    }

    /** Where persons of a measure were counted. */
    record On(long day, int project) implements Comparable<On> {
        @Override
        public int compareTo(On other) {
            return day != other.day ? Long.compare(day, other.day) : Integer.compare(project, other.project);
        }
    }

    /**
     * Receives the persons of one day and one funding source, or of all funding sources, then possibly with
     * repetitions.
     */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Receives persons.
         *
         * @param day days since 1970
         * @param project the number of the funding source; 0 for none, {@link #ALL_PROJECTS} if all were requested
         * @param numbers person numbers, not to be changed; the range from {@code begin} to before {@code end} applies
         */
        void visit(int day, int project, int[] numbers, int begin, int end);
    }

    /** Joins several columns. */
    public static PersonColumn together(Collection<PersonColumn> columns) {
        var days = new TreeMap<On, RoaringBitmap>();
        columns.forEach(column -> column.forEach((day, project, numbers, begin, end) -> days.computeIfAbsent(
                        new On(day, project), unseen -> new RoaringBitmap())
                .addN(numbers, begin, end - begin)));
        return of(days);
    }

    static PersonColumn of(SortedMap<On, RoaringBitmap> days) {
        var segments = IntStream.builder();
        var numbers = IntStream.builder();
        int end = 0;
        for (var entry : days.entrySet()) {
            entry.getValue().forEach((int number) -> numbers.add(number));
            end += entry.getValue().getCardinality();
            segments.add(Math.toIntExact(entry.getKey().day()))
                    .add(entry.getKey().project())
                    .add(end);
        }
        return new PersonColumn(segments.build().toArray(), numbers.build().toArray());
    }

    boolean isSameAs(@Nullable PersonColumn other) {
        return other != null && Arrays.equals(segments, other.segments) && Arrays.equals(numbers, other.numbers);
    }

    /** Adds all persons to a set. */
    public void addTo(BitSet set) {
        for (int number : numbers) {
            set.set(number);
        }
    }

    /**
     * Adds the persons of some days and one funding source, or of {@link #ALL_PROJECTS}, to a set.
     *
     * @param words the bits of the set, as in {@link BitSet#valueOf(long[])}, with room for all persons
     */
    public void addTo(long[] words, int project, long from, long to) {
        if (project == ALL_PROJECTS) {
            boolean isWhole =
                    segments.length == 0 || (segments[0] >= from && segments[segments.length - SEGMENT] <= to);
            add(words, isWhole ? 0 : begin(firstSegment(from)), isWhole ? numbers.length : begin(firstSegment(to + 1)));
            return;
        }
        for (int at = firstSegment(from); at < segments.length && segments[at] <= to; at += SEGMENT) {
            if (segments[at + 1] == project) {
                add(words, begin(at), segments[at + 2]);
            }
        }
    }

    private void add(long[] words, int begin, int end) {
        for (int at = begin; at < end; at++) {
            words[numbers[at] / Long.SIZE] |= 1L << numbers[at];
        }
    }

    /** Visits all persons, by day and funding source. */
    void forEach(Visitor visitor) {
        for (int at = 0; at < segments.length; at += SEGMENT) {
            visitor.visit(segments[at], segments[at + 1], numbers, begin(at), segments[at + 2]);
        }
    }

    /** Visits the persons of some days and one funding source, or of {@link #ALL_PROJECTS}, by day. */
    public void forEach(int project, long from, long to, Visitor visitor) {
        int at = firstSegment(from);
        while (at < segments.length && segments[at] <= to) {
            at = visitDay(at, project, visitor);
        }
    }

    /**
     * Like {@link #forEach}, for several columns: visits the persons of a day in each column, then those of the next
     * day.
     *
     * @param nextDay is called before the visits of each day
     */
    public static void forEachDay(
            List<PersonColumn> columns, int project, long from, long to, Runnable nextDay, Visitor visitor) {
        var places = new int[columns.size()];
        for (int at = 0; at < places.length; at++) {
            places[at] = columns.get(at).firstSegment(from);
        }
        for (long day = firstDay(columns, places); day <= to && day != NO_DAY; day = firstDay(columns, places)) {
            nextDay.run();
            for (int at = 0; at < places.length; at++) {
                if (columns.get(at).day(places[at]) == day) {
                    places[at] = columns.get(at).visitDay(places[at], project, visitor);
                }
            }
        }
    }

    private static long firstDay(List<PersonColumn> columns, int[] segments) {
        long first = NO_DAY;
        for (int at = 0; at < segments.length; at++) {
            first = Math.min(first, columns.get(at).day(segments[at]));
        }
        return first;
    }

    private long day(int segment) {
        return segment < segments.length ? segments[segment] : NO_DAY;
    }

    /** Visits the persons of the day that begins with this segment. Returns the first segment of the next day. */
    private int visitDay(int first, int project, Visitor visitor) {
        int next = lastOfDay(first) + SEGMENT;
        if (project == ALL_PROJECTS) {
            visitor.visit(segments[first], project, numbers, begin(first), begin(next));
        } else {
            for (int at = first; at < next; at += SEGMENT) {
                if (segments[at + 1] == project) {
                    visitor.visit(segments[at], project, numbers, begin(at), segments[at + 2]);
                }
            }
        }
        return next;
    }

    private int lastOfDay(int segment) {
        int last = segment;
        while (last + SEGMENT < segments.length && segments[last + SEGMENT] == segments[segment]) {
            last += SEGMENT;
        }
        return last;
    }

    /** Where a segment's persons begin. */
    private int begin(int segment) {
        return segment == 0 ? 0 : segments[segment - 1];
    }

    /** The first segment of this day or a later one. */
    private int firstSegment(long day) {
        int low = 0;
        int high = segments.length / SEGMENT;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments[SEGMENT * middle] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return SEGMENT * low;
    }
}
