package org.outreachsync.config;

import java.time.Duration;
import org.outreachsync.config.DeliveryLimits.Backoff;

/**
 * Limits of the making and delivery of exports. Every wait is made up to a fifth longer or shorter at random.
 *
 * @param lease for how long a server may plan and prepare exports without showing that it still runs
 * @param claim for how long a server has a delivery for itself; longer than any channel takes
 * @param delivery the waits while the far side is not reached
 * @param writing the waits while files cannot be written
 * @param notice the waits while people cannot be told
 * @param recountedMax how many reported periods of a data set are counted again at each occurrence of a schedule
 * @param trendMax from how many earlier periods trends are drawn
 * @param occurrencesMax how many occurrences are caught up after a server was down
 * @param dueMax how many entries are dealt with at a time
 */
public record ExportLimits(
        Duration lease,
        Duration claim,
        Backoff delivery,
        Backoff writing,
        Backoff notice,
        int recountedMax,
        int trendMax,
        int occurrencesMax,
        int dueMax) {

    /** The limits in production. */
    public static ExportLimits standard() {
        return new ExportLimits(
                /* lease= */ Duration.ofMinutes(20),
                /* claim= */ Duration.ofMinutes(45),
                /* delivery= */ new Backoff(Duration.ofMinutes(1), Duration.ofHours(6), /* times= */ 14),
                /* writing= */ new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30), /* times= */ 10),
                /* notice= */ new Backoff(Duration.ofMinutes(1), Duration.ofHours(2), /* times= */ 8),
                /* recountedMax= */ 6,
                /* trendMax= */ 12,
                /* occurrencesMax= */ 400,
                /* dueMax= */ 500);
    }
}
