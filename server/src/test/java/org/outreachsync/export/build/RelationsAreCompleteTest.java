package org.outreachsync.export.build;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.safety.Family;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.Programme;

/**
 * Recipients who compare many exports find every linear identity between counts. Each one that holds in all of some
 * random programmes must follow from the relations of the table: the rank of the relations is what the rank of the
 * counts leaves.
 */
class RelationsAreCompleteTest {

    private static final int PROGRAMMES = Integer.getInteger("relations.programmes", 12);
    private static final int SITES = 3;
    /** Three months from each month on: they overlap, but none is a sum of others. */
    private static final List<Period> PERIODS = Stream.iterate(YearMonth.of(2025, 1), month -> month.plusMonths(1))
            .limit(19)
            .map(month -> Period.of(month.atDay(1), month.plusMonths(2).atEndOfMonth()))
            .toList();

    /** Of the same sites, so that the same identities hold. */
    private static final List<ProgrammeExports> EXPORTS = LongStream.iterate(1, seed -> seed + 1)
            .mapToObj(Programme::of)
            .filter(programme -> programme.sites().size() == SITES)
            .limit(PROGRAMMES)
            .map(ProgrammeExports::new)
            .toList();

    /** Areas and indicators. Rare events only for sites: by chance, no person has them at two sites. */
    static Stream<Arguments> dataSets() {
        var everywhere = "site, region, country";
        return Stream.of(
                arguments(everywhere, "- {code: CONTACTS, by: [sex, mode]}"),
                arguments(everywhere, "- {code: PERSONS_REACHED, by: [sex]}\n- {code: W.SHARE}\n- {code: W.ANY}"),
                arguments("site, country", "- {code: PERSONS_REACHED, by: [sex]}"),
                arguments("site", "- {code: PERSONS_REACHED, by: [population, sex]}"),
                arguments("site", "- {code: HTS.3, by: [sex]}"),
                arguments(everywhere, """
                        - {code: SYRINGES_DISTRIBUTED, by: [commodity]}
                        - {code: LOOSE_NEEDLES_DISTRIBUTED}
                        - {code: NSP.RET}
                        """),
                arguments(everywhere, "- {code: HTS.2}\n- {code: HTS.ANON}"));
    }

    @ParameterizedTest
    @MethodSource("dataSets")
    void everyIdentityFollowsFromTheRelations(String areas, String indicators) {
        var identities = new Identities();
        for (var exports : EXPORTS) {
            for (var period : PERIODS) {
                var related = new SafetyTable(ProgrammeExports.SENSITIVITIES, Raised.NOTHING, exports.programme());
                exports.count(areas, indicators, period).forEach(related::add);
                identities.add(related.build(List.of()).map(Family::table).toList(), name -> named(name, period));
            }
        }
        identities.assertExplained(indicators);
    }

    private static String named(String name, Period period) {
        return name.replace("|" + period.named().text() + "|", "|");
    }
}
