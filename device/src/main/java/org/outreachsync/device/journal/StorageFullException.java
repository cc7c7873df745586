package org.outreachsync.device.journal;

/** The tablet's storage is full. The failed act was not captured; earlier work is safe, and syncing still works. */
public class StorageFullException extends JournalException {

    private static final long serialVersionUID = 1L;

    /** Says what did not fit. */
    public StorageFullException(String message) {
        super(message);
    }
}
