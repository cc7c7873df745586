package org.outreachsync.device.store;

import org.outreachsync.model.RecordId;

/**
 * The convergence hash of a set of records, kept up to date as records come and go: sums modulo 2^64, one per bucket.
 */
final class BucketSums {

    private final long[] sums = new long[RecordId.BUCKETS];

    void add(RecordId id, long version) {
        sums[id.bucket()] += id.convergenceHash(version);
    }

    void subtract(RecordId id, long version) {
        sums[id.bucket()] -= id.convergenceHash(version);
    }

    long total() {
        long total = 0;
        for (long sum : sums) {
            total += sum;
        }
        return total;
    }

    long[] copy() {
        return sums.clone();
    }
}
