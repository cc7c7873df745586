package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.disclosure.Attack;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Relation;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.disclosure.Table;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.build.SafeTables.Outcome;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.safety.CellKey;
import org.outreachsync.export.safety.CountedPeople;
import org.outreachsync.export.safety.Family;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Inclusions;
import org.outreachsync.indicator.catalogue.Operand.People;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.targets.Area;

/**
 * A recipient of all that is told of a small random programme subtracts counts of people of whom one contains the
 * other, near or far: over areas, periods, funding sources, groups and indicators at once; and adds up two parts of an
 * area, to see how many people are at both. A solver finds out no small difference. {@code -Ddifferences.programmes=…}
 * and {@code -Ddifferences.attacks=…} try more.
 */
class DifferencesOfPeopleTest {

    private static final int PROGRAMMES = Integer.getInteger("differences.programmes", 1);
    private static final long SEED = Long.getLong("differences.seed", 2);
    /** Differences that are attacked in each export. */
    private static final int ATTACKS = Integer.getInteger("differences.attacks", 8);
    /** Every threshold is at least this. */
    private static final Sensitivity SMALL = new Sensitivity(5, false);

    private static final byte[] SECRET = "a secret of the programme".getBytes(StandardCharsets.UTF_8);
    private static final CountedPeople PEOPLE = new CountedPeople(CountingRig.CATALOGUE);

    private static final String INDICATORS = """
            indicators:
              - {code: PERSONS_REACHED, by: [sex]}
              - {code: NEW}
              - {code: PERSONS_NSP}
              - {code: PRV.8}
              - {code: HTS.3}
              - {code: HTS.3-PWID}
              - {code: W.ANY}
              - {code: HTS.7}
              - {code: HTS.7-14}
            """;
    private static final String OF_SOURCES = "indicators: [{code: PERSONS_REACHED}, {code: PERSONS_NSP}]";

    private static final List<Asked> ASKED = List.of(
            asked("2025", "areas: [site, region, country]\n" + INDICATORS),
            asked("2025S1", "areas: [region, country]\n" + INDICATORS),
            asked("2025", "areas: [site, country]\nproject: 1\n" + OF_SOURCES));

    private static Asked asked(String period, String members) {
        return new Asked(ProgrammeExports.set(members), Period.parse(period));
    }

    static Stream<Arguments> exports() {
        return LongStream.range(SEED, SEED + PROGRAMMES)
                .boxed()
                .flatMap(seed ->
                        Stream.of(new Policy.Suppress(), new Policy.Round(5)).map(policy -> arguments(seed, policy)));
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("exports")
    void noSmallDifferenceIsFound(long seed, Policy policy) {
        var exports = new ProgrammeExports(Programme.of(seed));
        var tables = exports.count(ASKED);
        var safe = release(exports.programme(), tables, policy);
        var attacked = someDifferences(exports, safe.counts(), seed, ATTACKS);
        var found = attack(exports, tables, told(safe), attacked, policy);
        System.out.println("differences.seed " + seed + ", " + policy + ": " + attacked.size() + " attacked, " + found);
        assertThat(found.exact).isEmpty();
        assertThat(found.narrow).isEmpty();
    }

    /**
     * Where too many counts would be related by inclusions, differences may be known more narrowly, but not exactly.
     */
    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("exports")
    void noSmallDifferenceIsFoundExactlyInLargeExports(long seed, Policy policy) {
        var exports = new ProgrammeExports(Programme.of(seed));
        var tables = exports.count(ASKED);
        var safe = release(exports.programme(0), tables, policy);
        var attacked = someDifferences(exports, safe.counts(), seed, ATTACKS);
        var found = attack(exports, tables, told(safe), attacked, policy);
        System.out.println(
                "differences.seed " + seed + ", " + policy + ", large: " + attacked.size() + " attacked, " + found);
        assertThat(found.exact).isEmpty();
    }

    /** The attack would be worth nothing if it did not find what small counts alone let out. */
    @Test
    void smallCountsAloneLetDifferencesOut() {
        var exports = new ProgrammeExports(Programme.of(SEED));
        var tables = exports.count(ASKED);
        var policy = new Policy.Suppress();
        var counts = release(exports.programme(), tables, policy).counts();
        var told = new HashMap<String, Told>();
        counts.forEach(count -> told.put(
                count.key().name(),
                policy.first(new Cell(count.key().name(), count.value(), SMALL, 0, count.value() == 0))));
        var found = attack(exports, tables, told, someDifferences(exports, counts, SEED, 2 * ATTACKS), policy);
        assertThat(found.exact).anyMatch(text -> text.contains(" and ")).anyMatch(text -> !text.contains(" and "));
    }

    private static Map<String, Told> told(Outcome.Safe safe) {
        var told = new HashMap<String, Told>();
        safe.counts().forEach(count -> told.put(count.key().name(), count.told()));
        return told;
    }

    private static Outcome.Safe release(SafetyTable.Programme programme, List<CountedTable> tables, Policy policy) {
        return (Outcome.Safe) new SafeTables(ProgrammeExports.SENSITIVITIES, policy, Raised.NOTHING, SECRET)
                .of(tables, List.of(), programme, List.of(), Set.of());
    }

    /** Few people, by whom some counts are more than another one. */
    private record Difference(List<Count> more, Count less) {

        long value() {
            return more.stream().mapToLong(Count::value).sum() - less.value();
        }

        boolean has(String name) {
            return less.key().name().equals(name)
                    || more.stream().anyMatch(count -> count.key().name().equals(name));
        }

        String text() {
            var names = more.stream().map(count -> count.key().name()).toList();
            return String.join(" and ", names) + " less " + less.key().name();
        }
    }

    private static List<Difference> someDifferences(
            ProgrammeExports exports, List<Count> counts, long seed, int attacks) {
        var people = counts.stream()
                .filter(count -> PEOPLE.of(count.key().quantity()) != null)
                .toList();
        var found = new ArrayList<Difference>();
        for (var part : people) {
            for (var whole : people) {
                var difference = new Difference(List.of(whole), part);
                if (!part.key().equals(whole.key())
                        && SMALL.covers(difference.value())
                        && isPart(exports, part.key(), whole.key())) {
                    found.add(difference);
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(attacks);
        var random = new Random(seed);
        Collections.shuffle(found, random);
        var both = atBoth(exports, people);
        Collections.shuffle(both, random);
        return Stream.concat(found.stream().limit(attacks), both.stream().limit(attacks / 2))
                .toList();
    }

    /** Few people who are at both sites, or in both regions, of a larger area where anybody was. */
    private static List<Difference> atBoth(ProgrammeExports exports, List<Count> people) {
        var found = new ArrayList<Difference>();
        for (var whole : people) {
            for (var level : List.of(Area.Level.SITE, Area.Level.REGION)) {
                var parts = people.stream()
                        .filter(part ->
                                part.key().area().level() == level && isUnionOf(exports, part.key(), whole.key()))
                        .toList();
                var sites = parts.stream()
                        .flatMap(part -> exports.sites(part.key().area()).stream())
                        .collect(Collectors.toSet());
                var busy = parts.stream().filter(part -> part.value() > 0).toList();
                if (busy.size() == 2 && sites.equals(exports.sites(whole.key().area()))) {
                    var difference = new Difference(busy, whole);
                    if (SMALL.covers(difference.value())) {
                        found.add(difference);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isUnionOf(ProgrammeExports exports, CellKey part, CellKey whole) {
        return PEOPLE.of(part.quantity()) instanceof CountedPeople.Counted(var own, var _)
                && isUnion(own)
                && part.quantity().equals(whole.quantity())
                && part.project() == whole.project()
                && part.period().equals(whole.period())
                && part.ageScheme().equals(whole.ageScheme())
                && part.groups().equals(whole.groups())
                && !part.area().equals(whole.area())
                && exports.sites(whole.area()).containsAll(exports.sites(part.area()));
    }

    private static boolean isPart(ProgrammeExports exports, CellKey part, CellKey whole) {
        var own = PEOPLE.of(part.quantity());
        var other = PEOPLE.of(whole.quantity());
        return own != null
                && other != null
                && Inclusions.isPart(own.only(), other.only())
                && CountingRig.CATALOGUE.inclusions().isPart(own.people(), other.people())
                && (isUnion(own.people()) || isUnion(other.people()))
                && part.groups().entrySet().containsAll(whole.groups().entrySet())
                && (whole.project() == part.project() || whole.project() == Question.ALL_PROJECTS)
                && exports.sites(whole.area()).containsAll(exports.sites(part.area()))
                && !part.period().from().isBefore(whole.period().from())
                && !part.period().to().isAfter(whole.period().to());
    }

    /** Whoever is counted in a part of the area or the period is counted in all of it. */
    private static boolean isUnion(People people) {
        return people instanceof People.All || people instanceof People.First || people instanceof People.Followed;
    }

    /** What a recipient found out. */
    private record Found(List<String> exact, List<String> narrow) {}

    private static Found attack(
            ProgrammeExports exports,
            List<CountedTable> tables,
            Map<String, Told> told,
            List<Difference> attacked,
            Policy policy) {
        var found = new Found(new ArrayList<>(), new ArrayList<>());
        for (var difference : attacked) {
            var open = new Attack(table(exports, tables, difference), told).on("others");
            var doubt = policy.doubt(new Cell("others", difference.value(), SMALL, 0, false));
            var text = "%s is %d, found %s".formatted(difference.text(), difference.value(), open);
            if (open.least() == open.most()) {
                found.exact.add(text);
            } else if (open.most() < Math.max(doubt.reach(), open.least() + doubt.spread())) {
                found.narrow.add(text);
            }
        }
        return found;
    }

    /** All relations, and the difference as a count of its own. */
    private static Table table(ProgrammeExports exports, List<CountedTable> tables, Difference difference) {
        var related = new SafetyTable(ProgrammeExports.SENSITIVITIES, Raised.NOTHING, exports.programme());
        tables.forEach(related::add);
        var builder = Table.builder().cell(new Cell("others", difference.value(), SMALL, 0, false));
        for (var table : related.build(List.of()).map(Family::table).toList()) {
            if (table.cells().stream().anyMatch(cell -> difference.has(cell.name()))) {
                table.cells().forEach(builder::cell);
                table.namedRelations().forEach(builder::relation);
            }
        }
        var more = difference.more().stream().map(count -> count.key().name()).toList();
        return builder.relation(new Relation(List.of(difference.less().key().name(), "others"), more, true))
                .build();
    }
}
