package org.outreachsync.device.sync;

import java.io.IOException;

/**
 * Something answered that does not prove to be the server, as captive portals and proxies do, or the answer is not
 * whole. It counts as no answer.
 */
public final class UnprovenAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message for the log, without any content of a record */
    public UnprovenAnswerException(String message) {
        super(message);
    }
}
