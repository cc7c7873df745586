package org.outreachsync.indicator.catalogue;

import java.util.List;
import java.util.Set;

/** A numerator or a denominator. */
public sealed interface Side {

    /** The measures that it is made of. */
    List<String> measures();

    /** The sum of measures that add up. */
    record Sum(List<String> measures) implements Side {}

    /** Persons, counted once. */
    record Persons(People people) implements Side {
        @Override
        public List<String> measures() {
            return people.measures();
        }
    }

    /** Sites at which a measure is above zero. */
    record Sites(String measure) implements Side {
        @Override
        public List<String> measures() {
            return List.of(measure);
        }
    }

    /** The size estimate of a population, entered by hand. */
    record SizeEstimate(String population) implements Side {
        @Override
        public List<String> measures() {
            return List.of();
        }
    }

    /** The target of an indicator, entered by hand. */
    record Target(String indicator) implements Side {
        @Override
        public List<String> measures() {
            return List.of();
        }
    }

    /** Which persons. */
    sealed interface People {

        /** The measures that it is made of. */
        List<String> measures();

        /** Those in all of some measures within the period. */
        record All(List<String> measures) implements People {}

        /** Those in a measure in each stretch of so many days of the period; a shorter rest does not count. */
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

        /** Those in one measure within the period and, on that day or at most so many days later, in another at any site. */
        record Followed(String measure, String by, int days) implements People {
            @Override
            public List<String> measures() {
                return List.of(measure, by);
            }
        }

        /** Those who entered and did not leave by the end of the period; on one day leaving comes before entering. */
        record At(String measure, String until) implements People {
            @Override
            public List<String> measures() {
                return List.of(measure, until);
            }
        }

        /** Those who entered within the period and were not in the other measure for so many days from then, at any site. */
        record Retained(String measure, String until, int days) implements People {
            @Override
            public List<String> measures() {
                return List.of(measure, until);
            }
        }
    }

    /**
     * Whom a side is limited to.
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
