package org.outreachsync.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.outreachsync.keys.KeyCheck;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/** A store with a log of two entries and 3,000 records, and its backup in a folder. */
final class FilledStore {

    static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");

    final Keyring keys = Keyring.ephemeral();
    final MemoryStore store = new MemoryStore();
    final String recipient;
    private final Path folder;

    FilledStore(Path folder) {
        this.folder = folder;
        this.recipient = AgeKeys.make(identity());
        KeyCheck.check(store, keys);
        entry("OSH-1", 1);
        entry("OSH-1", 2);
        watermark("OSH-1", 2);
        store.insert(Tables.ENROLMENT_CODES, new Document("used", 1, Map.of(), new byte[0]));
        for (int at = 0; at < 3_000; at++) {
            store.insert(Tables.RECORD_PAGES, new Document("OSH-1/" + at, at, Map.of("scope", "OSH-1"), new byte[100]));
        }
    }

    Path identity() {
        return folder.resolve("identity.txt");
    }

    Path file() {
        return folder.resolve("today.age");
    }

    void entry(String site, long seq) {
        Map<String, Object> fields = new HashMap<>(Map.of("scope", site, "seq", seq, "device", 1L, "epoch", 1L));
        fields.put("batchNo", seq);
        fields.put("hash", "Жаңы");
        store.insert(Tables.LOG, new Document(site + "/" + seq, seq, fields, new byte[] {1, 2}));
    }

    void watermark(String site, long seq) {
        store.insert(Tables.WATERMARKS, new Document("SITE/" + site, seq, Map.of(), new byte[0]));
    }

    BackupContents write() {
        return new BackupWriter(Set.of(recipient), Progress.NONE).write(store, file(), "id", NOW);
    }

    Restoration restoration() {
        return new Restoration(new BackupReader(file(), identity()), Progress.NONE);
    }

    BackupContents restore(DocumentStore into) {
        return restoration().write(into, keys, new Random(1));
    }
}
