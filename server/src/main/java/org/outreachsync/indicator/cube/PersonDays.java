package org.outreachsync.indicator.cube;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.outreachsync.indicator.cell.PersonColumn;

/**
 * The days on which the persons of a site, under the numbers of their records, were in a measure. They are stored
 * person by person, so that the last day of each is found without scanning years of days.
 */
public final class PersonDays {

    /** A person's number in the upper half and a day in the lower, so that days before 1970 sort first. */
    private final long[] sorted;

    private PersonDays(long[] sorted) {
        this.sorted = sorted;
    }

    /** Receives a day of a person. */
    public interface Visitor {
        /** Receives a person, under the number of a record, and a day since 1970. */
        void visit(int person, int day);
    }

    /** Creates it from visits, in any order. */
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

    /** Visits every person who was there up to a day, with their last day. */
    void forEachLast(long to, Visitor visitor) {
        for (int at = 0; at < sorted.length; at++) {
            if (day(at) <= to && (at + 1 == sorted.length || number(at + 1) != number(at) || day(at + 1) > to)) {
                visitor.visit(number(at), day(at));
            }
        }
    }

    /** Visits every person who was there up to a day, with each of their days. */
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
