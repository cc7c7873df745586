package org.outreachsync.device.answer;

import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.model.RecordId;

/**
 * Finds out whether the server lost acknowledged ops, for example after a restore from a backup. The last acknowledged
 * op is sent once more. If the server still has it, it drops the repeated op. If not, it answers with the numbers that
 * it expects, and the tablet sends everything since.
 */
public final class Probe {

    private Probe() {}

    /** Queues the last acknowledged op again, unless other ops wait: they will reveal the same. */
    public static void draft(SiteState site, Draft draft) {
        var last = site.retained().lastEntry();
        if (site.pending().isEmpty() && last != null) {
            draft.op(site.head().getScope(), last.getValue().renumbered(last.getKey()));
        }
    }

    /** Whether the tablet still keeps an acknowledged op on this record. */
    static boolean hasEvidence(SiteState site, RecordId id) {
        return site.retained().values().stream().anyMatch(op -> op.recordId().equals(id));
    }
}
