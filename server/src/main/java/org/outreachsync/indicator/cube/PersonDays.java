package org.outreachsync.indicator.cube;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.outreachsync.indicator.cell.PersonColumn;

/**
 * The days on which the persons of a site, under the numbers of their records, were in a measure: person by person, so
 * that who was there last, and when, is found without going through the days of years.
 */
public final class PersonDays {

    /** A person's number in the upper half, a day in the lower; days before 1970 sort before those after. */
    private final long[] sorted;

    private PersonDays(long[] sorted) {
        this.sorted = sorted;
    }

    /** Takes a day of somebody. */
    public interface Visitor {
        /** Takes a person, under the number of a record, and a day since 1970. */
        void visit(int person, int day);
    }

    /** Of what is visited, in any order. */
    static PersonDays of(Consumer<PersonColumn.Visitor> visits) {
        var packed = LongStream.builder();
        visits.accept((day, project, numbers, begin, end) -> {
            for (int at = begin; at < end; at++) {
                packed.add(((long) numbers[at] << Integer.SIZE) + day);
            }
        });
        var sorted = packed.build().toArray();
        Arrays.sort(sorted);
        return new PersonDays(sorted);
    }

    /** Visits everybody who was there up to a day, with the last day on which they were. */
    void forEachLast(long to, Visitor visitor) {
        for (int at = 0; at < sorted.length; at++) {
            if (day(at) <= to && (at + 1 == sorted.length || number(at + 1) != number(at) || day(at + 1) > to)) {
                visitor.visit(number(at), day(at));
            }
        }
    }

    /** Visits everybody who was there up to a day, with each day on which they were. */
    public void forEach(long to, Visitor visitor) {
        for (int at = 0; at < sorted.length; at++) {
            if (day(at) <= to) {
                visitor.visit(number(at), day(at));
            }
        }
    }

    private int number(int at) {
        return (int) ((sorted[at] - day(at)) >> Integer.SIZE);
    }

    private int day(int at) {
        return (int) sorted[at];
    }
}
