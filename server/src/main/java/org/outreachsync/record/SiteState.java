package org.outreachsync.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.log.v1.StoredDeath;
import org.outreachsync.wire.log.v1.StoredSite;

/** What the records of a site are together, with its log applied up to a seq. Follows from the log. Immutable. */
public final class SiteState {

    private final long seq;
    private final Map<String, Set<RecordId>> deaths;
    private final @Nullable List<Long> digest;

    private SiteState(long seq, Map<String, Set<RecordId>> deaths, @Nullable List<Long> digest) {
        this.seq = seq;
        this.deaths = deaths;
        this.digest = digest;
    }

    /** A site without records. */
    static SiteState empty() {
        return new SiteState(0, Map.of(), Collections.nCopies(RecordId.BUCKETS, 0L));
    }

    /** A site whose log is applied up to a seq, when nothing else is known of it. */
    public static SiteState upTo(long seq) {
        return new SiteState(seq, Map.of(), null);
    }

    static SiteState of(long seq, StoredSite stored) {
        var deaths = new HashMap<String, Set<RecordId>>();
        for (var death : stored.getDeathsList()) {
            deaths.put(death.getName(), Set.copyOf(RecordPages.ids(death.getRecordIds())));
        }
        boolean isKnown = stored.getDigestCount() == RecordId.BUCKETS;
        return new SiteState(seq, deaths, isKnown ? List.copyOf(stored.getDigestList()) : null);
    }

    StoredSite stored() {
        var stored = StoredSite.newBuilder();
        deaths.forEach((name, records) -> {
            stored.addDeaths(StoredDeath.newBuilder()
                    .setName(name)
                    .setRecordIds(RecordPages.bytes(records.stream().sorted().toList())));
        });
        if (digest != null) {
            stored.addAllDigest(digest);
        }
        return stored.build();
    }

    /** The seq up to which the log is applied. */
    public long seq() {
        return seq;
    }

    /** Whether no record ever reported a death. */
    public boolean isWithoutDeaths() {
        return deaths.isEmpty();
    }

    /** The records that ever reported a death, by the keyed name of the death. */
    Set<RecordId> reportsOf(String death) {
        return deaths.getOrDefault(death, Set.of());
    }

    /**
     * The sums of the hashes of all records, by bucket. By them a tablet can tell whether it holds the same records.
     * Null if they must be computed from the records.
     */
    public @Nullable List<Long> digest() {
        return digest;
    }

    /** The same state with a digest that was computed from the records. */
    public SiteState withDigest(@Nullable List<Long> computed) {
        return new SiteState(seq, deaths, computed);
    }

    /**
     * The state after more entries of the log.
     *
     * @param head the seq of the last of them
     * @param before the records that they touch, before them
     * @param touched the same records, after them, and those that they created
     * @param reported the records of them that report a death, by the keyed name of the death
     */
    SiteState after(
            long head,
            Map<RecordId, RecordEntry> before,
            Collection<RecordEntry> touched,
            Map<String, Set<RecordId>> reported) {
        return new SiteState(head, deathsWith(reported), digestAfter(before, touched));
    }

    private Map<String, Set<RecordId>> deathsWith(Map<String, Set<RecordId>> reported) {
        if (reported.isEmpty()) {
            return deaths;
        }
        var all = new HashMap<>(deaths);
        reported.forEach((name, ids) -> {
            var more = new HashSet<>(reportsOf(name));
            more.addAll(ids);
            all.put(name, more);
        });
        return all;
    }

    private @Nullable List<Long> digestAfter(Map<RecordId, RecordEntry> before, Collection<RecordEntry> touched) {
        if (digest == null) {
            return null;
        }
        var sums = new ArrayList<>(digest);
        for (var entry : touched) {
            var id = entry.state().id();
            var older = before.get(id);
            long less = older == null ? 0 : id.convergenceHash(older.state().version());
            long more = id.convergenceHash(entry.state().version());
            sums.set(id.bucket(), sums.get(id.bucket()) - less + more);
        }
        return sums;
    }
}
