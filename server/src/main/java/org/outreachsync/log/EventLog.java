package org.outreachsync.log;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.LoggedBatch;

/**
 * The logs of all sites. An entry with seq n + 1 is only written by a caller who saw that n is durable. So entries
 * become visible in the order of their seq: a reader that has read up to a seq has read everything before it, whatever
 * crashed or was slow.
 */
public final class EventLog {

    private static final String BY_SEQ = "log_seq";
    private static final String BY_BATCH = "log_batch";
    /** Most batches of a few records are shorter. */
    private static final int PADDED_BYTES_MIN = 2_048;

    private final DocumentStore store;
    private final Sealer sealer;

    /** A log in this store, sealed by this sealer. */
    public EventLog(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /** The seq of a site's last entry; 0 for an empty log. */
    public long tail(String site) {
        var last = store.range(Tables.LOG, Range.last(BY_SEQ, List.of(site)));
        return last.isEmpty() ? 0 : last.getFirst().need("seq");
    }

    /**
     * Makes sure that what is read of a site's log from now on is all that was accepted. Asked before somebody is told
     * that the log lacks something, which a primary that was just deposed would say wrongly.
     *
     * @throws org.outreachsync.store.StoreUnavailableException if nobody can say so
     */
    public void confirm(String site) {
        store.confirm(Tables.LOG, id(site, 1));
    }

    private static String id(String site, long seq) {
        return site + "/" + seq;
    }

    /**
     * The last batch of a device and epoch in a site.
     *
     * @param batchNo its number
     * @param lastOp the device's highest op number that is durable with it
     */
    public record Last(long batchNo, long lastOp) {}

    /** The last batch of a device and epoch in a site, or null. */
    public @Nullable Last lastOf(String site, long deviceNo, int epoch) {
        var last = store.range(Tables.LOG, Range.last(BY_BATCH, List.of(site, deviceNo, (long) epoch)));
        return last.isEmpty()
                ? null
                : new Last(last.getFirst().need("batchNo"), last.getFirst().need("lastOp"));
    }

    /** The batch with this key, or null if it was never accepted. */
    public @Nullable LogEntry find(BatchKey key) {
        var found = store.range(
                Tables.LOG,
                Range.ascending(
                        BY_BATCH,
                        List.of(key.site(), key.deviceNo(), (long) key.epoch()),
                        key.batchNo(),
                        key.batchNo(),
                        1));
        return found.isEmpty() ? null : entry(found.getFirst());
    }

    /**
     * The entries after a seq, in order and without gaps.
     *
     * @param limit the maximum number of entries
     * @throws StoreException if there is a gap: entries were lost, which only a damaged store can cause
     */
    public List<LogEntry> readAfter(String site, long seq, int limit) {
        var entries = new ArrayList<LogEntry>();
        long next = seq + 1;
        for (var document : store.range(Tables.LOG, Range.ascending(BY_SEQ, List.of(site), next, null, limit))) {
            if (document.need("seq") != next) {
                throw new StoreException("the log of " + site + " has a hole at " + next, null);
            }
            entries.add(entry(document));
            next++;
        }
        return entries;
    }

    /**
     * Appends an entry at its seq. Once this returns true, the batch is accepted permanently.
     *
     * @return false if the seq or the batch number is taken: look for the batch, then for the tail
     * @throws org.outreachsync.store.StoreUnavailableException if the outcome is unknown: look for the batch before
     *     appending it again
     */
    public boolean append(LogEntry entry) {
        return append(entry, List.of(), List.of());
    }

    /**
     * Like {@link #append(LogEntry)}, together with other writes. If it returns true, all of them are done. Otherwise,
     * or after a crash, the first of them may be done.
     *
     * @param before writes that the entry depends on
     * @param after writes that repeat what the entry says
     */
    public boolean append(LogEntry entry, List<TableWrite> before, List<TableWrite> after) {
        var writes = new ArrayList<>(before);
        writes.add(TableWrite.allNew(Tables.LOG, List.of(document(entry))));
        writes.addAll(after);
        try {
            store.write(writes);
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    private Document document(LogEntry entry) {
        var key = entry.key();
        return new Document(
                id(key.site(), entry.seq()),
                entry.seq(),
                Map.of(
                        "scope", key.site(),
                        "seq", entry.seq(),
                        "device", key.deviceNo(),
                        "epoch", (long) key.epoch(),
                        "batchNo", key.batchNo(),
                        "lastOp", entry.lastOp(),
                        "receivedAt", entry.receivedAt(),
                        "hash", entry.hash()),
                sealer.seal(Padding.of(entry.batch().toByteArray(), PADDED_BYTES_MIN), key.sealContext()));
    }

    private LogEntry entry(Document document) {
        var site = document.text("scope");
        var hash = document.text("hash");
        if (site == null || hash == null) {
            throw new StoreException("log entry " + document.id() + " lacks its site or hash", null);
        }
        var key = new BatchKey(site, document.need("device"), (int) document.need("epoch"), document.need("batchNo"));
        try {
            var batch = LoggedBatch.parseFrom(sealer.open(document.body(), key.sealContext())).toBuilder()
                    .clearPadding()
                    .build();
            return new LogEntry(
                    key, document.need("seq"), document.need("lastOp"), document.need("receivedAt"), hash, batch);
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("log entry " + document.id() + " cannot be read", damaged);
        }
    }
}
