package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of the management port.
 *
 * @param connectionsMax open at the same time
 * @param requestsMax under way at the same time
 * @param requestLineMax characters of the first line of a request
 * @param headerBytesMax all headers of a request
 * @param request from the opening of a connection, or the last answer on it, to the end of the next headers, and from
 *     there to the last byte of the answer
 * @param linger how long a connection stays open after the answer to a request that cannot be read
 * @param check how long readiness waits for each check
 * @param writeKnown for how long a successful write shows that writing works
 * @param watchEvery how often the state of the programme is read for metrics
 * @param silentAfter how long after the last sync of its tablets a site is silent
 * @param silentSitesMax how many silent sites metrics name
 */
public record ManagementLimits(
        int connectionsMax,
        int requestsMax,
        int requestLineMax,
        int headerBytesMax,
        Duration request,
        Duration linger,
        Duration check,
        Duration writeKnown,
        Duration watchEvery,
        Duration silentAfter,
        int silentSitesMax) {

    static ManagementLimits ofProduction() {
        return new ManagementLimits(
                /* connectionsMax= */ 64,
                /* requestsMax= */ 16,
                /* requestLineMax= */ 1_024,
                /* headerBytesMax= */ 8 << 10,
                /* request= */ Duration.ofSeconds(10),
                /* linger= */ Duration.ofSeconds(1),
                /* check= */ Duration.ofSeconds(2),
                /* writeKnown= */ Duration.ofSeconds(10),
                /* watchEvery= */ Duration.ofMinutes(1),
                /* silentAfter= */ Duration.ofDays(3),
                /* silentSitesMax= */ 50);
    }
}
