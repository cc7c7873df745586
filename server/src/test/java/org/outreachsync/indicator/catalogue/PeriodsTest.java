package org.outreachsync.indicator.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.RefusedException;

/** For which periods an indicator is meant. */
class PeriodsTest {

    @ParameterizedTest
    @CsvSource({
        "20260301, 20260228",
        "2026W1, 2025W52",
        "202603, 202602",
        "2026Q1, 2025Q4",
        "2026S1, 2025S2",
        "2026, 2025",
        "2026Oct, 2025Oct",
        "2026-02-01..2026-04-30, 2025-11-01..2026-01-31",
        "2026-01-10..2026-02-20, 2025-11-29..2026-01-09"
    })
    void thePeriodBeforeIsWrittenSoThatItCanBeAskedFor(String asked, String before) {
        var previous = Period.parse(asked).previous();

        assertThat(previous.text()).isEqualTo(before);
        assertThat(Period.parse(previous.text())).isEqualTo(previous);
    }

    @Test
    void thePeriodBeforeAnyPeriodCanBeAskedFor() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int at = 0; at < 20_000; at++) {
            var from = LocalDate.of(
                    1900 + random.nextInt(250),
                    1 + random.nextInt(12),
                    random.nextBoolean() ? 1 : 1 + random.nextInt(28));
            var to = random.nextBoolean()
                    ? from.plusMonths(1 + random.nextInt(240)).minusDays(1)
                    : from.plusDays(random.nextInt(7_320));
            var previous = Period.parse(from + ".." + to).previous();
            assertThat(Period.parse(previous.text()))
                    .as("seed %d, before %s..%s", seed, from, to)
                    .isEqualTo(previous);
        }
        assertThat(Period.parse("0001").previous().text()).isEqualTo("0000");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Period.parse("0000").previous())
                .returns(Map.of("parameter", "compare"), RefusedException::details);
    }

    @Test
    void aPeriodMayHaveTwentyYears() {
        assertThat(Period.parse("2001-01-01..2020-12-31").days()).isEqualTo(7_305);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Period.parse("2001-01-01..2021-01-31"))
                .withMessage("Give a period of at most 20 years.");
    }

    private static boolean has(String periods, String period) {
        var read = Periods.of(periods);
        assertThat(read).as(periods).isNotNull();
        return read.has(Period.parse(period));
    }

    @Test
    void sixOrTwelveMonthsAreWholeMonths() {
        assertThat(has("6 or 12 months", "2026S1")).isTrue();
        assertThat(has("6 or 12 months", "2026Oct")).isTrue();
        assertThat(has("6 or 12 months", "2026-03-01..2026-08-31")).isTrue();
        assertThat(has("6 or 12 months", "2026-03-02..2026-09-01")).isFalse();
        assertThat(has("6 or 12 months", "2026Q3")).isFalse();
        assertThat(has("12 months", "2026S1")).isFalse();
    }

    @Test
    void anyWillDo() {
        assertThat(has("any", "20260131")).isTrue();
        assertThat(has("date", "2026W5")).isTrue();
        assertThat(has("cohort", "2026")).isTrue();
    }

    @Test
    void otherWordsAreNone() {
        assertThat(Periods.of("half-year")).isNull();
        assertThat(Periods.of("6 to 12 months")).isNull();
        assertThat(Periods.of("")).isNull();
    }
}
