package org.outreachsync.device.capture;

/**
 * The tablet may not take this act now: it is not enrolled or is locked, it does not work at the site, or it does not
 * hold the record.
 */
public final class NotWritableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why an act was not taken. */
    public enum Reason {
        /** The tablet was never enrolled, was taken out of service, or was wiped. */
        NOT_ENROLLED,
        /** The tablet does not work at this site, or no longer. */
        SCOPE_CLOSED,
        /** The tablet holds no such record. */
        NO_SUCH_RECORD,
        /** The tablet locked itself, since it has not synced for too long. */
        LOCKED
    }

    /** Says why. */
    public NotWritableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the act was not taken. */
    public Reason reason() {
        return reason;
    }
}
