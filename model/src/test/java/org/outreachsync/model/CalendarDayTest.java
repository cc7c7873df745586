package org.outreachsync.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarDayTest {

    @Test
    void readsADay() {
        assertThat(CalendarDay.parse("2026-01-31")).isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12026-01-01",
                "-2026-01-01",
                "-0001-01-01",
                "+2026-1-01",
                "2026-1-1",
                "2026-02-30",
                "20260131",
                "2026-01-31 ",
                ""
            })
    void readsNothingElse(String written) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> CalendarDay.parse(written));
    }
}
