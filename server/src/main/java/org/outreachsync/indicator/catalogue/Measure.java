package org.outreachsync.indicator.catalogue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.Value;

/**
 * Something that is counted from records.
 *
 * @param name the name, which never changes
 * @param clauses what counts; several are added up, or, for persons, united
 */
public record Measure(String name, List<Clause> clauses) {

    public Measure {
        clauses = List.copyOf(clauses);
    }

    /**
     * What is counted from the records of one type.
     *
     * @param type the number of the record type
     * @param amount what is counted
     * @param where the conditions, all of which must hold
     * @param on the field with the day on which the record counts, or 0 for the day under which it is filed
     * @param each the set by whose elements it is additionally counted; null for none
     * @param withPersons whether events are additionally counted person by person
     * @param about the field with the site for which the record counts, or 0 for the site where it was recorded
     * @param split the field by whose codes the persons are additionally kept apart; null for none
     */
    public record Clause(
            int type,
            Amount amount,
            List<Condition> where,
            int on,
            @Nullable Each each,
            boolean withPersons,
            int about,
            @Nullable Split split) {

        public Clause {
            where = List.copyOf(where);
        }

        /** Whether a record of this type counts. */
        public boolean counts(PathMap<Value> record) {
            for (var condition : where) {
                if (!condition.holds(record)) {
                    return false;
                }
            }
            return true;
        }

        /** The day on which a record counts, in days since 1970, or null if the field is empty. */
        public @Nullable Long day(PathMap<Value> record, long filed) {
            return on == 0
                    ? Long.valueOf(filed)
                    : record.get(Path.field(on)) instanceof Value.Num day ? Long.valueOf(day.value()) : null;
        }
    }

    /**
     * A set in a record by whose elements a measure is additionally counted. A record with several elements is in
     * several of these counts.
     *
     * @param field the number of the set
     * @param list the code list of its elements
     * @param codes the elements to count by; empty for all
     */
    public record Each(int field, String list, Set<Integer> codes) {

        public Each {
            codes = Set.copyOf(codes);
        }

        /** Whether to count by this element. */
        public boolean has(int code) {
            return codes.isEmpty() || codes.contains(code);
        }
    }

    /** The name under which this measure is counted for one element of a set. */
    public static String ofElement(String name, int code) {
        return name + "=" + code;
    }

    /** The name under which the persons are kept who have at least this many events of a measure on a day at a site. */
    public static String ofPersons(String name, int times) {
        return name + "#" + times;
    }

    /** Whether part of it is additionally counted by the elements of a set. */
    public boolean hasEach() {
        return clauses.stream().anyMatch(clause -> clause.each() != null);
    }

    /** Whether all of it is additionally counted person by person. */
    public boolean isWithPersons() {
        return clauses.stream().allMatch(Clause::withPersons);
    }

    /**
     * The field by whose codes persons are kept apart.
     *
     * @param field the number of the field
     * @param list its code list
     */
    public record Split(int field, String list) {}

    /**
     * The name of the part of a measure that counts for a site but was recorded at another one. No measure in a
     * catalogue has such a name.
     */
    public static String about(String measure, String site) {
        return measure + "@" + site;
    }

    /**
     * The name of the persons of a measure who have a code; 0 means none. No measure in a catalogue has such a name.
     */
    public static String withCode(String measure, int code) {
        return measure + "/" + code;
    }

    /** The name of the measure that was passed to {@link #withCode}, or the name itself. */
    public static String withoutCode(String name) {
        int at = name.indexOf('/');
        return at < 0 ? name : name.substring(0, at);
    }

    /** Whether it counts distinct persons and so does not add up. */
    public boolean countsPersons() {
        return clauses.stream()
                .anyMatch(clause ->
                        clause.amount() instanceof Amount.Persons || clause.amount() instanceof Amount.Unnamed);
    }

    /** Whether it counts each record without a client code as a separate person. */
    public boolean countsUnnamed() {
        return clauses.stream().anyMatch(clause -> clause.amount() instanceof Amount.Unnamed);
    }

    /** Whether part of it counts for another site than the one where it was recorded. */
    public boolean isAbout() {
        return clauses.stream().anyMatch(clause -> clause.about() != 0);
    }

    /** The code list by which its persons are kept apart, or null. */
    public @Nullable String splitBy() {
        var lists = clauses.stream()
                .map(clause -> clause.split() == null ? "" : clause.split().list())
                .distinct()
                .toList();
        return lists.size() == 1 && !lists.getFirst().isEmpty() ? lists.getFirst() : null;
    }

    /** Whether it is a level, which holds from a day on and does not add up. */
    public boolean isLevel() {
        return clauses.stream().anyMatch(clause -> clause.amount() instanceof Amount.Level);
    }

    /** Whether part of it counts on another day than that of its record. */
    public boolean isDated() {
        return clauses.stream().anyMatch(clause -> clause.on() != 0);
    }

    /** What is counted from a record. */
    public sealed interface Amount {

        /** The person of the record. */
        record Persons() implements Amount {}

        /**
         * The person of a record without a client code, counted as a separate person: nobody knows who it is, or
         * whether two records are about the same person.
         */
        record Unnamed() implements Amount {}

        /** The record itself, once. */
        record Events() implements Amount {}

        /** A number in the record. */
        record Sum(int field) implements Amount {}

        /**
         * A number in the record that holds from its day until the next record has a new one. Of several on one day,
         * the highest counts.
         */
        record Level(int field) implements Amount {}

        /** A field of the lines with some codes; each line counts under its code. */
        record Lines(int field, int part, Set<Integer> codes) implements Amount {

            public Lines {
                codes = Set.copyOf(codes);
            }
        }

        /** The elements of a set that are among some codes. */
        record Items(int field, Set<Integer> codes) implements Amount {

            public Items {
                codes = Set.copyOf(codes);
            }
        }

        /** The days from one day to another; nothing while one of them is unknown. */
        record Days(int from, int to) implements Amount {}
    }
}
