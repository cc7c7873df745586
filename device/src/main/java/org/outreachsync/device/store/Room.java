package org.outreachsync.device.store;

import java.io.IOException;
import org.outreachsync.device.journal.JournalFile;

/**
 * Storage that is kept aside, so that a tablet whose storage is full still writes down what a sync brings, and still
 * rewrites its journal: both are what frees storage. It is as large as the journal, which a rewrite needs at most, and
 * {@link #ROOM_BYTES} for entries before that.
 */
final class Room {

    /** What is kept aside beyond the size of the journal, in bytes. */
    static final long ROOM_BYTES = 1024 * 1024;

    /** Kept in large steps, so that an entry seldom costs two writes. */
    private static final long STEP_BYTES = ROOM_BYTES / 2;

    private final JournalFile file;

    Room(JournalFile file) {
        this.file = file;
    }

    /**
     * Keeps aside what a journal of this size needs.
     *
     * @return whether it is there; when not, the storage is full
     */
    boolean keep(long journalBytes) {
        long wanted = journalBytes + ROOM_BYTES;
        long held = file.reserved();
        if (held >= wanted - STEP_BYTES && held <= wanted + 2 * ROOM_BYTES) {
            return true;
        }
        try {
            file.reserve(wanted);
            return true;
        } catch (IOException full) {
            return file.reserved() >= wanted - STEP_BYTES;
        }
    }

    /**
     * Gives so much of it back to the storage.
     *
     * @return whether there was any
     */
    boolean giveBack(long bytes) {
        long held = file.reserved();
        if (held == 0) {
            return false;
        }
        try {
            file.reserve(Math.max(0, held - bytes));
            return true;
        } catch (IOException failure) {
            return false;
        }
    }
}
