package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;

/**
 * Every indicator of random programmes equals a count by plain loops that share nothing with the cells. A failure names
 * its seed.
 */
class IndicatorsEqualNaiveCountTest {

    private static final int PROGRAMMES = Integer.getInteger("naive.programmes", 3);
    private static final int QUESTIONS = 4;
    /** By more, the rows may be too many. */
    private static final int BY_MAX = 3;

    private static final LocalDate MOVED = LocalDate.of(2026, 3, 10);

    @Test
    void everyIndicatorOfRandomProgrammes() {
        for (long seed = 1; seed <= PROGRAMMES; seed++) {
            var programme = Programme.of(seed);
            var rig = new Rig();
            var counting = new CountingRig(rig, programme.sites(), site -> places(site, programme), Entered.NOTHING);
            var empty = new CountingRig(new Rig(), programme.sites(), site -> places(site, programme), Entered.NOTHING);
            var random = new SplittableRandom(seed);
            var half = programme.sends().size() / 2;
            programme.sends().subList(0, half).forEach(send -> rig.send(send, "first half"));
            compare(seed, rig, counting, empty, programme, random);
            programme.sends().subList(half, programme.sends().size()).forEach(send -> rig.send(send, "second half"));
            compare(seed, rig, counting, empty, programme, random);
        }
    }

    private static void compare(
            long seed, Rig rig, CountingRig counting, CountingRig empty, Programme programme, RandomGenerator random) {
        counting.catchUp();
        var naive = rig.count((word, site, day) -> word(places(site, programme), word, day));
        for (var code : NaiveIndicators.CODES) {
            for (int at = 0; at < QUESTIONS; at++) {
                var sites = sites(programme, random);
                var from = Programme.FIRST.plusDays(random.nextInt(0, 660));
                var begin = random.nextBoolean() ? from.withDayOfMonth(1) : from;
                var to = random.nextBoolean()
                        ? begin.plusMonths(random.nextInt(1, 14)).minusDays(1)
                        : begin.plusDays(random.nextInt(0, 300));
                var by = by(code, random);
                var words = by.stream().map(Dimension::word).collect(Collectors.toCollection(TreeSet::new));
                var what = "seed %d: %s of %s from %s to %s by %s".formatted(seed, code, sites, begin, to, words);
                var answer = answer(counting, programme, sites, code, begin, to, words, "");
                assertThat(answer.whole()).as(what).isEqualTo(whole(naive, code, sites, begin, to));
                assertThat(answer.answer().late()).as(what).isEqualTo(naive.late(sites, begin, to));
                assertThat(isShareAboveAll(code, answer.whole()))
                        .as(what + ": more than all")
                        .isFalse();
                if (!by.isEmpty()) {
                    assertThat(answer.filled())
                            .as(what)
                            .isEqualTo(figures(code, naive.of(code, sites, begin, to, words)));
                    var rowsOfNothing = answer(empty, programme, sites, code, begin, to, words, "")
                            .rows()
                            .keySet();
                    assertThat(answer.rows().keySet().containsAll(rowsOfNothing))
                            .as(what)
                            .isTrue();
                    if (!words.contains("project")) {
                        assertThat(answer.rows().keySet()).as(what).isEqualTo(rowsOfNothing);
                    }
                }
                if (CountedMeetings.areOfOneMeasure(definition(code))) {
                    new CountedMeetings(what, answer, sites)
                            .equalThoseOfDays(
                                    begin,
                                    to,
                                    (site, day) -> Objects.requireNonNull(whole(naive, code, Set.of(site), day, day)
                                            .numerator()))
                            .equalThoseOfSites(
                                    site -> answer(counting, programme, Set.of(site), code, begin, to, Set.of(), ""));
                }
            }
        }
        movedSite(seed, naive, counting, programme);
        movedStatus(seed, naive, counting, programme);
    }

    /**
     * Of a share, the numerator is a part of what it is divided by; more may be returned than given out, and a shelter
     * be overcrowded.
     */
    private static boolean isShareAboveAll(String code, Figure figure) {
        var numerator = figure.numerator();
        var denominator = figure.denominator();
        return definition(code).per() == 100
                && !Set.of("NSP.RET", "W.SHELTER.OCCUPANCY").contains(code)
                && numerator != null
                && denominator != null
                && numerator > denominator;
    }

    /** The first site moved from one region to another: each region has what the site did while it was there. */
    private static void movedSite(long seed, NaiveIndicators naive, CountingRig counting, Programme programme) {
        var from = LocalDate.of(2026, 1, 1);
        var to = LocalDate.of(2026, 6, 30);
        var first = Set.of(programme.sites().get(0));
        for (var code : List.of("CONTACTS", "PERSONS_REACHED", "SYRINGES_DISTRIBUTED", "HTS.3", "W.ANY")) {
            var what = "seed %d: %s of a moved site".formatted(seed, code);
            assertThat(answer(counting, programme, first, code, from, to, Set.of(), "KG-GO")
                            .whole())
                    .as(what)
                    .isEqualTo(whole(naive, code, first, from, MOVED.minusDays(1)));
            assertThat(answer(counting, programme, first, code, from, to, Set.of(), "KG-C")
                            .whole()
                            .numerator())
                    .as(what)
                    .isEqualTo(whole(naive, code, first, MOVED, to).numerator());
        }
    }

    /** Who is in treatment is so where the site is on the last day. */
    private static void movedStatus(long seed, NaiveIndicators naive, CountingRig counting, Programme programme) {
        var from = LocalDate.of(2026, 1, 1);
        var first = Set.of(programme.sites().get(0));
        for (var code : List.of("KP_MAT", "PRV.14")) {
            for (var to : List.of(MOVED.minusDays(1), MOVED)) {
                var what = "seed %d: %s of a moved site on %s".formatted(seed, code, to);
                var there = whole(naive, code, first, from, to);
                var nobody = new Figure(0, there.denominator() == null ? null : 0L);
                boolean isMoved = to.equals(MOVED);
                assertThat(answer(counting, programme, first, code, from, to, Set.of(), "KG-GO")
                                .whole())
                        .as(what)
                        .isEqualTo(isMoved ? nobody : there);
                assertThat(answer(counting, programme, first, code, from, to, Set.of(), "KG-C")
                                .whole())
                        .as(what)
                        .isEqualTo(isMoved ? there : nobody);
                assertThat(answer(counting, programme, first, code, from, to, Set.of("region"), "")
                                .filled())
                        .as(what)
                        .isEqualTo(
                                there.isNothing()
                                        ? Map.of()
                                        : Map.of(Group.of(Map.of("region", isMoved ? "KG-C" : "KG-GO")), there));
            }
        }
    }

    private static Set<String> sites(Programme programme, RandomGenerator random) {
        var sites = new ArrayList<>(programme.sites());
        Collections.shuffle(sites, new Random(random.nextLong()));
        return new TreeSet<>(sites.subList(0, random.nextInt(1, sites.size() + 1)));
    }

    private static Set<Dimension> by(String code, RandomGenerator random) {
        var by = EnumSet.noneOf(Dimension.class);
        definition(code).by().stream()
                .sorted()
                .filter(dimension -> by.size() < BY_MAX && random.nextInt(3) == 0)
                .forEach(by::add);
        if (definition(code).numerator() instanceof Operand.Sum && by.contains(Dimension.POPULATION)) {
            // Refused: the population is the person's, the others are the event's.
            by.removeAll(EnumSet.of(Dimension.SEX, Dimension.AGE));
            by.removeAll(Dimension.WAYS);
            by.removeAll(Dimension.ITEMS);
        }
        return by;
    }

    private static Definition definition(String code) {
        var found = CountingRig.CATALOGUE.definitions().get(code);
        assertThat(found).as(code).isNotNull();
        return found;
    }

    private static Figure whole(NaiveIndicators naive, String code, Set<String> sites, LocalDate from, LocalDate to) {
        return figure(code, naive.of(code, sites, from, to, Set.of()).getOrDefault(Group.TOTAL, new Figure(0, null)));
    }

    private static Map<Group, Figure> figures(String code, Map<Group, Figure> naive) {
        var figures = new HashMap<Group, Figure>();
        naive.forEach((group, figure) -> figures.put(group, figure(code, figure)));
        figures.values().removeIf(Figure::isNothing);
        return figures;
    }

    /** What is entered by hand is nobody's to count. */
    private static Figure figure(String code, Figure naive) {
        var denominator = definition(code).denominator();
        boolean isEntered = denominator instanceof Operand.SizeEstimate || denominator instanceof Operand.Target;
        return isEntered ? new Figure(naive.numerator(), null) : naive;
    }

    /**
     * The first site moved from one region to another, the second was closed for a while and came back in another
     * country, nobody knows of the rest.
     */
    private static List<Places.Place> places(String site, Programme programme) {
        return switch (programme.sites().indexOf(site)) {
            case 0 ->
                List.of(
                        new Places.Place(LocalDate.of(2020, 1, 1), MOVED, "KG", "KG-GO", "PUBLIC"),
                        new Places.Place(MOVED, null, "KG", "KG-C", "PUBLIC"));
            case 1 ->
                List.of(
                        new Places.Place(LocalDate.of(2025, 3, 5), LocalDate.of(2025, 9, 20), "KG", "KG-C", "OTHER"),
                        new Places.Place(LocalDate.of(2025, 11, 11), null, "TJ", "TJ-SU", "COMMUNITY_LED"));
            default -> List.of();
        };
    }

    private static String word(List<Places.Place> places, String word, LocalDate day) {
        if (word.equals("open")) {
            boolean isOpen = places.isEmpty()
                    || places.stream()
                            .anyMatch(place -> !day.isBefore(place.from())
                                    && (place.until() == null || day.isBefore(place.until())));
            return isOpen ? "OPEN" : "CLOSED";
        }
        if (places.isEmpty()) {
            return Places.UNKNOWN;
        }
        // While it was closed, and before it opened, a site belongs where it was last, or first.
        var of = places.getFirst();
        for (var place : places) {
            of = day.isBefore(place.from()) ? of : place;
        }
        return word.equals("region") ? of.region() : word.equals("country") ? of.country() : of.provider();
    }

    private static Served answer(
            CountingRig counting,
            Programme programme,
            Set<String> asked,
            String code,
            LocalDate from,
            LocalDate to,
            Set<String> by,
            String region) {
        var parameters = new HashMap<>(Map.of("period", from + ".." + to, "sites", String.join(",", asked)));
        if (!by.isEmpty()) {
            parameters.put("by", String.join(",", by));
        }
        if (!region.isEmpty()) {
            parameters.put("region", region);
        }
        return counting.ask(programme.sites(), code, parameters);
    }
}
