package org.outreachsync.export.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.outreachsync.indicator.Period;

class FrequencyTest {

    @ParameterizedTest
    @CsvSource({
        "MONTH, 2026-11-30, 202611, 202610",
        "MONTH, 2026-01-01, 202601, 202512",
        "QUARTER, 2026-01-01, 2026Q1, 2025Q4",
        "QUARTER, 2025-12-31, 2025Q4, 2025Q3",
        "HALF_YEAR, 2026-07-01, 2026S2, 2026S1",
        "YEAR, 2026-12-31, 2026, 2025",
        "YEAR_FROM_OCTOBER, 2026-09-30, 2025Oct, 2024Oct",
        "YEAR_FROM_OCTOBER, 2026-10-01, 2026Oct, 2025Oct",
        "QUARTER, 1999-12-31, 1999Q4, 1999Q3",
    })
    void findsThePeriodOfADayAndTheOneBefore(Frequency frequency, LocalDate day, String period, String before) {
        assertThat(frequency.of(day).text()).isEqualTo(period);
        assertThat(frequency.lastBefore(day).text()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void coversEveryDayOnce(Frequency frequency) {
        var period = frequency.of(LocalDate.of(1995, 5, 5));
        for (int count = 0; count < 100; count++) {
            assertThat(frequency.has(period)).isTrue();
            assertThat(period.wholeMonths()).isEqualTo(frequency.months());
            assertThat(frequency.of(period.to())).isEqualTo(period);
            var next = frequency.of(period.to().plusDays(1));
            assertThat(next.from()).isEqualTo(period.to().plusDays(1));
            assertThat(frequency.lastBefore(next.from())).isEqualTo(period);
            period = next;
        }
    }

    @Test
    void isNotAnyPeriodOfTheSameLength() {
        assertThat(Frequency.QUARTER.has(Period.parse("2026-02-01..2026-04-30")))
                .isFalse();
        assertThat(Frequency.YEAR.has(Period.parse("2026Oct"))).isFalse();
        assertThat(Frequency.YEAR_FROM_OCTOBER.has(Period.parse("2026"))).isFalse();
        assertThat(Frequency.MONTH.has(Period.parse("2026-02-01..2026-02-27"))).isFalse();
    }
}
