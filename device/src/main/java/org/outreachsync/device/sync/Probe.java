package org.outreachsync.device.sync;

import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.model.RecordId;

/**
 * Finds out whether the server lost what it had acknowledged, as after a restore from a backup. The last acknowledged
 * op is sent once more: a server that has it drops it as known, one that has not answers with the numbers that it
 * expects, and gets everything since.
 */
final class Probe {

    private Probe() {}

    /** Queues the last acknowledged op again, unless something waits anyway and asks the same question. */
    static void draft(SiteState site, Draft draft) {
        var last = site.retained().lastEntry();
        if (site.pending().isEmpty() && last != null) {
            draft.op(site.head().getScope(), last.getValue().renumbered(last.getKey()));
        }
    }

    /** Whether an acknowledged op on a record is kept. */
    static boolean hasEvidence(SiteState site, RecordId id) {
        return site.retained().values().stream().anyMatch(op -> op.recordId().equals(id));
    }
}
