package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.mapping.Mapping.Rule;
import org.outreachsync.indicator.Period;

/** Seeded programmes are exported through the ready mapping: every cell is what the indicators answer. */
class WhoExportsTest {

    private static final Map<Long, WhoProgramme> PROGRAMMES = new TreeMap<>();

    @BeforeAll
    static void play() {
        for (long seed = 1; seed <= 2; seed++) {
            PROGRAMMES.put(seed, WhoProgramme.of(seed));
        }
    }

    @Test
    void equalTheAnswersOfTheIndicators() {
        var filled = new HashMap<String, Long>();
        PROGRAMMES.forEach((seed, programme) ->
                WhoProgramme.reports().forEach((set, period) -> check(seed, programme, set, period, filled)));
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

    /** Most people of a small programme are few in every cell, and many of them are of several key populations. */
    @Test
    void areMadeSafeAndTellNothingElse() {
        long told = 0;
        long leftOut = 0;
        for (var seed : PROGRAMMES.keySet()) {
            var programme = Objects.requireNonNull(PROGRAMMES.get(seed));
            for (var report : WhoProgramme.reports().entrySet()) {
                var prepared = programme.prepared(report.getKey(), report.getValue());
                assertThat(prepared).as("seed %d", seed).isInstanceOf(Prepared.Ready.class);
                var table = ((Prepared.Ready) prepared).exports().getFirst().table();
                var exact = cells(programme.pushes(report.getKey(), report.getValue()));
                var safe = cells(programme.pushes(table));
                assertThat(exact).as("seed %d", seed).containsAllEntriesOf(safe);
                told += safe.values().stream().filter(count -> count > 0).count();
                leftOut += exact.size() - safe.size();
            }
        }
        assertThat(told).isPositive();
        assertThat(leftOut).isPositive();
    }

    private static Map<String, Integer> cells(List<Push> pushes) {
        var cells = new HashMap<String, Integer>();
        for (var push : pushes) {
            var wanted = push.wanted();
            if (wanted != null) {
                wanted.cells().forEach(cell -> cells.put(push.group().orgUnit() + " " + cell.key(), cell.value()));
            }
        }
        return cells;
    }
}
