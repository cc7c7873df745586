package org.outreachsync.device.journal;

/**
 * The tablet's storage is full. Nothing was captured by the act that failed; all that was captured before is safe, and
 * syncing goes on.
 */
public class StorageFullException extends JournalException {

    private static final long serialVersionUID = 1L;

    /** Says what did not fit. */
    public StorageFullException(String message) {
        super(message);
    }
}
