package org.outreachsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HlcTest {

    @Test
    void followsTheWallClockAndNeverGoesBack() {
        long morning = Hlc.next(0, 1_000_000);
        assertThat(Hlc.millis(morning)).isEqualTo(1_000_000);
        long setBack = Hlc.next(morning, 5);
        assertThat(setBack).isGreaterThan(morning);
        assertThat(Hlc.millis(setBack)).isEqualTo(1_000_000);
        assertThat(Hlc.counter(setBack)).isEqualTo(1);
        assertThat(Hlc.millis(Hlc.next(setBack, 1_000_001))).isEqualTo(1_000_001);
    }

    @Test
    void anOverflowingCounterBorrowsAMillisecond() {
        long full = Hlc.of(7, 0xFFFF);
        assertThat(Hlc.next(full, 3)).isEqualTo(Hlc.of(8, 0));
    }

    @Test
    void timesOutOfRangeAreBroughtIntoIt() {
        assertThat(Hlc.of(-1, 0)).isZero();
        assertThat(Hlc.millis(Hlc.of(Long.MAX_VALUE, 0))).isEqualTo(Hlc.MILLIS_MAX);
        assertThat(Hlc.of(Hlc.MILLIS_MAX, 0xFFFF)).isPositive();
    }
}
