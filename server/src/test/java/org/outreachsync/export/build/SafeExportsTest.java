package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.SafeTables.Outcome;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.Programme;

/** Exports of small programmes, in which nearly every count is small. */
class SafeExportsTest {

    private static final int PROGRAMMES = Integer.getInteger("exports.programmes", 3);
    private static final byte[] SECRET = "a secret of the programme".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final String INDICATORS = """
            - {code: CONTACTS, by: [sex, age, [sex, age], mode]}
            - {code: PERSONS_REACHED, by: [sex, age, [sex, age], population]}
            - {code: HTS.3, by: [sex, [sex, age]]}
            - {code: W.SHARE}
            - {code: PRV.8, by: [sex]}
            - {code: SYRINGES_DISTRIBUTED, by: [sex, commodity]}
            - {code: HTS.2}
            """;

    static Stream<Policy> policies() {
        return Stream.of(new Policy.Suppress(), new Policy.Round(5));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void tellNoSmallCount(Policy policy) {
        for (long seed = 1; seed <= PROGRAMMES; seed++) {
            var exports = new ProgrammeExports(Programme.of(seed));
            var tables = exports.count("site, region, country", INDICATORS, Period.parse("2026Q1"));
            long t = System.nanoTime();
            var outcome = new SafeTables(ProgrammeExports.SENSITIVITIES, policy, Raised.NOTHING, SECRET)
                    .of(tables, exports.programme(), List.of());
            assertThat(outcome).as("seed %d", seed).isInstanceOf(Outcome.Safe.class);
            var counts = ((Outcome.Safe) outcome).counts();
            System.out.println(policy + " "
                    + counts.stream()
                            .filter(c -> c.told() instanceof Told.LeftOut)
                            .count() + " left out, few "
                    + counts.stream().filter(c -> c.told() instanceof Told.Few).count() + " of " + counts.size()
                    + " ms " + (System.nanoTime() - t) / 1000000);
            assertThat(counts).isNotEmpty();
        }
    }
}
