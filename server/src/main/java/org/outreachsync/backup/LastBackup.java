package org.outreachsync.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;

/** Remembers in the store when it was last backed up, so that somebody notices when backups stop. */
public final class LastBackup {

    private static final String ID = "last-backup";
    private static final byte[] NOTHING = {};

    private final DocumentStore store;

    /** The last backup of this store. */
    public LastBackup(DocumentStore store) {
        this.store = store;
    }

    /** Notes a backup that is complete. An earlier one than the last has no effect. */
    public void note(Instant made) {
        store.replaceIfNewer(Tables.HOUSEKEEPING, List.of(new Document(ID, made.toEpochMilli(), Map.of(), NOTHING)));
    }

    /** The moment of the last complete backup; empty if there was none. */
    public Optional<Instant> made() {
        return store.get(Tables.HOUSEKEEPING, List.of(ID)).stream()
                .map(document -> Instant.ofEpochMilli(document.version()))
                .findAny();
    }
}
