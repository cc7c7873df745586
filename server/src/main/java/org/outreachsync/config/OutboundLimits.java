package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of requests to recipients' servers.
 *
 * @param requestBytesMax the largest body that is sent
 * @param responseBytesMax the largest body that is read
 * @param headerBytesMax all headers of an answer
 * @param connect for connecting to one address, and again for the TLS handshake
 * @param idle for how long the server may be silent; DHIS2 says nothing while it imports
 * @param whole from the first byte sent to the last byte read
 * @param connectionsMax connections to one address that are open at the same time; more requests wait for one
 */
public record OutboundLimits(
        int requestBytesMax,
        int responseBytesMax,
        int headerBytesMax,
        Duration connect,
        Duration idle,
        Duration whole,
        int connectionsMax) {

    /** The limits in production. */
    public static OutboundLimits standard() {
        return new OutboundLimits(
                /* requestBytesMax= */ 64 << 20,
                /* responseBytesMax= */ 16 << 20,
                /* headerBytesMax= */ 32 << 10,
                /* connect= */ Duration.ofSeconds(10),
                /* idle= */ Duration.ofMinutes(3),
                /* whole= */ Duration.ofMinutes(5),
                /* connectionsMax= */ 16);
    }
}
