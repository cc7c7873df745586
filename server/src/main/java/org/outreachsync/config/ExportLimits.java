package org.outreachsync.config;

import java.time.Duration;
import java.time.Instant;
import org.outreachsync.config.DeliveryLimits.Backoff;

/**
 * Limits of the making and delivery of exports. Every wait is made up to a fifth longer or shorter at random.
 *
 * @param lease for how long a server may plan, prepare or deliver exports without showing that it still runs; then
 *     another takes over
 * @param renewEvery how often it shows that; a small part of the lease
 * @param deliveriesMax how many destinations are delivered to at the same time
 * @param delivery the waits while the far side is not reached
 * @param writing the waits while files cannot be written
 * @param notice the waits while people cannot be told
 * @param trendMax from how many earlier periods trends are drawn
 * @param occurrencesMax how many occurrences are caught up after a server was down
 * @param dueMax how many entries are read at a time
 * @param cleanEvery how often a server removes what killed servers left behind
 * @param draftMax after how long something that was prepared and not noted in the ledger was left behind
 * @param approvalMax how long a restatement waits for somebody to approve it
 * @param waitMax the longest wait between two tries, whoever asks for it
 * @param countedWithin how long an export waits until records are counted that tablets handed in before it began
 * @param relatedMax the most counts of one export that are related only because people of one indicator are among those
 *     of another one; where more would be, the wider indicator is taken to be known when the narrower one is made safe
 */
public record ExportLimits(
        Duration lease,
        Duration renewEvery,
        int deliveriesMax,
        Backoff delivery,
        Backoff writing,
        Backoff notice,
        int trendMax,
        int occurrencesMax,
        int dueMax,
        Duration cleanEvery,
        Duration draftMax,
        Duration approvalMax,
        Duration waitMax,
        Duration countedWithin,
        int relatedMax) {

    /** The limits in production. */
    public static ExportLimits standard() {
        return new ExportLimits(
                /* lease= */ Duration.ofMinutes(2),
                /* renewEvery= */ Duration.ofSeconds(20),
                /* deliveriesMax= */ 32,
                /* delivery= */ new Backoff(Duration.ofMinutes(1), Duration.ofHours(6), /* times= */ 14),
                /* writing= */ new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30), /* times= */ 10),
                /* notice= */ new Backoff(Duration.ofMinutes(1), Duration.ofHours(2), /* times= */ 8),
                /* trendMax= */ 12,
                /* occurrencesMax= */ 400,
                /* dueMax= */ 500,
                /* cleanEvery= */ Duration.ofHours(1),
                /* draftMax= */ Duration.ofDays(1),
                /* approvalMax= */ Duration.ofDays(90),
                /* waitMax= */ Duration.ofDays(1),
                /* countedWithin= */ Duration.ofSeconds(10),
                /* relatedMax= */ 250_000);
    }

    /**
     * Whether a time has come. One that is further away than anything waits was noted before the clock was set back.
     */
    public boolean isDue(Instant due, Instant now) {
        return !due.isAfter(now) || due.isAfter(now.plus(waitMax));
    }

    /** The same with another {@link #countedWithin}. */
    public ExportLimits withCountedWithin(Duration other) {
        return new ExportLimits(
                lease,
                renewEvery,
                deliveriesMax,
                delivery,
                writing,
                notice,
                trendMax,
                occurrencesMax,
                dueMax,
                cleanEvery,
                draftMax,
                approvalMax,
                waitMax,
                other,
                relatedMax);
    }
}
