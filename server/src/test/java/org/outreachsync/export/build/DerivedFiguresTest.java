package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.build.SafeTables.Outcome;
import org.outreachsync.export.count.CountedLine;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Catalogue.AgeGroup;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.targets.Area;

/**
 * Small counts that recipients can work out by subtracting one figure from another: of ages that two schemes tell
 * apart, of people who are not of a population, of people who came to other regions only.
 */
class DerivedFiguresTest {

    private static final byte[] SECRET = "a secret of the programme".getBytes(StandardCharsets.UTF_8);
    private static final Period QUARTER = Period.parse("2026Q1");
    private static final Area COUNTRY = new Area(Area.Level.COUNTRY, "KG");
    private static final Area REGION = new Area(Area.Level.REGION, "KG-C");
    private static final Map<String, List<AgeGroup>> SCHEMES = Map.of(
            "minors", List.of(new AgeGroup("0-14", Set.of(1, 2, 3)), new AgeGroup("15-", Set.of(4, 5, 6))),
            "youth", List.of(new AgeGroup("0-19", Set.of(1, 2, 3, 4)), new AgeGroup("20-", Set.of(5, 6))));

    private static Definition definition(String code) {
        return Objects.requireNonNull(CountingRig.CATALOGUE.definitions().get(code), code);
    }

    /** NullAway does not find the annotations of nested types in class files. */
    @SuppressWarnings("NullAway")
    private static CountedLine line(String code, Area area, Map<Dimension, String> groups, String scheme, long value) {
        SortedMap<Dimension, String> by = new TreeMap<>(groups);
        return new CountedLine(definition(code), scheme, area, QUARTER, by, value, null, null);
    }

    private static CountedLine total(String code, Area area, long value) {
        return line(code, area, Map.of(), "", value);
    }

    private static CountedLine ofAge(String scheme, String label, long value) {
        return line("PERSONS_REACHED", COUNTRY, Map.of(Dimension.AGE, label), scheme, value);
    }

    private static Outcome safe(List<CountedLine> lines, List<Earlier> earlier) {
        var set = ProgrammeExports.set("areas: [country]\nindicators: [{code: CONTACTS}]");
        var places = (Places) site -> List.of(new Places.Place(
                QUARTER.from().minusYears(1), null, "KG", site.equals("OSH-1") ? "KG-O" : "KG-C", "PUBLIC"));
        var programme = new SafetyTable.Programme(
                places,
                List.of("BISHKEK-1", "OSH-1"),
                sex -> Integer.toString(sex),
                SCHEMES::get,
                CountingRig.CATALOGUE.inclusions(),
                ExportLimits.standard().relatedMax());
        return new SafeTables(ProgrammeExports.SENSITIVITIES, new Policy.Suppress(), Raised.NOTHING, SECRET)
                .of(
                        List.of(new CountedTable(set, QUARTER, lines, new TreeMap<>(), false)),
                        List.of(),
                        programme,
                        earlier,
                        Set.of());
    }

    private static List<Count> counts(CountedLine... lines) {
        return ((Outcome.Safe) safe(List.of(lines), List.of())).counts();
    }

    private static Stream<Long> exact(List<Count> counts) {
        return counts.stream()
                .map(Count::told)
                .filter(Told.Exact.class::isInstance)
                .map(told -> ((Told.Exact) told).value());
    }

    @Test
    void agesThatTwoSchemesTellApart() {
        var told = counts(
                ofAge("minors", "0-14", 20), ofAge("minors", "15-", 42),
                ofAge("youth", "0-19", 22), ofAge("youth", "20-", 40));
        assertThat(exact(told)).as("not both: 22 - 20 are 2 of 15 to 19").doesNotContainSequence(20L, 42L, 22L, 40L);
        assertThat(exact(told).filter(value -> value < 30)).hasSizeLessThan(2);
    }

    @Test
    void agesThatAreManyAreTold() {
        assertThat(exact(counts(
                        ofAge("minors", "0-14", 20), ofAge("minors", "15-", 50),
                        ofAge("youth", "0-19", 30), ofAge("youth", "20-", 40))))
                .containsExactly(20L, 50L, 30L, 40L);
    }

    @Test
    void peopleWhoAreNotOfAPopulation() {
        assertThat(exact(counts(total("PRV.2", COUNTRY, 20), total("KP-6a", COUNTRY, 18))))
                .hasSize(1);
        assertThat(exact(counts(total("PRV.2", COUNTRY, 20), total("KP-6a", COUNTRY, 12))))
                .hasSize(2);
    }

    @Test
    void peopleWhoCameToOtherRegionsOnly() {
        assertThat(exact(counts(total("PERSONS_REACHED", COUNTRY, 20), total("PERSONS_REACHED", REGION, 19))))
                .hasSize(1);
        assertThat(exact(counts(total("PERSONS_REACHED", COUNTRY, 20), total("PERSONS_REACHED", REGION, 15))))
                .hasSize(2);
    }

    /** What was told before binds a count so that no way to tell it is safe. */
    private static List<Earlier> told(CountedLine before) {
        var count = counts(before).getFirst();
        return List.of(new Earlier("then", count.key(), count.value(), new Told.Few(new Range(1, 3)), false));
    }

    @Test
    void ofWhatTellsTooMuchNothingIsSaidAndAllElseIsTold() {
        var outcome = safe(
                List.of(total("PERSONS_REACHED", REGION, 3), total("CONTACTS", COUNTRY, 44)),
                told(total("PERSONS_REACHED", COUNTRY, 3)));
        assertThat(((Outcome.Safe) outcome).lines().getFirst())
                .extracting(Line::numerator)
                .containsExactly(new Told.LeftOut(Range.ANY), new Told.Exact(44));
    }

    @Test
    void whereNothingCanBeToldItIsRefused() {
        assertThat(safe(List.of(total("PERSONS_REACHED", REGION, 3)), told(total("PERSONS_REACHED", COUNTRY, 3))))
                .isInstanceOf(Outcome.Unsafe.class);
    }
}
