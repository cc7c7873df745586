package org.outreachsync.device.sync;

import org.jspecify.annotations.Nullable;

/**
 * An answer of the server itself, whole, to the request that was just sent: a message of the contract with status 200,
 * otherwise a problem document.
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

    /** The body, not compressed. */
    public byte[] body() {
        return body;
    }

    /** The header Retry-After, or null. */
    @Nullable
    String retryAfter() {
        return retryAfter;
    }

    /** Whether the request went out compressed. */
    boolean toCompressed() {
        return toCompressed;
    }
}
