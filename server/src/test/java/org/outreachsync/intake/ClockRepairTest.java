package org.outreachsync.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.Hlc;

class ClockRepairTest {

    private static final long RECEIVED = Instant.parse("2026-11-20T18:30:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final long EARLIEST = Instant.parse("2015-01-01T00:00:00Z").toEpochMilli();
    private static final long BOOT = 5;
    private static final long ELAPSED = 10 * HOUR;

    private final ClockRepair repair = new ClockRepair(ZoneId.of("Asia/Bishkek"), RECEIVED, BOOT, ELAPSED, EARLIEST);

    @Test
    void aRightClockIsLeftAlone() {
        long at = RECEIVED - 2 * HOUR;
        var repaired = repair.repair(Hlc.of(at, 3), at, BOOT, ELAPSED - 2 * HOUR);
        assertThat(repaired).isEqualTo(new ClockRepair.Repaired(Hlc.of(at, 3), 0, false));
    }

    @Test
    void aClockInNineteenSeventyIsRepairedByTheMonotonicOne() {
        long at = RECEIVED - 2 * HOUR;
        var repaired = repair.repair(Hlc.of(HOUR, 0), HOUR, BOOT, ELAPSED - 2 * HOUR);
        assertThat(Hlc.millis(repaired.hlc())).isEqualTo(at);
        assertThat(repaired.suspect()).isFalse();
        // 16:30 UTC is half past ten in the evening in Bishkek, the 20th.
        assertThat(repaired.dayShift()).isEqualTo(20_777);
    }

    @Test
    void aClockInTheFutureIsRepairedAndKeepsTheOrder() {
        long future = RECEIVED + 1_000 * HOUR;
        var first = repair.repair(Hlc.of(future, 0), future, BOOT, ELAPSED - HOUR);
        var second = repair.repair(Hlc.of(future, 1), future, BOOT, ELAPSED - HOUR);
        assertThat(Hlc.millis(first.hlc())).isEqualTo(RECEIVED - HOUR);
        assertThat(second.hlc()).isGreaterThan(first.hlc());
    }

    @Test
    void afterARebootAnImpossibleClockIsSuspectAndNeverRunsAhead() {
        var past = repair.repair(Hlc.of(HOUR, 0), HOUR, BOOT + 1, HOUR);
        var future = repair.repair(Hlc.of(RECEIVED + 10 * HOUR, 0), RECEIVED + 10 * HOUR, BOOT + 1, HOUR);
        assertThat(past.suspect()).isTrue();
        assertThat(future.suspect()).isTrue();
        assertThat(Hlc.millis(future.hlc())).isEqualTo(RECEIVED);
        assertThat(future.hlc()).isGreaterThan(past.hlc());
    }

    @Test
    void whoNamesNoBootProvesNothing() {
        long at = RECEIVED - 2 * HOUR;
        var unnamed = new ClockRepair(ZoneId.of("Asia/Bishkek"), RECEIVED, 0, 0, EARLIEST);
        assertThat(unnamed.repair(Hlc.of(at, 3), at, 0, 0))
                .isEqualTo(new ClockRepair.Repaired(Hlc.of(at, 3), 0, false));
        assertThat(unnamed.repair(Hlc.of(HOUR, 0), HOUR, 0, 0).suspect()).isTrue();
    }

    @Test
    void monotonicReadingsThatMakeNoSenseProveNothing() {
        var repaired = repair.repair(Hlc.of(RECEIVED, 0), RECEIVED, BOOT, ELAPSED + HOUR);
        assertThat(repaired).isEqualTo(new ClockRepair.Repaired(Hlc.of(RECEIVED, 0), 0, false));
    }
}
