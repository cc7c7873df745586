package org.outreachsync.intake;

import java.time.Instant;
import java.time.ZoneId;
import org.outreachsync.model.Hlc;

/**
 * Finds the true time of an act from the device's monotonic clock, which no wrong setting can move. As long as the
 * device has not restarted in between, the act happened as long before the request as the difference of the two
 * monotonic readings. A device that sends no boot id cannot show that it did not restart.
 */
final class ClockRepair {

    /** How far a stamp may run ahead of the server before it is set back, milliseconds. */
    public static final long AHEAD_MS_MAX = 5 * 60_000L;
    /** How far a wall clock may be off before it is repaired, milliseconds. */
    public static final long TOLERANCE_MS = 10 * 60_000L;

    private final ZoneId zone;
    private final long receivedAt;
    private final long bootId;
    private final long elapsedMs;
    private final long earliestMs;
    private long lastHlc;

    /**
     * For one batch.
     *
     * @param zone the time zone of the programme's dates
     * @param receivedAt the server's clock, milliseconds since 1970
     * @param bootId identifies the device's run since its last restart; 0 when it does not say
     * @param elapsedMs its monotonic clock at the time of the request
     * @param earliestMs a wall clock that shows less is certainly wrong, milliseconds since 1970
     */
    public ClockRepair(ZoneId zone, long receivedAt, long bootId, long elapsedMs, long earliestMs) {
        this.zone = zone;
        this.receivedAt = receivedAt;
        this.bootId = bootId;
        this.elapsedMs = elapsedMs;
        this.earliestMs = earliestMs;
    }

    /**
     * The outcome for one op.
     *
     * @param hlc the stamp that counts
     * @param dayShift days to add to the local date that the device noted
     * @param suspect whether the clock is wrong and cannot be repaired
     */
    public record Repaired(long hlc, int dayShift, boolean suspect) {}

    /**
     * Repairs one op. Ops must be handed in in the order in which the device made them.
     *
     * @param rawHlc the stamp that the device gave
     * @param wallMs the device's wall clock at the act
     * @param opBootId the boot id at the act
     * @param opElapsedMs its monotonic clock at the act
     */
    public Repaired repair(long rawHlc, long wallMs, long opBootId, long opElapsedMs) {
        long hlc = rawHlc;
        int dayShift = 0;
        boolean suspect = false;
        long ago = elapsedMs - opElapsedMs;
        if (opBootId == bootId && bootId != 0 && ago >= 0 && ago <= receivedAt) {
            long trueMs = receivedAt - ago;
            if (Math.abs(wallMs - trueMs) > TOLERANCE_MS) {
                dayShift = Math.toIntExact(day(trueMs) - day(wallMs));
                hlc = Hlc.of(trueMs, Hlc.counter(rawHlc));
            }
        } else {
            suspect = wallMs > receivedAt + AHEAD_MS_MAX || wallMs < earliestMs;
        }
        if (hlc < 0 || Hlc.millis(hlc) > receivedAt + AHEAD_MS_MAX) {
            hlc = Hlc.of(receivedAt, 0);
        }
        lastHlc = Math.max(hlc, lastHlc + 1);
        return new Repaired(lastHlc, dayShift, suspect);
    }

    private long day(long millis) {
        return Instant.ofEpochMilli(Math.clamp(millis, 0, Hlc.MILLIS_MAX))
                .atZone(zone)
                .toLocalDate()
                .toEpochDay();
    }
}
