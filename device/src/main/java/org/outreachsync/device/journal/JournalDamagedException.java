package org.outreachsync.device.journal;

/**
 * Entries in the middle of the journal cannot be read although entries after them can: the storage is failing, or the
 * seal's key is another. The file is left untouched.
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
