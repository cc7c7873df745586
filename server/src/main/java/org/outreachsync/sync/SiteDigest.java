package org.outreachsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.store.Pages;

/**
 * The sums of the hashes of all records of a site, by bucket. By them a tablet can tell whether it holds the same
 * records. Updated by the changes since the last use, under the site's lock.
 */
final class SiteDigest {

    /** One for each value of the last byte of a record id. */
    private static final int PAGE = 2_000;

    private final Map<RecordId, Long> versions = new HashMap<>();
    private final long[] buckets = new long[RecordId.BUCKETS];
    private long asOf;

    /** Takes in everything up to a sequence number in the log. */
    void catchUp(RecordStore records, String site, long head) {
        if (asOf < head) {
            Pages.forEach(
                    asOf + 1,
                    PAGE,
                    (from, limit) -> records.versions(site, from, head, limit),
                    RecordStore.Version::version,
                    this::put);
            asOf = head;
        }
    }

    /** Takes in the records of the next sequence number, which the caller has. Otherwise they are read. */
    void advance(long seq, Collection<RecordEntry> changed) {
        if (asOf == seq - 1) {
            changed.forEach(entry -> put(new RecordStore.Version(entry.state().id(), seq)));
            asOf = seq;
        }
    }

    private void put(RecordStore.Version record) {
        var before = versions.put(record.id(), record.version());
        int bucket = record.id().bucket();
        if (before != null) {
            buckets[bucket] -= record.id().convergenceHash(before);
        }
        buckets[bucket] += record.id().convergenceHash(record.version());
    }

    long total() {
        long total = 0;
        for (long bucket : buckets) {
            total += bucket;
        }
        return total;
    }

    /** The buckets whose sums differ from the tablet's. */
    List<Integer> differing(List<Long> ofTablet) {
        var differing = new ArrayList<Integer>();
        for (int bucket = 0; bucket < RecordId.BUCKETS; bucket++) {
            if (buckets[bucket] != ofTablet.get(bucket)) {
                differing.add(bucket);
            }
        }
        return differing;
    }

    /** The records of a bucket. */
    List<RecordId> inBucket(int bucket) {
        return versions.keySet().stream()
                .filter(id -> id.bucket() == bucket)
                .sorted()
                .toList();
    }

    int size() {
        return versions.size();
    }
}
