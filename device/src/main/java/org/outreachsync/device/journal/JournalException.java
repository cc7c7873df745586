package org.outreachsync.device.journal;

/** The journal could not be read or written. What was captured before is safe; the act that failed did not happen. */
public class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what failed and why. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what failed. */
    public JournalException(String message) {
        super(message);
    }
}
