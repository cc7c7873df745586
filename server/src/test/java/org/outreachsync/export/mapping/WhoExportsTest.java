package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.count.CountedLine;
import org.outreachsync.export.count.TableCounter;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.export.mapping.Mapping.Rule;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;

/** Seeded programmes are exported through the ready mapping: every cell is what the indicators answer. */
class WhoExportsTest {

    private static final int PROGRAMMES = 2;
    private static final LocalDate OPENED = LocalDate.of(2020, 1, 1);

    private record Setting(Programme programme, CountingRig counting) {

        static Setting of(long seed) {
            var programme = Programme.of(seed);
            Places places = site -> List.of(new Places.Place(OPENED, null, "KG", "KG-C", "PUBLIC"));
            var rig = new Rig();
            var counting = new CountingRig(rig, programme.sites(), places, Entered.NOTHING);
            rig.play(programme);
            counting.catchUp();
            return new Setting(programme, counting);
        }

        Mapping mapping() {
            var units = new LinkedHashMap<Area, Uid>();
            for (var site : programme.sites()) {
                units.put(new Area(Area.Level.SITE, site), unit(site));
            }
            var who = WhoPackageTest.WHO.mapping();
            return new Mapping(1, who.defaultCombo(), who.dataSets(), units, who.rules());
        }

        Uid unit(String site) {
            return new Uid("ouOfSiteNo" + programme.sites().indexOf(site));
        }

        ExportTable table(DataSet set, Period period) {
            var counted = new TableCounter(counting.indicators, programme::sites)
                    .count(List.of(new Asked(set, period)))
                    .getFirst();
            var head = new ExportTable.Head(
                    "Network",
                    "WHO-HIV",
                    set.code(),
                    set.title(),
                    period,
                    1,
                    Instant.EPOCH,
                    false,
                    set.title(),
                    LocalizedText.ENGLISH);
            return new ExportTable(
                    head,
                    new TreeMap<>(),
                    counted.lines().stream().map(Setting::exact).toList());
        }

        private static Line exact(CountedLine line) {
            var numerator = line.numerator();
            var denominator = line.denominator();
            return new Line(
                    line.definition(),
                    line.area(),
                    line.period(),
                    line.groups(),
                    numerator == null ? null : new Told.Exact(numerator),
                    denominator == null ? null : new Line.Denominator(new Told.Exact(denominator), null),
                    null);
        }

        /** What the managers' API answers for the option combos of a rule, by the ages and gender in their codes. */
        Map<String, Long> answer(String site, Rule rule, DataSet set, Period period) {
            var item = set.items().stream()
                    .filter(one -> one.definition().code().equals(rule.indicator()))
                    .findAny()
                    .orElseThrow();
            var parameters = new HashMap<>(Map.of("period", period.text(), "sites", site));
            if (!rule.by().isEmpty()) {
                parameters.put("by", rule.by().stream().map(Dimension::word).collect(Collectors.joining(",")));
                parameters.put("age_scheme", item.ageScheme());
            }
            var served = counting.ask(programme.sites(), rule.indicator(), parameters);
            if (rule.by().isEmpty()) {
                var whole = served.whole();
                return Map.of("everybody", number(rule, whole.numerator(), whole.denominator()));
            }
            var sums = new HashMap<String, Long>();
            served.answer().rows().forEach(row -> {
                var denominator = row.figures().denominator();
                if (!rule.leavesOut(row.labels())) {
                    sums.merge(
                            WhoPackageTest.comboOf(row.labels()),
                            number(rule, row.figures().numerator(), denominator == null ? null : denominator.value()),
                            Long::sum);
                }
            });
            return sums;
        }

        private static long number(Rule rule, @Nullable Long numerator, @Nullable Long denominator) {
            return Objects.requireNonNull(rule.part() == Part.NUMERATOR ? numerator : denominator);
        }
    }

    @Test
    void equalTheAnswersOfTheIndicators() {
        long filled = 0;
        for (long seed = 1; seed <= PROGRAMMES; seed++) {
            var setting = Setting.of(seed);
            for (var set : WhoPackageTest.sets()) {
                var period = Period.parse(set.code().endsWith("MONTHLY") ? "202602" : "2025");
                filled += check(seed, setting, set, period);
            }
        }
        assertThat(filled).as("cells with somebody in them").isGreaterThan(100);
    }

    private static long check(long seed, Setting setting, DataSet set, Period period) {
        var mapping = setting.mapping();
        var mapped = Mapper.map(mapping, setting.table(set, period));
        assertThat(mapped).as("seed %d", seed).isInstanceOf(Mapped.Complete.class);
        var bySite = ((Mapped.Complete) mapped)
                .pushes().stream().collect(Collectors.toMap(push -> push.group().orgUnit(), push -> push));
        long filled = 0;
        for (var site : setting.programme().sites()) {
            var push = Objects.requireNonNull(bySite.get(setting.unit(site)));
            assertThat(push.withdrawn()).isEmpty();
            for (var rule : mapping.rules()) {
                if (rule.dataSet().equals(set.code())) {
                    var sent = sent(push, rule);
                    assertThat(sent)
                            .as("seed %d, %s, %s %s", seed, site, rule.indicator(), rule.part())
                            .isEqualTo(setting.answer(site, rule, set, period));
                    filled += sent.values().stream().filter(count -> count > 0).count();
                }
            }
        }
        return filled;
    }

    private static Map<String, Long> sent(Push push, Rule rule) {
        var values = Objects.requireNonNull(push.wanted()).cells().stream()
                .collect(Collectors.toMap(Cell::key, cell -> (long) cell.value()));
        var sent = new HashMap<String, Long>();
        rule.cells()
                .forEach((groups, key) ->
                        sent.put(WhoPackageTest.comboOf(groups), Objects.requireNonNull(values.get(key))));
        return sent;
    }
}
