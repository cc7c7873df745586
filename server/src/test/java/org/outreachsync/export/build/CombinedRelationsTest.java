package org.outreachsync.export.build;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.safety.Family;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.Programme;

/**
 * Like {@link RelationsAreCompleteTest}, for recipients of several data sets: of some funding sources, of some sites,
 * of other age groups, of periods of mixed length. Whatever linear identity holds between all their counts must follow
 * from the relations.
 */
class CombinedRelationsTest {

    private static final int PROGRAMMES = Integer.getInteger("relations.programmes", 9);
    private static final int SITES = 3;
    private static final int MONTHS = 19;

    private static final List<Programme> DRAWN = LongStream.iterate(1, seed -> seed + 1)
            .mapToObj(Programme::of)
            .filter(programme -> programme.sites().size() == SITES)
            .limit(PROGRAMMES)
            .toList();
    private static final List<ProgrammeExports> EXPORTS =
            DRAWN.stream().map(ProgrammeExports::new).toList();

    /** Its first month after the start, how many months it has, and what it is about. */
    record Part(int first, int months, String members) {

        Asked asked(YearMonth start) {
            var from = start.plusMonths(first);
            return new Asked(
                    ProgrammeExports.set(members),
                    Period.of(from.atDay(1), from.plusMonths(months - 1L).atEndOfMonth()));
        }
    }

    private static Part quarter(String members) {
        return new Part(0, 3, members);
    }

    private static String site(int number) {
        return DRAWN.getFirst().sites().get(number);
    }

    static Stream<Arguments> exports() {
        var all = "areas: [country]\nindicators: [{code: CONTACTS}]";
        return Stream.of(
                arguments(
                        "funding sources",
                        List.of(
                                quarter("areas: [site, country]\nindicators: [{code: CONTACTS}]"),
                                quarter("areas: [site, country]\nproject: 1\nindicators: [{code: CONTACTS}]"),
                                quarter("areas: [site, country]\nproject: 2\nindicators: [{code: CONTACTS}]"))),
                arguments(
                        "funding sources of sites",
                        List.of(
                                quarter(all),
                                quarter("areas: [site]\nproject: 1\nindicators: [{code: CONTACTS}]"),
                                quarter("areas: [site]\nproject: 2\nindicators: [{code: CONTACTS}]"))),
                arguments(
                        "some sites",
                        List.of(
                                quarter("areas: [country]\nindicators: [{code: CONTACTS, by: [sex]}]"),
                                quarter("areas: [country]\nsites: [%s, %s]\nindicators: [{code: CONTACTS, by: [sex]}]"
                                        .formatted(site(0), site(1))),
                                quarter("areas: [site]\nsites: [%s]\nindicators: [{code: CONTACTS, by: [sex]}]"
                                        .formatted(site(2))))),
                arguments(
                        "all sites but one, and nothing else",
                        List.of(
                                quarter(all),
                                quarter("areas: [country]\nsites: [%s, %s]\nindicators: [{code: CONTACTS}]"
                                        .formatted(site(0), site(1))))),
                arguments(
                        "age groups of two schemes",
                        List.of(
                                quarter("areas: [country]\nindicators: [{code: CONTACTS, by: [age]}]"),
                                quarter(
                                        "areas: [site, country]\nindicators: [{code: CONTACTS, by: [age], age_scheme: under_25}]"))),
                arguments(
                        "people by sex and age, women as a count of its own",
                        List.of(
                                quarter(
                                        "areas: [country]\nindicators: [{code: PERSONS_REACHED, by: [[sex, age]], age_scheme: under_25}]"),
                                quarter("areas: [country]\nindicators: [{code: W.ANY}]"))),
                arguments(
                        "age groups of two schemes, each with something else",
                        List.of(
                                quarter(
                                        "areas: [country]\nindicators: [{code: CONTACTS, by: [[sex, age]], age_scheme: unaids}]"),
                                quarter(
                                        "areas: [country]\nindicators: [{code: CONTACTS, by: [[mode, age]], age_scheme: under_25}]"))),
                arguments(
                        "modes of the country, modes by age of sites",
                        List.of(
                                quarter("areas: [country]\nindicators: [{code: CONTACTS, by: [mode]}]"),
                                quarter(
                                        "areas: [site]\nindicators: [{code: CONTACTS, by: [[mode, age]], age_scheme: under_25}]"))),
                arguments(
                        "periods of mixed length",
                        List.of(
                                new Part(0, 6, "areas: [country]\nindicators: [{code: CONTACTS, by: [sex]}]"),
                                new Part(0, 3, "areas: [country]\nindicators: [{code: CONTACTS, by: [sex]}]"),
                                new Part(3, 1, "areas: [country]\nindicators: [{code: CONTACTS, by: [sex]}]"),
                                new Part(4, 1, "areas: [country]\nindicators: [{code: CONTACTS, by: [sex]}]"),
                                new Part(5, 1, "areas: [country]\nindicators: [{code: CONTACTS, by: [sex]}]"))),
                arguments("some months of a quarter", List.of(quarter(all), new Part(0, 1, all), new Part(2, 1, all))),
                arguments(
                        "the quarter of the country, the months of sites",
                        List.of(
                                quarter(all),
                                new Part(0, 1, "areas: [site]\nindicators: [{code: CONTACTS}]"),
                                new Part(1, 1, "areas: [site]\nindicators: [{code: CONTACTS}]"),
                                new Part(2, 1, "areas: [site]\nindicators: [{code: CONTACTS}]"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void exports(String what, List<Part> parts) {
        var identities = new Identities();
        for (var exports : EXPORTS) {
            for (int month = 0; month < MONTHS; month++) {
                var start = YearMonth.of(2025, 1).plusMonths(month);
                var asked = parts.stream().map(part -> part.asked(start)).toList();
                var safety = new SafetyTable(ProgrammeExports.SENSITIVITIES, Raised.NOTHING, exports.programme());
                exports.count(asked).forEach(safety::add);
                identities.add(safety.build(List.of()).map(Family::table).toList(), name -> named(name, asked));
            }
        }
        identities.assertExplained(what);
    }

    /** The name of a cell with the numbers of periods in the place of their dates. */
    private static String named(String name, List<Asked> asked) {
        return IntStream.range(0, asked.size())
                .boxed()
                .reduce(
                        name,
                        (text, at) -> text.replace(
                                        "|" + asked.get(at).period().named().text() + "|", "|P" + at + "|")
                                .replace(
                                        " " + asked.get(at).period().from() + " "
                                                + asked.get(at).period().to(),
                                        " P" + at),
                        (one, other) -> other);
    }
}
