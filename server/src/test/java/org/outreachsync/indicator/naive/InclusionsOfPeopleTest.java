package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Inclusions;
import org.outreachsync.indicator.catalogue.Operand;

/**
 * Which counts of people are part of others, seen person by person in random programmes, where plain loops say who is
 * in a count. Whoever is in the part must be in the whole, and what nobody contradicts must be declared. A failure
 * names its seed; {@code -Dinclusions.programmes=…} draws more.
 */
class InclusionsOfPeopleTest {

    private static final int PROGRAMMES = Integer.getInteger("inclusions.programmes", 4);
    private static final int QUESTIONS = 10;
    /** What so few people did not contradict may be chance. */
    private static final int PEOPLE_MIN = 25;

    /** Nobody contradicts these, and still they do not follow from definitions; why. */
    private static final Map<String, String> BY_CHANCE = Map.of(
            "W.PREG < PERSONS_WOMEN_SERVICES",
            "most visits at which a pregnancy is noted have a service for women, but a visit need not have one");

    private static final List<Count> COUNTS = counts();

    /** A count of people, and an indicator by which it is asked for. */
    private record Count(Definition definition, boolean isNumerator, Operand.Persons persons, Operand.Only only) {

        @Nullable
        Long of(Figure figure) {
            return isNumerator ? figure.numerator() : figure.denominator();
        }

        boolean isDeclaredPartOf(Count whole) {
            return Inclusions.isPart(only, whole.only)
                    && CountingRig.CATALOGUE.inclusions().isPart(persons.people(), whole.persons.people());
        }

        @Override
        public String toString() {
            return definition.code() + (isNumerator ? "" : " (denominator)");
        }
    }

    private static List<Count> counts() {
        var counts = new LinkedHashMap<List<Object>, Count>();
        for (var code : new TreeSet<>(NaiveIndicators.CODES)) {
            var definition =
                    Objects.requireNonNull(CountingRig.CATALOGUE.definitions().get(code));
            add(counts, definition, true, definition.numerator(), definition.numeratorOnly());
            add(counts, definition, false, definition.denominator(), definition.denominatorOnly());
        }
        return List.copyOf(counts.values());
    }

    private static void add(
            Map<List<Object>, Count> counts,
            Definition definition,
            boolean isNumerator,
            @Nullable Operand operand,
            Operand.Only only) {
        if (operand instanceof Operand.Persons persons) {
            counts.putIfAbsent(List.of(persons, only), new Count(definition, isNumerator, persons, only));
        }
    }

    /** Of two counts, the people of the first one, and whether any of them was not in the second one. */
    private static final class Seen {
        private final Set<String> people = new TreeSet<>();
        private boolean isContradicted;
    }

    private final Map<List<Count>, Seen> seen = new HashMap<>();

    @Test
    void whatIsDeclaredHoldsForEveryPersonAndNothingElseDoes() {
        for (long seed = 1; seed <= PROGRAMMES; seed++) {
            askAbout(seed);
        }
        var undeclared = new TreeSet<String>();
        seen.forEach((pair, people) -> {
            if (!people.isContradicted
                    && people.people.size() >= PEOPLE_MIN
                    && !pair.getFirst().isDeclaredPartOf(pair.getLast())) {
                undeclared.add(pair.getFirst() + " < " + pair.getLast());
            }
        });
        undeclared.removeAll(BY_CHANCE.keySet());
        assertThat(undeclared)
                .as("programmes 1 to %d: not declared, and nobody contradicts", PROGRAMMES)
                .isEmpty();
        assertThat(seen.values().stream().filter(people -> people.isContradicted))
                .as("most counts are not part of each other")
                .hasSizeGreaterThan(seen.size() / 2);
    }

    private void askAbout(long seed) {
        var programme = Programme.of(seed);
        var rig = new Rig();
        rig.play(programme);
        var naive = rig.count();
        var random = new SplittableRandom(seed);
        for (int at = 0; at < QUESTIONS; at++) {
            var sites = sites(programme, random);
            var from = Programme.FIRST.plusMonths(random.nextInt(0, 21));
            var to = from.plusMonths(random.nextInt(1, 13)).minusDays(1);
            var what = "seed %d, %s from %s to %s".formatted(seed, sites, from, to);
            var people = people(naive, sites, from, to);
            people.forEach((part, some) -> people.forEach((whole, all) -> {
                if (!part.equals(whole)) {
                    compare(seed, what, part, some, whole, all);
                }
            }));
        }
    }

    private void compare(long seed, String what, Count part, Set<String> some, Count whole, Set<String> all) {
        if (part.isDeclaredPartOf(whole)) {
            assertThat(all).as("%s: %s in %s", what, part, whole).containsAll(some);
        }
        var pair = seen.computeIfAbsent(List.of(part, whole), unseen -> new Seen());
        some.forEach(person -> pair.people.add(seed + " " + person));
        pair.isContradicted |= !all.containsAll(some);
    }

    /** Who is in each count; one that the question is too short for is missing. */
    private static Map<Count, Set<String>> people(
            NaiveIndicators naive, Set<String> sites, LocalDate from, LocalDate to) {
        var figures = new TreeMap<String, Map<Group, Figure>>();
        var people = new LinkedHashMap<Count, Set<String>>();
        for (var count : COUNTS) {
            var found = figures.computeIfAbsent(
                    count.definition().code(), code -> naive.of(code, sites, from, to, Set.of("person")));
            if (found.values().stream().allMatch(figure -> count.of(figure) != null)) {
                var in = new TreeSet<String>();
                found.forEach((group, figure) -> {
                    if (Objects.requireNonNull(count.of(figure)) > 0) {
                        in.add(Objects.requireNonNull(group.labels().get("person")));
                    }
                });
                people.put(count, in);
            }
        }
        return people;
    }

    private static Set<String> sites(Programme programme, RandomGenerator random) {
        var sites = new ArrayList<>(programme.sites());
        Collections.shuffle(sites, new Random(random.nextLong()));
        return new TreeSet<>(sites.subList(0, random.nextInt(1, sites.size() + 1)));
    }
}
