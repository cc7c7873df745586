package org.outreachsync.export.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.destination.Recipients;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Notice;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Withdraws restatements that nobody has decided about for too long, and those of destinations that were removed. As
 * long as one may be released, every other export has to be safe beside it.
 */
final class Undecided {

    private static final Logger LOG = LoggerFactory.getLogger(Undecided.class);

    private final Ledger ledger;
    private final Recipients recipients;
    private final Restatements restatements;
    private final ExportLimits limits;

    Undecided(Ledger ledger, Recipients recipients, Restatements restatements, ExportLimits limits) {
        this.ledger = ledger;
        this.recipients = recipients;
        this.restatements = restatements;
        this.limits = limits;
    }

    /** Until when a restatement can be approved. */
    static Instant until(Entry proposed, ExportLimits limits) {
        return proposed.origin().created().plus(limits.approvalMax());
    }

    /** Withdraws those that are overdue at an instant. */
    void withdraw(Instant now) {
        var destinations = recipients.all();
        for (var proposed : ledger.in(State.NEEDS_APPROVAL, limits.dueMax())) {
            if (!destinations.has(proposed.id().destination())) {
                withdraw(proposed, "The destination was removed.", null);
            } else if (!now.isBefore(until(proposed, limits))) {
                withdraw(
                        proposed,
                        "Nobody approved it within " + limits.approvalMax().toDays() + " days.",
                        new Notice(Notice.Kind.EXPIRED, now, 0));
            }
        }
    }

    private void withdraw(Entry proposed, String reason, @Nullable Notice tell) {
        restatements
                .withdraw(proposed, Stop.withdrawn(reason, ""), tell)
                .ifPresent(withdrawn -> LOG.warn("export {} is withdrawn: {}", withdrawn.id(), reason));
    }
}
