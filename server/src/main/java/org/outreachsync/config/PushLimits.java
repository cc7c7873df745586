package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of deliveries over HTTP.
 *
 * @param fileBytesMax the largest file that is delivered to a DHIS2 or by PUT
 * @param delivery for the whole parcel; what is left then is delivered by the next attempt
 * @param remembered how many unfinished deliveries to DHIS2 are remembered between attempts
 * @param faultsNamed how many cells or forms a reason names
 * @param retryAfterMax the longest wait that a server may ask for
 * @param check how long a dry run waits for the metadata of a DHIS2; less than a request to this server may take
 */
public record PushLimits(
        int fileBytesMax, Duration delivery, int remembered, int faultsNamed, Duration retryAfterMax, Duration check) {

    /** The limits in production. */
    public static PushLimits standard() {
        return new PushLimits(
                /* fileBytesMax= */ 32 << 20,
                /* delivery= */ Duration.ofMinutes(45),
                /* remembered= */ 1_000,
                /* faultsNamed= */ 10,
                /* retryAfterMax= */ Duration.ofHours(6),
                /* check= */ Duration.ofSeconds(10));
    }
}
