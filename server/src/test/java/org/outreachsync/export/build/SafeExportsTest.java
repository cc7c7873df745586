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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.disclosure.Attack;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Table;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.SafeTables.Outcome;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.safety.Family;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.Programme;

/**
 * Exports of small programmes, in which nearly every count is small, are made safe, and a recipient with a solver finds
 * no small count in them. {@code -Dexports.programmes=…} and {@code -Dexports.attacks=…} try more.
 */
class SafeExportsTest {

    private static final int PROGRAMMES = Integer.getInteger("exports.programmes", 2);
    /** Small counts that are attacked in each export; each takes the solver some tens of milliseconds. */
    private static final int ATTACKS = Integer.getInteger("exports.attacks", 4);

    private static final byte[] SECRET = "a secret of the programme".getBytes(StandardCharsets.UTF_8);
    private static final String INDICATORS = """
            - {code: CONTACTS, by: [sex, age, [sex, age], mode]}
            - {code: PERSONS_REACHED, by: [sex, age, [sex, age], population]}
            - {code: HTS.3, by: [sex, [sex, age]]}
            - {code: W.SHARE}
            - {code: PRV.8, by: [sex]}
            - {code: SYRINGES_DISTRIBUTED, by: [sex, commodity]}
            - {code: HTS.2}
            """;

    static Stream<Arguments> exports() {
        return LongStream.rangeClosed(1, PROGRAMMES)
                .boxed()
                .flatMap(seed ->
                        Stream.of(new Policy.Suppress(), new Policy.Round(5)).map(policy -> arguments(seed, policy)));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void tellNoSmallCount(long seed, Policy policy) {
        var exports = new ProgrammeExports(Programme.of(seed));
        var tables = exports.count("site, region, country", INDICATORS, Period.parse("2026Q1"));
        var outcome = new SafeTables(ProgrammeExports.SENSITIVITIES, policy, Raised.NOTHING, SECRET)
                .of(tables, List.of(), exports.programme(), List.of(), Set.of());
        assertThat(outcome).isInstanceOf(Outcome.Safe.class);
        var told = told((Outcome.Safe) outcome);
        for (var attacked : someSmallCounts(related(exports, tables), seed)) {
            var open = new Attack(attacked.table(), told).on(attacked.cell().name());
            var doubt = policy.doubt(attacked.cell());
            assertThat(open.most())
                    .as("what %s can be, from %d on", attacked.cell(), open.least())
                    .isGreaterThanOrEqualTo(Math.max(doubt.reach(), open.least() + doubt.spread()));
        }
    }

    private record Attacked(Table table, Cell cell) {}

    private static List<Table> related(ProgrammeExports exports, List<CountedTable> tables) {
        var related = new SafetyTable(ProgrammeExports.SENSITIVITIES, Raised.NOTHING, exports.programme());
        tables.forEach(related::add);
        return related.build(List.of()).map(Family::table).toList();
    }

    private static List<Attacked> someSmallCounts(List<Table> tables, long seed) {
        var small = new ArrayList<Attacked>();
        for (var table : tables) {
            table.cells().stream()
                    .filter(cell -> cell.sensitivity().covers(cell.value()))
                    .forEach(cell -> small.add(new Attacked(table, cell)));
        }
        assertThat(small).hasSizeGreaterThan(50);
        Collections.shuffle(small, new Random(seed));
        return small.subList(0, ATTACKS);
    }

    private static Map<String, Told> told(Outcome.Safe safe) {
        var told = new HashMap<String, Told>();
        safe.counts().forEach(count -> told.put(count.key().name(), count.told()));
        return told;
    }
}
