package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.disclosure.Table;
import org.outreachsync.export.count.CountedLine;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.safety.Family;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.answer.Figures;
import org.outreachsync.indicator.naive.Figure;
import org.outreachsync.indicator.naive.Group;
import org.outreachsync.indicator.naive.NaiveIndicators;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.question.Question;

/**
 * What is said to hold between counts of areas, periods, funding sources, groups and indicators holds for each person
 * alone: plain loops say where one person counts, and a table of that person only contradicts none of its relations.
 * {@code -Dalone.programmes=…} tries more.
 */
class EachPersonAloneTest {

    private static final int PROGRAMMES = Integer.getInteger("alone.programmes", 1);

    private static final String PEOPLE = """
            indicators:
              - {code: PERSONS_REACHED, by: [sex, [sex, age], population]}
              - {code: NEW, by: [sex]}
              - {code: PERSONS_NSP, by: [sex]}
              - {code: PRV.8}
              - {code: PRV.9}
              - {code: W.SHARE}
              - {code: W.ANY}
              - {code: HTS.3, by: [sex]}
              - {code: HTS.3-PWID}
              - {code: HTS.4}
              - {code: HTS.4-7D}
              - {code: HTS.4-30D}
              - {code: HTS.7}
              - {code: HTS.7-14}
              - {code: STI.1A}
              - {code: GEND_GBV, by: [sex]}
              - {code: GEND_GBV.SEXUAL}
              - {code: GEND_GBV.PEP}
              - {code: PRV.7}
              - {code: KP-5}
              - {code: KP-8}
              - {code: PRV.11}
              - {code: PRV.14}
              - {code: OST.TAKEHOME}
            """;
    private static final String OF_SOURCES = """
            indicators:
              - {code: PERSONS_REACHED, by: [sex]}
              - {code: PERSONS_NSP}
              - {code: HTS.3}
            """;

    private static final List<Asked> ASKED = List.of(
            asked("2025", "areas: [region, country]\n" + PEOPLE),
            asked("2025Q2", "areas: [site, region, country]\n" + PEOPLE),
            asked("202505", "areas: [site, country]\n" + PEOPLE),
            asked("202506", "areas: [site, region]\n" + PEOPLE),
            asked("2025Q2", "areas: [site, country]\nproject: 1\n" + OF_SOURCES),
            asked("202505", "areas: [region]\nproject: 2\n" + OF_SOURCES));

    private static Asked asked(String period, String members) {
        return new Asked(ProgrammeExports.set(members), Period.parse(period));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, PROGRAMMES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void relationsHoldForOnePerson(long seed) {
        var exports = new ProgrammeExports(Programme.of(seed));
        var counted = exports.count(ASKED);
        var figures = new FiguresOfPeople(exports);
        counted.forEach(table -> table.lines().forEach(line -> figures.ask(table, line)));
        assertThat(figures.people).hasSizeGreaterThan(5);
        int relations = 0;
        for (var person : figures.people) {
            var safety = new SafetyTable(ProgrammeExports.SENSITIVITIES, Raised.NOTHING, exports.programme());
            for (var table : counted) {
                safety.add(figures.of(person, table));
            }
            // A table refuses counts that contradict what holds between them.
            relations += safety.build(List.of())
                    .map(Family::table)
                    .map(Table::relations)
                    .mapToInt(some -> some.count())
                    .sum();
        }
        assertThat(relations).isGreaterThan(1_000);
    }

    /** Where each person counts. */
    private static final class FiguresOfPeople {

        private final ProgrammeExports exports;
        private final NaiveIndicators naive;
        private final Map<List<Object>, Map<Group, Figure>> known = new HashMap<>();
        private final Set<String> people = new TreeSet<>();

        FiguresOfPeople(ProgrammeExports exports) {
            this.exports = exports;
            this.naive = exports.naive();
        }

        private Map<Group, Figure> ask(CountedTable table, CountedLine line) {
            var by = new TreeSet<String>(Set.of("person"));
            line.groups().keySet().forEach(dimension -> by.add(dimension.word()));
            int project = table.set().coverage().project();
            if (project != Question.ALL_PROJECTS) {
                by.add("project");
            }
            var code = line.definition().code();
            return known.computeIfAbsent(List.of(code, line.area(), line.period(), by), unseen -> {
                var figures = naive.of(
                        code,
                        exports.sites(line.area()),
                        line.period().from(),
                        line.period().to(),
                        by);
                figures.keySet()
                        .forEach(group ->
                                people.add(Objects.requireNonNull(group.labels().get("person"))));
                return figures;
            });
        }

        CountedTable of(String person, CountedTable table) {
            var lines = new ArrayList<CountedLine>();
            for (var line : table.lines()) {
                lines.add(of(person, table, line));
            }
            return new CountedTable(table.set(), table.period(), lines, table.countedTo(), table.isProvisional());
        }

        /** NullAway does not find the annotations of nested types in class files. */
        @SuppressWarnings("NullAway")
        private CountedLine of(String person, CountedTable table, CountedLine line) {
            var labels = new TreeMap<String, String>();
            labels.put("person", person);
            line.groups().forEach((dimension, label) -> labels.put(dimension.word(), label));
            int project = table.set().coverage().project();
            if (project != Question.ALL_PROJECTS) {
                labels.put("project", String.valueOf(project));
            }
            var figure = ask(table, line).get(Group.of(labels));
            var divisor = line.divisor();
            return new CountedLine(
                    line.definition(),
                    line.ageScheme(),
                    line.area(),
                    line.period(),
                    line.groups(),
                    line.numerator() == null ? null : number(figure == null ? null : figure.numerator()),
                    divisor == null
                            ? null
                            : new Figures.Denominator(number(figure == null ? null : figure.denominator()), null),
                    null);
        }

        private static Long number(@Nullable Long counted) {
            return counted == null ? 0L : counted;
        }
    }
}
