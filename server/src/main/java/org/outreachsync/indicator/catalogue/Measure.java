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
     * @param each the set by whose elements it is counted, too; null for none
     * @param withPersons whether events are counted person by person, too
     * @param about the field that names the site which the record counts for, or 0 for the one that it was recorded at
     * @param split the field with a code by which its persons are kept apart, too; null for none
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

        /** Whether a record of the type counts. */
        public boolean counts(SortedMap<Path, Value> record) {
            return where.stream().allMatch(condition -> condition.holds(record));
        }

        /** The day that a record counts on, days since 1970, or null when it does not say. */
        public @Nullable Long day(SortedMap<Path, Value> record, long filed) {
            return on == 0
                    ? Long.valueOf(filed)
                    : record.get(Path.field(on)) instanceof Value.Num day ? Long.valueOf(day.value()) : null;
        }
    }

    /**
     * A set of a record by whose elements a measure is counted once more. A record with several is in several of these
     * counts.
     *
     * @param field the number of the set
     * @param list the code list of its elements
     * @param codes the elements that are meant; empty for all
     */
    public record Each(int field, String list, Set<Integer> codes) {

        public Each {
            codes = Set.copyOf(codes);
        }

        /** Whether an element is meant. */
        public boolean has(int code) {
            return codes.isEmpty() || codes.contains(code);
        }
    }

    /** Under what name a measure of this name is counted for one element of a set. */
    public static String ofElement(String name, int code) {
        return name + "=" + code;
    }

    /** Under what name the persons are kept who have this many events of a measure, or more, on a day at a site. */
    public static String ofPersons(String name, int times) {
        return name + "#" + times;
    }

    /** Whether some of it is counted by the elements of a set, too. */
    public boolean hasEach() {
        return clauses.stream().anyMatch(clause -> clause.each() != null);
    }

    /** Whether all of it is counted person by person, too. */
    public boolean isWithPersons() {
        return clauses.stream().allMatch(Clause::withPersons);
    }

    /**
     * A code by which persons are kept apart.
     *
     * @param field its field
     * @param list its code list
     */
    public record Split(int field, String list) {}

    /**
     * What of a measure counts for a site although it was recorded at another one, which no measure of the catalogue is
     * called.
     */
    public static String about(String measure, String site) {
        return measure + "@" + site;
    }

    /** The persons of a measure with a code, 0 for none; no measure of the catalogue is called so. */
    public static String withCode(String measure, int code) {
        return measure + "/" + code;
    }

    /** The name of the measure of which {@link #withCode} took a part, or the name itself. */
    public static String withoutCode(String name) {
        int at = name.indexOf('/');
        return at < 0 ? name : name.substring(0, at);
    }

    /** Whether it counts distinct persons rather than adding up. */
    public boolean countsPersons() {
        return clauses.stream()
                .anyMatch(clause ->
                        clause.amount() instanceof Amount.Persons || clause.amount() instanceof Amount.Unnamed);
    }

    /** Whether records without a client code count in it, each as a person of its own. */
    public boolean countsUnnamed() {
        return clauses.stream().anyMatch(clause -> clause.amount() instanceof Amount.Unnamed);
    }

    /** Whether some of it counts for another site than the one at which it was recorded. */
    public boolean isAbout() {
        return clauses.stream().anyMatch(clause -> clause.about() != 0);
    }

    /** The code list by which all its persons are kept apart, or null. */
    public @Nullable String splitBy() {
        var lists = clauses.stream()
                .map(clause -> clause.split() == null ? "" : clause.split().list())
                .distinct()
                .toList();
        return lists.size() == 1 && !lists.getFirst().isEmpty() ? lists.getFirst() : null;
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

        /**
         * Whom a record without a client code is about, as a person of its own: nobody knows who it is, or whether two
         * records are about the same.
         */
        record Unnamed() implements Amount {}

        /** The record itself, once. */
        record Events() implements Amount {}

        /** A number in the record. */
        record Sum(int field) implements Amount {}

        /**
         * A number in the record that holds from its day until another record says a new one; of several on one day the
         * greatest.
         */
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
