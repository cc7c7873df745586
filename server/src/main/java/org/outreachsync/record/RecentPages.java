package org.outreachsync.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Value;

/**
 * The records that batches changed, as they were stored a moment ago, so that they need not be unsealed to be counted.
 * They are forgotten soon after: records that outlive collections of garbage are copied by each of them. A page follows
 * from the log alone, so it is the same whoever stored it.
 */
final class RecentPages {

    /** A thirtieth of the memory. */
    private static final long BYTES_MAX = Math.clamp(Runtime.getRuntime().maxMemory() / 30, 2L << 20, 100L << 20);

    /** What a record and a register of it take at least. */
    private static final int REGISTER_BYTES = 120;

    /** No request is for more batches. */
    private static final int BATCHES_MAX = 10_000;

    private final Map<Place, Page> pages = new LinkedHashMap<>();
    private long bytes;

    private record Page(List<RecordEntry> records, long bytes) {}

    private record Place(String site, long seq) {}

    /** Takes in all records that a batch changed, as it left them. */
    synchronized void add(String site, long seq, Collection<RecordEntry> changed) {
        var page = new Page(changed.stream().sorted(RecordEntry.BY_ID).toList(), bytes(changed));
        var before = pages.put(new Place(site, seq), page);
        bytes += page.bytes() - (before == null ? 0 : before.bytes());
        var eldest = pages.values().iterator();
        while (bytes > BYTES_MAX && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    private static long bytes(Collection<RecordEntry> records) {
        long bytes = REGISTER_BYTES;
        for (var record : records) {
            bytes += REGISTER_BYTES;
            for (var writes : record.state().registers().values()) {
                for (var write : writes) {
                    bytes += REGISTER_BYTES + (write.value() instanceof Value.Bytes held ? held.value().length : 0);
                }
            }
        }
        return bytes;
    }

    /** The records that a batch changed, in the order of their ids; null if they are not kept. */
    @Nullable
    synchronized List<RecordEntry> of(String site, long seq) {
        var page = pages.get(new Place(site, seq));
        return page == null ? null : page.records();
    }

    /** The records that some batches in a row changed; null unless all of them are kept. */
    @Nullable
    List<RecordEntry> between(String site, long from, long to) {
        if (to - from >= BATCHES_MAX) {
            return null;
        }
        var all = new ArrayList<RecordEntry>();
        for (long seq = from; seq <= to; seq++) {
            var page = of(site, seq);
            if (page == null) {
                return null;
            }
            all.addAll(page);
        }
        return all;
    }

    /** Forgets the pages of some batches in a row, both inclusive. */
    synchronized void forget(String site, long from, long to) {
        if (to - from >= BATCHES_MAX) {
            return;
        }
        for (long seq = from; seq <= to; seq++) {
            var page = pages.remove(new Place(site, seq));
            bytes -= page == null ? 0 : page.bytes();
        }
    }
}
