package org.outreachsync.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;

/** The digests of the sites that synced last, kept in memory. Used under the site's lock. */
final class SiteDigests {

    /** Records of all sites whose digests are kept, some 100 bytes each. */
    private static final long RECORDS_MAX = 1_000_000;

    private final RecordStore records;
    private final Cache<String, SiteDigest> bySite = Caffeine.newBuilder()
            .maximumWeight(RECORDS_MAX)
            .weigher((String site, SiteDigest digest) -> 1 + digest.size())
            .build();

    SiteDigests(RecordStore records) {
        this.records = records;
    }

    /**
     * The digest of a site with everything up to a sequence number in the log.
     *
     * @param changed all records with this sequence number, or null to have them read
     */
    SiteDigest of(String site, long head, @Nullable Collection<RecordEntry> changed) {
        var digest = bySite.get(site, unseen -> new SiteDigest());
        if (changed != null) {
            digest.advance(head, changed);
        }
        digest.catchUp(records, site, head);
        // The cache weighs a digest when it is put, and the digest has grown.
        bySite.put(site, digest);
        return digest;
    }
}
