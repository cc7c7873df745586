package org.outreachsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenNumberTest {

    @Test
    void readsNumbersExactly() {
        assertThat(WrittenNumber.exact("0.10")).isEqualTo(new BigDecimal("0.10"));
        assertThat(WrittenNumber.exact("-1.5e3")).isEqualTo(new BigDecimal("-1.5e3"));
        assertThat(WrittenNumber.exact("1e999999999")).isEqualTo(new BigDecimal("1e999999999"));
        assertThat(WrittenNumber.exact("1e-999999999")).isEqualTo(new BigDecimal("1e-999999999"));
        assertThat(WrittenNumber.exact("9".repeat(100))).isEqualTo(new BigDecimal("9".repeat(100)));
    }

    @Test
    void readsNothingElse() {
        for (var other : List.of(
                "",
                " ",
                " 1",
                "1 ",
                "1,5",
                "one",
                "0x10",
                "1_000",
                "NaN",
                "Infinity",
                "1e",
                "--1",
                "1e1000000000",
                "١٥",
                "1e99999999999",
                "1e-99999999999",
                "0e99999999999",
                "1".repeat(101),
                "0".repeat(1_000_000))) {
            assertThat(WrittenNumber.exact(other)).isNull();
            assertThat(WrittenNumber.whole(other)).isNull();
        }
    }

    @Test
    void readsWholeNumbersOf32Bits() {
        assertThat(WrittenNumber.whole("15")).isEqualTo(15);
        assertThat(WrittenNumber.whole("15.0")).isEqualTo(15);
        assertThat(WrittenNumber.whole("1.5e1")).isEqualTo(15);
        assertThat(WrittenNumber.whole("0e999999999")).isZero();
        assertThat(WrittenNumber.whole("-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(WrittenNumber.whole("2147483647")).isEqualTo(Integer.MAX_VALUE);
        for (var other : List.of("15.5", "2147483648", "-2147483649", "1e999999999", "1e-999999999", "9".repeat(100))) {
            assertThat(WrittenNumber.whole(other)).as(other).isNull();
        }
    }
}
