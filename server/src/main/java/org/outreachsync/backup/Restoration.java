package org.outreachsync.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.KeyCheck;
import org.outreachsync.keys.Keyring;
import org.outreachsync.log.LogGeneration;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Unfinished;

/**
 * Puts a backup back into an empty store. The backup is read twice: it is checked to its end before anything is
 * written. A restore that broke off goes on when it is run again.
 */
public final class Restoration {

    private static final int DOCUMENTS_AT_ONCE = 500;
    private static final long BYTES_AT_ONCE = 4 << 20;

    private final BackupReader reader;
    private final Progress progress;

    /** Restores what this reader reads. */
    public Restoration(BackupReader reader, Progress progress) {
        this.reader = reader;
        this.progress = progress;
    }

    /**
     * Checks the whole backup.
     *
     * @param keys the keysets that are going to be used with it; null to leave them out of the check
     * @throws BackupException if it cannot be used
     * @throws org.outreachsync.keys.KeyringException if the keysets are not those of its store
     */
    public BackupContents check(@Nullable Keyring keys) {
        var check = new ContentCheck();
        var copied = new Copied();
        var contents = reader.read((table, document) -> {
            check.see(table, document);
            progress.at("checking " + table.name(), copied.next(table), 0);
        });
        check.finish(keys);
        return contents;
    }

    /** Counts the documents of the table that is being read. */
    private static final class Copied {
        private @Nullable Table table;
        private long documents;

        long next(Table of) {
            documents = of.equals(table) ? documents + 1 : 1;
            table = of;
            return documents;
        }
    }

    /**
     * Checks the backup and writes it, under a new generation of the log. The store stays marked as unfinished: end
     * access, then call {@link Unfinished#end}.
     *
     * @param store empty, or with a part of this same backup
     * @throws BackupException if the backup cannot be used, or the store holds anything else
     * @throws org.outreachsync.keys.KeyringException if the keysets are not those of the backup
     */
    public BackupContents write(DocumentStore store, Keyring keys, RandomGenerator random) {
        var contents = check(keys);
        var work = "the restore of the backup of " + contents.made() + " (" + contents.id() + ")";
        if (Unfinished.of(store).isEmpty() && holdsAnything(store)) {
            throw new BackupException("the store is not empty; restore into an empty one", null);
        }
        Unfinished.begin(store, work, random);
        var writing = new Writing(store);
        var copied = new Copied();
        reader.read((table, document) -> {
            writing.add(table, document);
            progress.at(
                    "writing " + table.name(),
                    copied.next(table),
                    contents.documents().getOrDefault(table.name(), 0L));
        });
        writing.flush();
        LogGeneration.begin(store, random);
        return contents;
    }

    private static boolean holdsAnything(DocumentStore store) {
        return KeyCheck.isBegun(store)
                || Tables.ALL.stream()
                        .filter(table -> !table.indexes().isEmpty())
                        .anyMatch(table ->
                                store.count(table, table.indexes().getFirst().name(), List.of()) > 0);
    }

    /** Documents of one table that are written together. */
    private static final class Writing {
        private final DocumentStore store;
        private final List<Document> waiting = new ArrayList<>();
        private @Nullable Table table;
        private long bytes;

        Writing(DocumentStore store) {
            this.store = store;
        }

        void add(Table of, Document document) {
            if (of.equals(Tables.HOUSEKEEPING) && document.id().equals(Unfinished.ID)) {
                return;
            }
            if (!of.equals(table) || waiting.size() == DOCUMENTS_AT_ONCE || bytes > BYTES_AT_ONCE) {
                flush();
            }
            table = of;
            waiting.add(document);
            bytes += document.body().length;
        }

        void flush() {
            if (table != null && !waiting.isEmpty()) {
                store.replaceIfNewer(table, waiting);
            }
            waiting.clear();
            bytes = 0;
        }
    }
}
