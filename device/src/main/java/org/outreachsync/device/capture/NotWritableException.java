package org.outreachsync.device.capture;

/**
 * The tablet may not take this act now: it is not enrolled, the site is not its own, it is locked, or the record is not
 * there.
 */
public final class NotWritableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why an act was not taken. */
    public enum Reason {
        /** The tablet was never enrolled, was taken out of service, or was wiped. */
        NOT_ENROLLED,
        /** The tablet does not work in this site, or not any more. */
        SCOPE_CLOSED,
        /** The tablet holds no such record. */
        NO_SUCH_RECORD,
        /** The tablet has not synced for so long that it locked itself. */
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
