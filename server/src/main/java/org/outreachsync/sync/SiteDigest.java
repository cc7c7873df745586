package org.outreachsync.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordStore;
import org.outreachsync.store.Pages;

/**
 * The sums of the hashes of all records of a site, by bucket. By them a tablet can tell whether it holds the same
 * records.
 *
 * @param buckets one sum for each value of the last byte of a record id
 */
record SiteDigest(List<Long> buckets) {

    private static final int PAGE = 2_000;

    /** The digest of the records up to a sequence number in the log, computed from them. */
    static SiteDigest of(RecordStore records, String site, long head) {
        var sums = new ArrayList<>(Collections.nCopies(RecordId.BUCKETS, 0L));
        all(records, site, head)
                .forEach(record -> sums.set(
                        record.id().bucket(),
                        sums.get(record.id().bucket()) + record.id().convergenceHash(record.version())));
        return new SiteDigest(sums);
    }

    private static List<RecordStore.Version> all(RecordStore records, String site, long head) {
        return List.copyOf(Pages.all(
                1,
                PAGE,
                (from, limit) -> records.versions(site, from, head, limit),
                RecordStore.Version::version,
                RecordStore.Version::id));
    }

    long total() {
        return buckets.stream().mapToLong(sum -> sum).sum();
    }

    /** The buckets whose sums differ from the tablet's. */
    List<Integer> differing(List<Long> ofTablet) {
        var differing = new ArrayList<Integer>();
        for (int bucket = 0; bucket < RecordId.BUCKETS; bucket++) {
            if (!buckets.get(bucket).equals(ofTablet.get(bucket))) {
                differing.add(bucket);
            }
        }
        return differing;
    }

    /**
     * The records of some buckets, by bucket. Another server may be ahead; a tablet that begins a bucket anew needs
     * also the records that it has changed.
     */
    static Map<Integer, List<RecordId>> inBuckets(RecordStore records, String site, List<Integer> buckets) {
        var wanted = Set.copyOf(buckets);
        return all(records, site, Long.MAX_VALUE).stream()
                .map(RecordStore.Version::id)
                .filter(id -> wanted.contains(id.bucket()))
                .sorted()
                .collect(Collectors.groupingBy(RecordId::bucket));
    }
}
