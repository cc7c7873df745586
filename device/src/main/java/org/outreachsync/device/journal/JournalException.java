package org.outreachsync.device.journal;

/** The journal could not be read or written. Earlier work is safe; the failed act was not captured. */
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
