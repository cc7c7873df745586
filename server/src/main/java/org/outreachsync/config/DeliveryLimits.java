package org.outreachsync.config;

import java.time.Duration;

/**
 * How patiently figures are delivered to a recipient. Every wait is made up to a fifth longer or shorter at random.
 *
 * @param again the wait before the only repetition, where DHIS2 refused for a reason that may pass
 * @param shortly the waits while passwords are refused, as a stopped database of DHIS2 refuses right ones
 * @param later the waits while the far side is down, slow or unreadable
 * @param jobPoll how often a queued import is asked about
 * @param jobMax how long a queued import may take before it is given up
 * @param queuedFrom from how many cells on an import is queued instead of waited for
 */
public record DeliveryLimits(
        Duration again, Backoff shortly, Backoff later, Duration jobPoll, Duration jobMax, int queuedFrom) {

    /**
     * Waits that double.
     *
     * @param first the first wait
     * @param max the longest wait
     * @param times how many waits before a person is told
     */
    public record Backoff(Duration first, Duration max, int times) {

        /** The wait after some others. */
        public Duration after(int others) {
            var wait = first;
            for (int at = 0; at < others && wait.compareTo(max) < 0; at++) {
                wait = wait.multipliedBy(2);
            }
            return wait.compareTo(max) < 0 ? wait : max;
        }
    }

    /** The limits in production. */
    public static DeliveryLimits standard() {
        return new DeliveryLimits(
                /* again= */ Duration.ofSeconds(30),
                /* shortly= */ new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(8), /* times= */ 5),
                /* later= */ new Backoff(Duration.ofSeconds(30), Duration.ofHours(1), /* times= */ 14),
                /* jobPoll= */ Duration.ofSeconds(10),
                /* jobMax= */ Duration.ofMinutes(30),
                /* queuedFrom= */ 1_000);
    }
}
