package org.outreachsync.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that batches changed, as they were stored a moment ago, so that they need not be unsealed to be counted.
 * A page follows from the log alone, so it is the same whoever stored it.
 */
final class RecentPages {

    /** What a usual record takes. */
    private static final int RECORD_BYTES = 2_000;
    /** A thirtieth of the memory. */
    private static final int RECORDS_MAX =
            Math.clamp(Runtime.getRuntime().maxMemory() / 30 / RECORD_BYTES, 1_000, 50_000);

    private static final Comparator<RecordEntry> BY_ID =
            Comparator.comparing(entry -> entry.state().id());

    private final Map<Place, List<RecordEntry>> pages = new LinkedHashMap<>();
    private int records;

    private record Place(String site, long seq) {}

    /** Takes in all records that a batch changed, as it left them. */
    synchronized void add(String site, long seq, Collection<RecordEntry> changed) {
        pages.put(new Place(site, seq), changed.stream().sorted(BY_ID).toList());
        records += 1 + changed.size();
        var eldest = pages.values().iterator();
        while (records > RECORDS_MAX) {
            records -= 1 + eldest.next().size();
            eldest.remove();
        }
    }

    /** The records that a batch changed, in the order of their ids; null if they are not kept. */
    @Nullable
    synchronized List<RecordEntry> of(String site, long seq) {
        return pages.get(new Place(site, seq));
    }

    /** The records that some batches in a row changed; null unless all of them are kept. */
    @Nullable
    List<RecordEntry> between(String site, long from, long to) {
        if (to - from >= RECORDS_MAX) {
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
}
