package org.outreachsync.export.ledger;

import java.time.Instant;
import java.util.Collection;
import org.outreachsync.export.ledger.Content.SnapshotRef;

/**
 * Removes snapshots that no entry tells anybody of: of restatements that were withdrawn, and of servers that were
 * killed, or overtaken, between writing a snapshot and noting it in the ledger.
 */
public final class Leftovers {

    private final Ledger ledger;
    private final Snapshots snapshots;

    /** Of this ledger and its snapshots. */
    public Leftovers(Ledger ledger, Snapshots snapshots) {
        this.ledger = ledger;
        this.snapshots = snapshots;
    }

    /** Decides about snapshots whose entries are as they will be now: those that no entry needs are removed. */
    public void settle(Collection<SnapshotRef> kept) {
        kept.forEach(snapshot -> snapshots.draft(snapshot.id()).ifPresent(this::settle));
    }

    /**
     * Decides about snapshots that were written before an instant, and that nobody has decided about since.
     *
     * @param max the most snapshots
     */
    public void settleAll(Instant before, int max) {
        snapshots.drafts(before, max).forEach(this::settle);
    }

    private void settle(Snapshots.Draft draft) {
        boolean isNeeded = draft.entries().stream()
                .flatMap(id -> ledger.find(id).stream())
                .anyMatch(entry -> !entry.isWithdrawn() && names(entry, draft.snapshot()));
        snapshots.settle(draft, isNeeded);
    }

    private static boolean names(Entry entry, String snapshot) {
        var content = entry.content();
        return content != null
                && (content.table().id().equals(snapshot)
                        || content.counts().id().equals(snapshot));
    }
}
