package org.outreachsync.load.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The server answered with a problem instead of an ack. */
final class RefusedUploadException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedUploadException(int status, byte[] problem) {
        super(status + ": " + new String(problem, StandardCharsets.UTF_8));
        this.status = status;
    }

    /** The HTTP status. */
    int status() {
        return status;
    }
}
