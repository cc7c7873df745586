package org.outreachsync.backup;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup holds.
 *
 * @param id tells it from any other backup, 32 hexadecimal digits
 * @param made when
 * @param documents how many of each table, by the table's name
 */
public record BackupContents(String id, Instant made, SortedMap<String, Long> documents) {

    public BackupContents {
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }

    /** How many documents of all tables. */
    public long total() {
        return documents.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many accepted batches. */
    public long batches() {
        return documents.getOrDefault("log", 0L);
    }
}
