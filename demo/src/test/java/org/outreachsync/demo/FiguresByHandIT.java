package org.outreachsync.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares every figure of the demo's year with figures-by-hand.md, whose numbers people worked out from the paper
 * journals.
 */
class FiguresByHandIT {

    private static final String FILE = "/outreach/demo/figures-by-hand.md";
    private static final BigDecimal ROUNDING = new BigDecimal("0.005");

    /** Indicators whose right value is zero. */
    private static final List<String> NOTHING =
            List.of("HTS.3-PRISON", "HTS.3-SW", "HTS.3-TG", "PRV.7-MSM", "PRV.7-PRISON", "PRV.7-SW", "PRV.7-TG");

    static Stream<List<String>> workedOut() throws IOException {
        try (var file = Objects.requireNonNull(FiguresByHandIT.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("| "))
                    .skip(1)
                    .map(line -> Arrays.stream(
                                    line.substring(1, line.length() - 1).split("\\|", -1))
                            .map(String::strip)
                            .toList());
        }
    }

    private static Figure figure(String code) throws Exception {
        return Played.once().report().year().stream()
                .filter(figure -> figure.code().equals(code))
                .findAny()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workedOut")
    void theServerSaysWhatWasWorkedOutByHand(List<String> row) throws Exception {
        var figure = figure(row.get(0));

        assertThat(figure.period()).isEqualTo(row.get(1));
        assertThat(figure.numerator()).as("numerator").isEqualTo(Long.valueOf(row.get(2)));
        assertThat(figure.denominator())
                .as("denominator")
                .isEqualTo(row.get(3).isEmpty() ? null : Long.valueOf(row.get(3)));
        assertThat(figure.value()).as("value").isCloseTo(new BigDecimal(row.get(4)), within(ROUNDING));
    }

    @Test
    void everyIndicatorOfTheCatalogueWasWorkedOutAndNoneIsEmpty() throws Exception {
        var asked = Played.once().office().catalogue().stream()
                .map(entry -> entry.getString("code"))
                .toList();

        assertThat(workedOut().map(List::getFirst)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(Played.once().report().year()).extracting(Figure::code).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(Played.once().report().year())
                .filteredOn(figure -> !NOTHING.contains(figure.code()))
                .allMatch(Figure::isFilled)
                .allMatch(figure -> Objects.requireNonNull(figure.numerator()) > 0);
    }

    @Test
    void theOtherCountryHasItsOwnFiguresAndItsOwnEstimate() throws Exception {
        var answer = Played.once().office().indicator("KP-4", "period=" + Year.YEAR + "&country=TJ");

        assertThat(answer.getLong("numerator")).as("Rustam's 50").isEqualTo(50);
        assertThat(answer.getLong("denominator")).isEqualTo(20);
        assertThat(answer.getDouble("value")).isEqualTo(2.5);
    }

    @Test
    void theTableOfAllShowsEachOnceUnderWhoAsks() throws Exception {
        var year = Played.once().report().year();
        var told = YearTable.tell(year, true);

        assertThat(YearTable.ASKED_BY)
                .containsAll(year.stream().map(Figure::askedBy).distinct().toList());
        for (var figure : year) {
            assertThat(told)
                    .as(figure.code())
                    .filteredOn(line -> line.startsWith("    " + figure.code() + " "))
                    .hasSize(1);
        }
        assertThat(told).hasSize(year.size() + YearTable.ASKED_BY.size());
    }

    @Test
    void theShortTableShowsSomeOfEverybodyWhoAsks() throws Exception {
        var year = Played.once().report().year();
        var told = YearTable.tell(year, false);

        assertThat(year).extracting(Figure::code).containsAll(YearTable.FIRST);
        assertThat(told).hasSize(YearTable.FIRST.size() + YearTable.ASKED_BY.size());
        assertThat(told)
                .anyMatch(line -> line.matches(" +PRV.8 +People receiving needles and syringes +7 of 8 +87.5 %"));
        assertThat(told)
                .anyMatch(line -> line.matches(" +GAM-NSP .+ of 50 +1[01].+  target 150, benchmark 200 and 300"));
        assertThat(told).anyMatch(line -> line.matches(" +NEW .+ 10 +target 8"));
        assertThat(told).anyMatch(line -> line.matches(" +KP-1d .+ 5 of 50 +10 % +target 12 %"));
    }

    @Test
    void targetsOfQuartersAddUpToThatOfTheYear() throws Exception {
        assertThat(figure("CONTACTS").target()).isEqualByComparingTo("170");
        assertThat(figure("KP_PREV").target()).as("of the half-year").isEqualByComparingTo("6");
    }
}
