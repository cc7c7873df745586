package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.export.build.SafeTables.Outcome;
import org.outreachsync.export.count.CountedLine;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.answer.Figures;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;

/**
 * A recipient subtracts two counts of people of whom one contains the other: of a region and its site, of a quarter and
 * its month, of all funding sources and one, of two indicators. What is left is a count of people, too, and is told as
 * little as any other.
 */
class PeopleOutsideTest {

    private static final byte[] SECRET = "a secret of the programme".getBytes(StandardCharsets.UTF_8);
    private static final Places PLACES = site ->
            List.of(new Places.Place(LocalDate.of(2020, 1, 1), null, "KZ", site.startsWith("Y") ? "KZ-Y" : "KZ-X", ""));
    private static final String ALL = "";

    /** A figure: what is counted, of which funding source, where, when, and of which sex. */
    record Counted(
            String code,
            String project,
            String area,
            String period,
            String sex,
            long number,
            @Nullable Long divisor) {

        Counted(String code, String area, String period, long number) {
            this(code, ALL, area, period, "", number, null);
        }

        Counted of(long divided) {
            return new Counted(code, project, area, period, sex, number, divided);
        }

        Counted by(String source) {
            return new Counted(code, source, area, period, sex, number, divisor);
        }

        Counted sex(String one) {
            return new Counted(code, project, area, period, one, number, divisor);
        }

        /** The people it is about: those of its denominator if its numerator is nobody. */
        long people() {
            return isAboutDivisor() ? Objects.requireNonNull(divisor) : number;
        }

        private boolean isAboutDivisor() {
            return divisor != null && number == 0;
        }

        @Nullable
        Long told(Line line) {
            return Line.number(
                    isAboutDivisor()
                            ? Objects.requireNonNull(line.denominator()).told()
                            : line.numerator());
        }

        /** NullAway does not find the annotations of nested types in class files. */
        @SuppressWarnings("NullAway")
        CountedTable table() {
            var definition =
                    Objects.requireNonNull(CountingRig.CATALOGUE.definitions().get(code), code);
            var groups = new TreeMap<Dimension, String>();
            if (!sex.isEmpty()) {
                groups.put(Dimension.SEX, sex);
            }
            var level = Area.Level.valueOf(area.substring(0, area.indexOf(':')).toUpperCase(Locale.ROOT));
            var line = new CountedLine(
                    definition,
                    "five_year",
                    new Area(level, area.substring(area.indexOf(':') + 1)),
                    Period.parse(period),
                    groups,
                    number,
                    divisor == null ? null : new Figures.Denominator(divisor, null),
                    null);
            return new CountedTable(set(), Period.parse(period), List.of(line), new TreeMap<>(), false);
        }

        private DataSet set() {
            return ProgrammeExports.set("areas: [site]\n%sindicators: [{code: CONTACTS}]"
                    .formatted(project.isEmpty() ? "" : "project: " + project + "\n"));
        }
    }

    private static Counted reached(String area, String period, long number) {
        return new Counted("PERSONS_REACHED", area, period, number);
    }

    /** The first of these counts contains the second one; of three, the first is made up of the others. */
    static Stream<Arguments> figures() {
        return Stream.of(
                arguments(
                        "prevention within 14 days, within 7",
                        List.of(
                                new Counted("HTS.7-14", "site:X-1", "202505", 14).of(40),
                                new Counted("HTS.7", "site:X-1", "202505", 12).of(40))),
                arguments(
                        "treated after violence, after sexual violence",
                        List.of(
                                new Counted("GEND_GBV", "site:X-2", "202512", 15),
                                new Counted("GEND_GBV.SEXUAL", "site:X-2", "202512", 12),
                                new Counted("GEND_GBV.PHYSICAL", "site:X-2", "202512", 3))),
                arguments(
                        "a quarter, a month",
                        List.of(reached("site:X-1", "2025Q4", 32), reached("site:X-1", "202511", 30))),
                arguments(
                        "a region, a site",
                        List.of(reached("region:KZ-X", "202506", 52), reached("site:X-2", "202506", 50))),
                arguments(
                        "a country, a site, and no region",
                        List.of(reached("country:KZ", "202506", 52), reached("site:X-2", "202506", 50))),
                arguments(
                        "all funding sources, one",
                        List.of(
                                reached("site:X-3", "202508", 20),
                                reached("site:X-3", "202508", 18).by("1"))),
                arguments(
                        "all, those who came for the first time",
                        List.of(reached("site:X-3", "202511", 20), new Counted("NEW", "site:X-3", "202511", 18))),
                arguments(
                        "all of a quarter in a region, those who were new in a month at a site",
                        List.of(reached("region:KZ-X", "2025Q4", 20), new Counted("NEW", "site:X-3", "202511", 18))),
                arguments(
                        "all, those who got syringes",
                        List.of(
                                reached("site:X-3", "202512", 30),
                                new Counted("PERSONS_NSP", "site:X-3", "202512", 27))),
                arguments(
                        "tested, tested who inject drugs",
                        List.of(
                                new Counted("HTS.3", "site:X-3", "202510", 0).of(20),
                                new Counted("HTS.3-PWID", "site:X-3", "202510", 0).of(18))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void fewOutsideAreNotTold(String what, List<Counted> figures) {
        assertThat(figures.getFirst().people() - figures.get(1).people()).isBetween(1L, 4L);
        assertOneOfTwoIsTold(told(figures).subList(0, 2));
    }

    private static void assertOneOfTwoIsTold(List<@Nullable Long> told) {
        assertThat(told).as("not both are told").containsNull();
        assertThat(told).as("one is told").anyMatch(Objects::nonNull);
    }

    @Test
    void manyOutsideAreTold() {
        assertThat(told(List.of(reached("region:KZ-X", "202506", 55), reached("site:X-2", "202506", 50))))
                .containsExactly(55L, 50L);
        assertThat(told(List.of(reached("region:KZ-X", "202506", 50), reached("site:X-2", "202506", 50))))
                .as("nobody is outside")
                .containsExactly(50L, 50L);
    }

    @Test
    void fewAtBothSitesAreNotTold() {
        var told = told(List.of(
                reached("region:KZ-Y", "202503", 53),
                reached("site:Y-1", "202503", 30),
                reached("site:Y-2", "202503", 25)));
        assertThat(told).containsNull();
        assertThat(told).anyMatch(Objects::nonNull);
    }

    /**
     * Where nobody comes to the third site, those at both of the others could be worked out as if it were not there.
     */
    @Test
    void fewAtBothSitesAreNotToldBesideAnIdleOne() {
        var told = told(List.of(
                reached("region:KZ-X", "202503", 53),
                reached("site:X-1", "202503", 30),
                reached("site:X-2", "202503", 25),
                reached("site:X-3", "202503", 0)));
        assertThat(told.subList(0, 3)).containsNull();
        assertThat(told).anyMatch(Objects::nonNull);
    }

    /** Nobody comes for the first time in two months. */
    @Test
    void fewInTheMonthThatIsLeftAreNotTold() {
        var told = told(List.of(
                new Counted("NEW", "country:KZ", "2025Q4", 22),
                new Counted("NEW", "country:KZ", "202510", 10),
                new Counted("NEW", "country:KZ", "202511", 10),
                new Counted("NEW", "country:KZ", "202512", 2)));
        assertThat(told.getLast()).isNull();
        assertThat(told.subList(0, 3)).containsNull();
    }

    /** One woman came in outside the region; all others in it. */
    @Test
    void aRestatementTellsOfNobodyOutside() {
        var before = release(reported(30, 11), List.of());
        var earlier =
                before.counts().stream().map(count -> count.of("before", true)).toList();
        var after = told(reported(45, 25), release(reported(45, 25), earlier));
        assertThat(after).isNotEqualTo(List.of(45L, 25L));
        assertThat(after).containsAnyOf(45L, 25L);
    }

    private static List<Counted> reported(long country, long region) {
        return List.of(
                reached("country:KZ", "202610", country).sex("FEMALE"),
                reached("region:KZ-X", "202610", region).sex("FEMALE"));
    }

    /** What recipients are told of each; null for what is left out. */
    private static List<@Nullable Long> told(List<Counted> figures) {
        return told(figures, release(figures, List.of()));
    }

    private static List<@Nullable Long> told(List<Counted> figures, Outcome.Safe outcome) {
        var told = new ArrayList<@Nullable Long>();
        for (int at = 0; at < figures.size(); at++) {
            told.add(figures.get(at).told(outcome.lines().get(at).getFirst()));
        }
        return told;
    }

    private static Outcome.Safe release(List<Counted> figures, List<Earlier> earlier) {
        var sexes = CodeListReader.published().get("sex");
        var programme = new SafetyTable.Programme(
                PLACES,
                List.of("X-1", "X-2", "X-3", "Y-1", "Y-2"),
                id -> Objects.requireNonNull(sexes.byId(id)).code(),
                CountingRig.CATALOGUE::ageScheme,
                CountingRig.CATALOGUE.inclusions(),
                ExportLimits.standard().relatedMax());
        return (Outcome.Safe)
                new SafeTables(ProgrammeExports.SENSITIVITIES, new Policy.Suppress(), Raised.NOTHING, SECRET)
                        .of(figures.stream().map(Counted::table).toList(), List.of(), programme, earlier, Set.of());
    }
}
