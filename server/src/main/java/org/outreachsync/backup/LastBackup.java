package org.outreachsync.backup;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;

/** Remembers in the store when it was last backed up, so that somebody notices when backups stop or fail. */
public final class LastBackup {

    private static final String MADE = "last-backup";
    private static final String FAILED = "last-backup-failure";
    private static final byte[] NOTHING = {};

    private final DocumentStore store;

    /** The last backup of this store. */
    public LastBackup(DocumentStore store) {
        this.store = store;
    }

    /**
     * What is known.
     *
     * @param made the moment of the last complete backup; null if there was none
     * @param bytes its size; 0 if that is not known
     * @param isFailing whether an attempt has failed since
     */
    public record Known(@Nullable Instant made, long bytes, boolean isFailing) {

        /** There was no backup, and no attempt. */
        public static final Known NOTHING = new Known(null, 0, false);
    }

    /**
     * Notes a backup that is complete. An earlier one than the last has no effect.
     *
     * @param bytes the size of its file
     */
    public void note(Instant made, long bytes) {
        put(MADE, made, ByteBuffer.allocate(Long.BYTES).putLong(bytes).array());
    }

    /** Notes an attempt that failed at this moment. */
    public void noteFailure(Instant at) {
        put(FAILED, at, NOTHING);
    }

    private void put(String id, Instant at, byte[] body) {
        store.replaceIfNewer(Tables.HOUSEKEEPING, List.of(new Document(id, at.toEpochMilli(), Map.of(), body)));
    }

    /** What is known now. */
    public Known known() {
        @Nullable Document made = null;
        long failed = 0;
        for (var document : store.get(Tables.HOUSEKEEPING, List.of(MADE, FAILED))) {
            if (document.id().equals(MADE)) {
                made = document;
            } else {
                failed = document.version();
            }
        }
        return made == null
                ? new Known(null, 0, failed > 0)
                : new Known(Instant.ofEpochMilli(made.version()), bytes(made.body()), failed > made.version());
    }

    private static long bytes(byte[] body) {
        return body.length == Long.BYTES ? ByteBuffer.wrap(body).getLong() : 0;
    }
}
