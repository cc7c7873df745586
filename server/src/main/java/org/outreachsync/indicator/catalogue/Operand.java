package org.outreachsync.indicator.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A numerator or a denominator. */
public sealed interface Operand {

    /** The measures that it uses. */
    List<String> measures();

    /** For how many days after the period events may still count. */
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

    /** Sites where a measure is above zero. */
    record Sites(String measure) implements Operand {
        @Override
        public List<String> measures() {
            return List.of(measure);
        }
    }

    /**
     * The days within the period that persons spent between entering and leaving, no matter when a stay began and
     * whether it ended.
     *
     * @param where a level: days at a site only count from the day on which this level is known; null for all days
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
     * A level, summed over the sites and over the days of the period up to yesterday. It holds from its day until a new
     * value is recorded.
     */
    record LevelDays(String measure) implements Operand {
        @Override
        public List<String> measures() {
            return List.of(measure);
        }
    }

    /**
     * How persons enter and leave.
     *
     * @param measure the persons who enter
     * @param until the persons who leave; leaving and entering on the same day continues the stay
     * @param gone the persons who have left for good, even if they enter on that day; entering on a later day begins a
     *     new stay. Null if there is no such measure
     * @param through a kind of leaving that does not count if the person enters again soon afterwards; null if there is
     *     none
     * @param overlapping whether stays may overlap, so that of several departures before the next arrival the last one
     *     counts
     */
    record Stay(
            String measure,
            String until,
            @Nullable String gone,
            @Nullable Through through,
            boolean overlapping) {

        /** The measures that it uses. */
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
     * Moving from one site to another.
     *
     * @param measure the persons who leave in this way
     * @param days entering within this many days continues the stay; entering on the same day always does
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

    /** How persons are selected. */
    public sealed interface People {

        /** The measures that it uses. */
        List<String> measures();

        /** For how many days after the period events may still count. */
        default int followUpDays() {
            return switch (this) {
                case Followed followed -> followed.within().daysMax();
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
         * The measures whose records within the period make a person count; empty if something else than a meeting
         * does.
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
         * Whether the persons of several sites and days are exactly the union of the persons of the parts, so that
         * parts can be counted separately and joined.
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

        /** Persons who are in all of some measures within the period. */
        record All(List<String> measures) implements People {}

        /**
         * Persons who are in a measure in each interval of this many days within the period; a shorter last interval is
         * ignored.
         */
        record Every(String measure, int days) implements People {
            @Override
            public List<String> measures() {
                return List.of(measure);
            }
        }

        /** Persons who are in a measure within the period and were never before, at any site. */
        record First(String measure) implements People {
            @Override
            public List<String> measures() {
                return List.of(measure);
            }
        }

        /**
         * Persons who are in one measure within the period and, at any site, in another one within some days or months
         * of it.
         */
        record Followed(String measure, String by, Delay within) implements People {
            @Override
            public List<String> measures() {
                return List.of(measure, by);
            }
        }

        /**
         * Persons who entered at a site and, by the end of the period, have not left anywhere, for good or otherwise.
         * On the same day, leaving comes before entering.
         */
        record At(Stay stay) implements People {
            @Override
            public List<String> measures() {
                return stay.measures();
            }
        }

        /**
         * Persons whose stay, on some day of the period, had lasted at least this many days without leaving anywhere.
         * The day of leaving is part of the stay; leaving and entering on the same day continues it.
         */
        record Lasting(Stay stay, int days) implements People {
            @Override
            public List<String> measures() {
                return stay.measures();
            }
        }

        /** Persons who are in one selection or the other. */
        record Either(People one, People other) implements People {
            @Override
            public List<String> measures() {
                return Stream.concat(one.measures().stream(), other.measures().stream())
                        .toList();
            }
        }

        /** Persons who are in both selections. */
        record Both(People one, People other) implements People {
            @Override
            public List<String> measures() {
                return Stream.concat(one.measures().stream(), other.measures().stream())
                        .toList();
            }
        }

        /**
         * Persons who entered within the period, at least this many days ago. Persons who left on the day of entering,
         * at any site, are not included: they continued at another site or with another drug.
         */
        record Cohort(Stay stay, int days) implements People {
            @Override
            public List<String> measures() {
                return stay.measures();
            }
        }

        /**
         * Persons of the {@link Cohort} who did not leave, at any site, within this many days. Entering on the day of
         * leaving continues the stay.
         */
        record Retained(Stay stay, int days) implements People {
            @Override
            public List<String> measures() {
                return stay.measures();
            }
        }
    }

    /**
     * The people to whom an operand is limited.
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
