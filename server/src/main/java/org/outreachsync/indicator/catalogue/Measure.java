package org.outreachsync.indicator.catalogue;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Path;
import org.outreachsync.model.Value;

/**
 * Something that is counted from records.
 *
 * @param name stable
 * @param clauses what counts; several add up, or, for persons, are united
 */
public record Measure(String name, List<Clause> clauses) {

    public Measure {
        clauses = List.copyOf(clauses);
    }

    /**
     * What counts of the records of one type.
     *
     * @param type the number of the record type
     * @param amount what is counted
     * @param where all of these must hold
     * @param on the field whose day the record counts on, or 0 for the day that it is filed under
     */
    public record Clause(int type, Amount amount, List<Condition> where, int on) {

        public Clause {
            where = List.copyOf(where);
        }

        /** Whether a record of the type counts. */
        public boolean counts(SortedMap<Path, Value> record) {
            return where.stream().allMatch(condition -> condition.holds(record));
        }

        /** The day that a record counts on, days since 1970, or null when it does not say. */
        public @Nullable Long day(SortedMap<Path, Value> record, long filed) {
            return on == 0 ? Long.valueOf(filed) : record.get(Path.field(on)) instanceof Value.Num day ? Long.valueOf(day.value()) : null;
        }
    }

    /** Whether it counts distinct persons rather than adding up. */
    public boolean countsPersons() {
        return clauses.stream().anyMatch(clause -> clause.amount() instanceof Amount.Persons);
    }

    /** Whether it says how much there is from a day on, rather than adding up. */
    public boolean isLevel() {
        return clauses.stream().anyMatch(clause -> clause.amount() instanceof Amount.Level);
    }

    /** Whether some of it counts on another day than that of its record. */
    public boolean isDated() {
        return clauses.stream().anyMatch(clause -> clause.on() != 0);
    }

    /** What is counted of a record. */
    public sealed interface Amount {

        /** The record's person. */
        record Persons() implements Amount {}

        /** The record itself, once. */
        record Events() implements Amount {}

        /** A number in the record. */
        record Sum(int field) implements Amount {}

        /** A number in the record that holds from its day until another record says a new one; of several on one day the greatest. */
        record Level(int field) implements Amount {}

        /** A part of the lines of some codes; each line counts under its code. */
        record Lines(int field, int part, Set<Integer> codes) implements Amount {

            public Lines {
                codes = Set.copyOf(codes);
            }
        }

        /** The elements of a set that are one of some codes. */
        record Items(int field, Set<Integer> codes) implements Amount {

            public Items {
                codes = Set.copyOf(codes);
            }
        }

        /** The days from one day to another; nothing while one is unknown. */
        record Days(int from, int to) implements Amount {}
    }
}
