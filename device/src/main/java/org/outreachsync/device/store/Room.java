package org.outreachsync.device.store;

import java.io.IOException;
import org.outreachsync.device.journal.JournalFile;

/**
 * Reserved storage. A tablet whose storage is full can still store the results of a sync and rewrite its journal, and
 * both free storage. The reserve is as large as the journal, the most that a rewrite needs, plus {@link #ROOM_BYTES}
 * for the entries before it.
 */
final class Room {

    /** How much is reserved beyond the size of the journal, in bytes. */
    static final long ROOM_BYTES = 1024 * 1024;

    /** The reserve grows in large steps, so that an entry rarely costs a second write. */
    private static final long STEP_BYTES = ROOM_BYTES / 2;

    private final JournalFile file;

    Room(JournalFile file) {
        this.file = file;
    }

    /**
     * Reserves what a journal of this size needs.
     *
     * @return whether enough is reserved; if not, the storage is full
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
     * Releases this many bytes.
     *
     * @return whether there was anything to release
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
