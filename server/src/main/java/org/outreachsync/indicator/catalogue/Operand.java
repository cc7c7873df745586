package org.outreachsync.indicator.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A numerator or a denominator. */
public sealed interface Operand {

    /** The measures that it is made of. */
    List<String> measures();

    /** For how many days after the period something may happen that counts. */
    default int followUpDays() {
        return this instanceof Persons(var people) ? people.followUpDays() : 0;
    }

    /** The sum of measures that add up. */
    record Sum(List<String> measures) implements Operand {}

    /** Persons, counted once. */
    record Persons(People people) implements Operand {
        @Override
        public List<String> measures() {
            return people.measures();
        }
    }

    /** Sites at which a measure is above zero. */
    record Sites(String measure) implements Operand {
        @Override
        public List<String> measures() {
            return List.of(measure);
        }
    }

    /**
     * The days that persons spent between entering and leaving, which fall into the period day by day, whenever it
     * began and whether or not it ended.
     *
     * @param where a level: only the days of sites from which it is known on; null for all days
     */
    public record PersonDays(Stay stay, @Nullable String where) implements Operand {
        @Override
        public List<String> measures() {
            return where == null
                    ? stay.measures()
                    : Stream.concat(stay.measures().stream(), Stream.of(where)).toList();
        }
    }

    /**
     * What a level was on each day of the period up to yesterday, added up over days and sites: it lasts from its day
     * until it is said anew.
     */
    record LevelDays(String measure) implements Operand {
        @Override
        public List<String> measures() {
            return List.of(measure);
        }
    }

    /**
     * How persons come in and out.
     *
     * @param measure who enters
     * @param until who leaves; leaving and entering on one day is to go on
     * @param gone who is gone altogether, though entering on that day; entering on a later day is to be back. Null
     *     where nobody is
     * @param through leaving that is none when somebody enters again soon after; null where there is none
     * @param overlapping whether stays may overlap, so that of several departures before the next arrival the last one
     *     counts
     */
    record Stay(
            String measure,
            String until,
            @Nullable String gone,
            @Nullable Through through,
            boolean overlapping) {

        /** The measures that it is made of. */
        public List<String> measures() {
            var measures = new ArrayList<>(List.of(measure, until));
            if (gone != null) {
                measures.add(gone);
            }
            if (through != null) {
                measures.add(through.measure());
            }
            return List.copyOf(measures);
        }
    }

    /**
     * Leaving from one place to another.
     *
     * @param measure who leaves so
     * @param days entering within this many days after it is to go on, as on the same day it always is
     */
    record Through(String measure, int days) {}

    /** The size estimate of a population, entered by hand. */
    record SizeEstimate(String population) implements Operand {
        @Override
        public List<String> measures() {
            return List.of();
        }
    }

    /** The target of an indicator, entered by hand. */
    record Target(String indicator) implements Operand {
        @Override
        public List<String> measures() {
            return List.of();
        }
    }

    /** Which persons. */
    public sealed interface People {

        /** The measures that it is made of. */
        List<String> measures();

        /** For how many days after the period something may happen that counts. */
        default int followUpDays() {
            return switch (this) {
                case Followed followed -> followed.days();
                case Cohort cohort -> cohort.days();
                case Retained retained -> retained.days();
                case Both both ->
                    Math.max(both.one().followUpDays(), both.other().followUpDays());
                case Either either ->
                    Math.max(either.one().followUpDays(), either.other().followUpDays());
                default -> 0;
            };
        }

        /**
         * The measures whose records within the period brought a person in; none where it is not a meeting that does
         * so.
         */
        default List<String> meetings() {
            return switch (this) {
                case All all -> all.measures();
                case Every every -> every.measures();
                case First first -> first.measures();
                case Followed followed -> List.of(followed.measure());
                case Both both ->
                    Stream.concat(both.one().meetings().stream(), both.other().meetings().stream())
                            .distinct()
                            .toList();
                default -> List.of();
            };
        }

        /**
         * Whether the persons over several sites and days are exactly the union of the persons over each part, so that
         * parts can be counted apart and joined.
         */
        default boolean isUnionOfParts() {
            return switch (this) {
                case All all -> all.measures().size() == 1;
                case First first -> true;
                case Followed followed -> true;
                case At at -> true;
                case Cohort cohort -> true;
                default -> false;
            };
        }

        /** Those in all of some measures within the period. */
        record All(List<String> measures) implements People {}

        /** Those in a measure in each stretch of this many days of the period; a shorter rest does not count. */
        record Every(String measure, int days) implements People {
            @Override
            public List<String> measures() {
                return List.of(measure);
            }
        }

        /** Those in a measure within the period and never before, at any site. */
        record First(String measure) implements People {
            @Override
            public List<String> measures() {
                return List.of(measure);
            }
        }

        /**
         * Those in one measure within the period and, on that day or at most this many days later, in another at any
         * site.
         */
        record Followed(String measure, String by, int days) implements People {
            @Override
            public List<String> measures() {
                return List.of(measure, by);
            }
        }

        /**
         * Those who entered at a site and did not leave, and were not gone, anywhere, by the end of the period; on one
         * day leaving comes before entering.
         */
        record At(Stay stay) implements People {
            @Override
            public List<String> measures() {
                return stay.measures();
            }
        }

        /**
         * Those who, on some day of the period, had been in for this many days or more: since entering without leaving
         * anywhere. The day of leaving is the last one in; leaving and entering on one day is to go on.
         */
        record Lasting(Stay stay, int days) implements People {
            @Override
            public List<String> measures() {
                return stay.measures();
            }
        }

        /** Those who are one or the other. */
        record Either(People one, People other) implements People {
            @Override
            public List<String> measures() {
                return Stream.concat(one.measures().stream(), other.measures().stream())
                        .toList();
            }
        }

        /** Those who are both. */
        record Both(People one, People other) implements People {
            @Override
            public List<String> measures() {
                return Stream.concat(one.measures().stream(), other.measures().stream())
                        .toList();
            }
        }

        /**
         * Those who entered within the period, this many days ago or more. Who left on the day of entering, at any
         * site, only went on: from one site or drug to another.
         */
        record Cohort(Stay stay, int days) implements People {
            @Override
            public List<String> measures() {
                return stay.measures();
            }
        }

        /**
         * Those of the {@link Cohort} who did not leave, at any site, for this many days from then; entering on the day
         * of leaving is to go on.
         */
        record Retained(Stay stay, int days) implements People {
            @Override
            public List<String> measures() {
                return stay.measures();
            }
        }
    }

    /**
     * Whom a operand is limited to.
     *
     * @param sexes codes of the list {@code sex}; empty for everybody
     * @param populations codes of the list of populations; empty for everybody
     */
    record Only(Set<Integer> sexes, Set<Integer> populations) {

        /** Everybody. */
        public static final Only EVERYBODY = new Only(Set.of(), Set.of());

        public Only {
            sexes = Set.copyOf(sexes);
            populations = Set.copyOf(populations);
        }
    }
}
