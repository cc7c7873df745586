package org.outreachsync.backup;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.KeyCheck;
import org.outreachsync.keys.Keyring;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.store.Document;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/** Checks, while a backup is read, that it is of one moment and that the keysets are those of its store. */
public final class ContentCheck {

    private static final class Site {
        private long entries;
        private long tail;
        private long records;
    }

    private final Map<String, Site> sites = new TreeMap<>();
    private final Map<String, Document> keyChecks = new HashMap<>();

    /** Notes a document. */
    public void see(Table table, Document document) {
        if (table.equals(Tables.LOG)) {
            var site = site(document.text("scope"));
            site.entries++;
            site.tail = Math.max(site.tail, document.need("seq"));
        } else if (table.equals(Tables.WATERMARKS)) {
            var name = RecordWatermarks.siteOf(document.id());
            if (name != null) {
                site(name).records = document.version();
            }
        }
        if (KeyCheck.isOne(table, document)) {
            keyChecks.put(table.name(), document);
        }
    }

    private Site site(@Nullable String name) {
        return sites.computeIfAbsent(name == null ? "" : name, unseen -> new Site());
    }

    /**
     * Checks what was seen.
     *
     * @param keys the keysets that are going to be used with it; null to check all but these
     * @throws BackupException if an entry of a log is missing, or records are ahead of their log
     * @throws org.outreachsync.keys.KeyringException if the keysets are not those of its store
     */
    public void finish(@Nullable Keyring keys) {
        sites.forEach((name, site) -> {
            if (site.entries != site.tail) {
                throw new BackupException(
                        "the log of " + name + " in the backup lacks " + (site.tail - site.entries) + " of " + site.tail
                                + " entries",
                        null);
            }
            if (site.records > site.tail) {
                throw new BackupException(
                        "the backup is not of one moment: the records of " + name + " are at " + site.records
                                + ", its log ends at " + site.tail,
                        null);
            }
        });
        if (keyChecks.isEmpty()) {
            throw new BackupException("the backup is of a store that was never used", null);
        }
        if (keys != null) {
            // A store that was upgraded may still have the probe of an earlier version.
            var current = keyChecks.get(Tables.HOUSEKEEPING.name());
            KeyCheck.check(
                    current == null ? Objects.requireNonNull(keyChecks.get(Tables.WATERMARKS.name())) : current, keys);
        }
    }

    /** How many sites have a log. */
    public int sites() {
        return sites.size();
    }
}
