package org.outreachsync.record;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Pages;
import org.outreachsync.store.Range;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;

/** Which batches have records of each day. */
final class RecordDays {

    private static final String BY_DAY = "record_days_day";
    private static final byte[] NOTHING = {};
    /** More batches than a site sends in a day. */
    private static final int PAGE = Range.LIMIT_MAX;

    private final DocumentStore store;

    RecordDays(DocumentStore store) {
        this.store = store;
    }

    /**
     * The write that notes the days of records.
     *
     * @param bySeq the records that each batch changed, as it left them, by the seq of the batch
     */
    TableWrite writeOf(String site, SortedMap<Long, ? extends Collection<RecordEntry>> bySeq) {
        var days = new LinkedHashMap<String, Document>();
        bySeq.forEach((seq, changed) -> changed.forEach(entry -> {
            var day = entry.day();
            if (day != null) {
                var id = site + "/" + day + "/" + seq;
                days.computeIfAbsent(
                        id, unseen -> new Document(id, seq, Map.of("scope", site, "day", day, "seq", seq), NOTHING));
            }
        }));
        return TableWrite.newer(Tables.RECORD_DAYS, List.copyOf(days.values()));
    }

    /** The seqs of the batches that have, or had, records of a day. */
    Set<Long> of(String site, long day) {
        return seqs(List.of(site, day), 0, null, Document::version);
    }

    /** The same for all days from one to another, both inclusive. */
    Set<Long> between(String site, long from, long to) {
        return seqs(List.of(site), from, to, document -> document.need("day"));
    }

    private Set<Long> seqs(List<Object> prefix, long from, @Nullable Long to, ToLongFunction<Document> position) {
        var seqs = new TreeSet<Long>();
        Pages.forEach(
                from,
                PAGE,
                (next, limit) -> store.range(Tables.RECORD_DAYS, Range.ascending(BY_DAY, prefix, next, to, limit)),
                position,
                document -> seqs.add(document.version()));
        return seqs;
    }
}
