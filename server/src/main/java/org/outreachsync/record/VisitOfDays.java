package org.outreachsync.record;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.outreachsync.model.RecordId;

/**
 * Visits the records that are filed under some days, each once. A record that is changed meanwhile may move to a page
 * that was written after the pages of these days were looked up; it is read once more by its id.
 */
final class VisitOfDays {

    private final Set<Long> seqs;
    private final long from;
    private final long to;
    private final Consumer<RecordEntry> visitor;
    private final Set<RecordId> visited = new HashSet<>();
    private final Set<RecordId> moved = new HashSet<>();

    /**
     * A visit.
     *
     * @param seqs of the batches that have, or had, records of these days
     * @param from the first day, inclusive
     * @param to the last day, inclusive
     */
    VisitOfDays(Set<Long> seqs, long from, long to, Consumer<RecordEntry> visitor) {
        this.seqs = seqs;
        this.from = from;
        this.to = to;
        this.visitor = visitor;
    }

    /**
     * Visits the records that no later batch has changed.
     *
     * @param pages of some of the batches
     * @param versions the newest versions of the records on these pages
     */
    void take(List<RecordPages.Page> pages, Map<RecordId, Long> versions) {
        for (var page : pages) {
            for (int at = 0; at < page.ids().size(); at++) {
                var id = page.ids().get(at);
                long version = versions.getOrDefault(id, 0L);
                if (version == page.seq() && visited.add(id)) {
                    visit(page.entry(at));
                } else if (version > page.seq() && !seqs.contains(version)) {
                    moved.add(id);
                }
            }
        }
    }

    /**
     * Visits the records that moved to other pages. To be called after all pages were taken.
     *
     * @param records finds records by their ids
     */
    void takeMoved(Function<Set<RecordId>, Collection<RecordEntry>> records) {
        moved.removeAll(visited);
        records.apply(moved).forEach(this::visit);
    }

    private void visit(RecordEntry entry) {
        var day = entry.day();
        if (day != null && day >= from && day <= to) {
            visitor.accept(entry);
        }
    }
}
