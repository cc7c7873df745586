package org.outreachsync.device.transport;

import org.jspecify.annotations.Nullable;

/**
 * A complete answer, proven to be the server's own: a message of the contract with status 200, otherwise a problem
 * document.
 */
public final class ServerAnswer {

    private final int status;
    private final byte[] body;
    private final @Nullable String retryAfter;
    private final boolean toCompressed;

    ServerAnswer(int status, byte[] body, @Nullable String retryAfter, boolean toCompressed) {
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
        this.toCompressed = toCompressed;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The body, uncompressed. */
    public byte[] body() {
        return body;
    }

    /** The header Retry-After, or null. */
    public @Nullable String retryAfter() {
        return retryAfter;
    }

    /** Whether the request went out compressed. */
    public boolean toCompressed() {
        return toCompressed;
    }
}
