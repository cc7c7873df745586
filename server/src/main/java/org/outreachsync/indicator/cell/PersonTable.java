package org.outreachsync.indicator.cell;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The persons of the measures of a cell, by day and funding source. A few flat arrays, because a server keeps many
 * cells and replaces them often: the collector would copy every object of a finer structure. Immutable.
 */
public final class PersonTable {

    static final PersonTable EMPTY = new PersonTable(MeasureNames.NONE, new int[0], new int[0], new int[0]);

    private final MeasureNames measures;
    private final int[] ends;
    private final int[] segments;
    private final int[] numbers;

    /**
     * Takes ownership of the arrays.
     *
     * @param ends where the segments of each measure end
     * @param segments for each measure, day and funding source the day, the source's number and where its persons end;
     *     by measure, then day, then number
     * @param numbers the persons, ascending within a segment
     */
    PersonTable(MeasureNames measures, int[] ends, int[] segments, int[] numbers) {
        this.measures = measures;
        this.ends = ends;
        this.segments = segments;
        this.numbers = numbers;
    }

    MeasureNames measures() {
        return measures;
    }

    /** How many persons there are, each as often as it is counted. */
    int size() {
        return numbers.length;
    }

    /** How many numbers the segments take. */
    int segments() {
        return segments.length;
    }

    /** Visits the persons of the measure at a place, by day and funding source. */
    void forEach(int place, PersonColumn.Visitor visitor) {
        for (int at = first(place); at < ends[place]; at += PersonColumn.SEGMENT) {
            visitor.visit(segments[at], segments[at + 1], numbers, begin(at), segments[at + 2]);
        }
    }

    /** Visits the persons of a measure, each as often as it is counted. */
    public void forEach(String measure, IntConsumer visitor) {
        int place = measures.find(measure);
        if (place >= 0) {
            forEach(place, (day, project, persons, begin, end) -> {
                for (int at = begin; at < end; at++) {
                    visitor.accept(persons[at]);
                }
            });
        }
    }

    /** Visits all persons, each as often as it is counted. */
    public void forEach(IntConsumer visitor) {
        for (int person : numbers) {
            visitor.accept(person);
        }
    }

    /** Whether a measure counts a person on a day for a funding source. */
    boolean has(String measure, long day, int project, int person) {
        int place = measures.find(measure);
        if (place < 0) {
            return false;
        }
        for (int at = first(place); at < ends[place]; at += PersonColumn.SEGMENT) {
            if (segments[at] == day && segments[at + 1] == project) {
                return Arrays.binarySearch(numbers, begin(at), segments[at + 2], person) >= 0;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return numbers.length == 0;
    }

    /** What its arrays take. */
    long bytes() {
        return (long) Integer.BYTES * (ends.length + segments.length + numbers.length);
    }

    boolean isSameAs(PersonTable other) {
        return measures.isSameAs(other.measures)
                && Arrays.equals(ends, other.ends)
                && Arrays.equals(segments, other.segments)
                && Arrays.equals(numbers, other.numbers);
    }

    /** Where the segments of the measure at a place begin. */
    private int first(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    /** Where the persons of a segment begin. */
    private int begin(int segment) {
        return segment == 0 ? 0 : segments[segment - 1];
    }
}
