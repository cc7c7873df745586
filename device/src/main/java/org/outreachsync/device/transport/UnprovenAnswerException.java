package org.outreachsync.device.transport;

import java.io.IOException;

/**
 * The answer lacks the proof that it comes from the server, as with captive portals and proxies, or it is incomplete.
 * It counts as no answer.
 */
public final class UnprovenAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message for the log, without any content of a record */
    public UnprovenAnswerException(String message) {
        super(message);
    }
}
