package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.mapping.Mapping.Rule;
import org.outreachsync.indicator.Period;

/** Seeded programmes are exported through the ready mapping: every cell is what the indicators answer. */
class WhoExportsTest {

    private static final int PROGRAMMES = 2;

    @Test
    void equalTheAnswersOfTheIndicators() {
        var filled = new HashMap<String, Long>();
        for (long seed = 1; seed <= PROGRAMMES; seed++) {
            var programme = WhoProgramme.of(seed);
            for (var report : WhoProgramme.reports().entrySet()) {
                check(seed, programme, report.getKey(), report.getValue(), filled);
            }
        }
        assertThat(filled.values().stream().mapToLong(Long::longValue).sum())
                .as("cells with somebody in them")
                .isGreaterThan(100);
        assertThat(filled.keySet().stream().filter(rule -> rule.contains("-")).toList())
                .as("figures of one population with somebody in them")
                .hasSizeGreaterThan(10);
    }

    private static void check(long seed, WhoProgramme programme, DataSet set, Period period, Map<String, Long> filled) {
        var mapping = programme.mapping();
        var bySite = programme.pushes(set, period).stream()
                .collect(Collectors.toMap(push -> push.group().orgUnit(), push -> push));
        for (var site : programme.sites()) {
            var push = Objects.requireNonNull(bySite.get(programme.unit(site)));
            assertThat(push.withdrawn()).isEmpty();
            for (var rule : mapping.rules()) {
                if (rule.dataSet().equals(set.code())) {
                    var sent = sent(push, rule);
                    assertThat(sent)
                            .as("seed %d, %s, %s %s", seed, site, rule.indicator(), rule.part())
                            .isEqualTo(programme.answer(site, rule, set, period));
                    sent.values().stream()
                            .filter(count -> count > 0)
                            .forEach(count -> filled.merge(rule.indicator() + " " + rule.part(), 1L, Long::sum));
                }
            }
        }
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
