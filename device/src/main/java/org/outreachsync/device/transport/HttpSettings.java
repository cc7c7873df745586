package org.outreachsync.device.transport;

/**
 * The limits of one HTTP exchange.
 *
 * @param connectMillisMax how long a connection may take, the TLS handshake included
 * @param silenceMillisMax how long neither side may send anything
 * @param callMillisMax how long the exchange may take in all
 * @param idleMillisMax how long an idle connection is kept for the next request
 * @param answerBytesMax larger answers fail
 */
public record HttpSettings(
        int connectMillisMax, int silenceMillisMax, int callMillisMax, int idleMillisMax, int answerBytesMax) {

    /**
     * For a slow mobile link: 20 s to connect, 60 s of silence, 10 minutes in all, 5 s between requests, 16 MiB. An
     * answer of 128 KiB arrives within 10 minutes even at 0.25 KiB/s.
     */
    public static HttpSettings forMobile() {
        return new HttpSettings(20_000, 60_000, 600_000, 5_000, 16 * 1024 * 1024);
    }
}
