package org.outreachsync.simulation;

import java.util.random.RandomGenerator;
import org.outreachsync.model.Hlc;

/**
 * A tablet's clocks: a wall clock that anybody may set to anything, and a monotonic one that begins anew at every boot.
 */
final class TabletClock {

    private static final long YEAR_MS = 365L * 24 * 3_600_000;

    private final RandomGenerator random;
    private long wallOffsetMs;
    private long bootId;
    private long bootedAtMs;
    private long lastHlc;

    TabletClock(RandomGenerator random, long trueMs) {
        this.random = random;
        wallOffsetMs = random.nextInt(-120_000, 120_000);
        reboot(trueMs);
    }

    /**
     * The moment of an act.
     *
     * @param wallMs as the wall clock showed it
     */
    record Reading(long hlc, long wallMs, long bootId, long elapsedMs) {}

    Reading read(long trueMs) {
        return new Reading(lastHlc, wallMs(trueMs), bootId, trueMs - bootedAtMs);
    }

    Reading stamp(long trueMs) {
        lastHlc = Hlc.next(lastHlc, wallMs(trueMs));
        return read(trueMs);
    }

    long wallMs(long trueMs) {
        return Math.max(0, trueMs + wallOffsetMs);
    }

    /** What the tablet saw moves its stamp on, as a hybrid clock must. */
    void saw(long hlc) {
        lastHlc = Math.max(lastHlc, hlc);
    }

    void reboot(long trueMs) {
        bootId = random.nextLong();
        bootedAtMs = trueMs;
    }

    /** Somebody, or a flat battery, sets the wall clock. */
    void jump(long trueMs) {
        wallOffsetMs = switch (random.nextInt(5)) {
            case 0 -> -trueMs + random.nextInt(100_000);
            case 1 -> 2 * YEAR_MS;
            case 2 -> random.nextLong(-40L * 24 * 3_600_000, 40L * 24 * 3_600_000);
            default -> random.nextInt(-120_000, 120_000);
        };
        if (random.nextBoolean()) {
            reboot(trueMs);
        }
    }

    /** A new installation does not know the last stamp. */
    void forget() {
        lastHlc = 0;
    }
}
