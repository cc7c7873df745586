package org.outreachsync.device.journal;

/**
 * The journal has unreadable or missing entries that were durable: the storage is failing, or this is the wrong key.
 * The file is left untouched.
 */
public final class JournalDamagedException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final long position;

    JournalDamagedException(long position, String message) {
        super(message + " at byte " + position);
        this.position = position;
    }

    JournalDamagedException(long position, String message, Throwable cause) {
        super(message + " at byte " + position, cause);
        this.position = position;
    }

    /** The byte at which the damaged entry begins. */
    public long position() {
        return position;
    }
}
