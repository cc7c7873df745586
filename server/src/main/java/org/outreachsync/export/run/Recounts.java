package org.outreachsync.export.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.outbox.Waits;
import org.outreachsync.export.run.Planner.Plan;
import org.outreachsync.export.run.Restatements.Recount;
import org.outreachsync.failure.Frames;
import org.outreachsync.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts again what a schedule says. What could not be counted is tried again at the next rounds, and what was counted
 * is not counted a second time for the same occurrence. A server that is started anew counts all of it again, which
 * changes nothing. Used by one thread at a time.
 */
final class Recounts {

    private static final Logger LOG = LoggerFactory.getLogger(Recounts.class);

    private final Restatements restatements;
    private final Waits waits;
    private final ExportLimits limits;
    private final Map<String, Round> rounds = new HashMap<>();

    Recounts(Restatements restatements, Waits waits, ExportLimits limits) {
        this.restatements = restatements;
        this.waits = waits;
        this.limits = limits;
    }

    /** What is done for one occurrence at one destination. */
    private static final class Round {

        private final String occurrence;
        private final Set<String> done = new HashSet<>();
        private int failures;
        private Instant notBefore = Instant.MIN;

        Round(String occurrence) {
            this.occurrence = occurrence;
        }
    }

    /** Counts what is still to be counted again. False if something is left for the next round. */
    boolean count(Destination destination, Plan plan, String occurrence, Instant now) {
        var round = rounds.merge(
                destination.code(),
                new Round(occurrence),
                (known, fresh) -> known.occurrence.equals(occurrence) ? known : fresh);
        if (now.isBefore(round.notBefore) && round.notBefore.isBefore(now.plus(limits.waitMax()))) {
            return false;
        }
        var origin = new Entry.Origin(now, "", occurrence, now);
        boolean isAll = true;
        // What keeps one period waiting keeps the others of its data set waiting, too.
        var waiting = new HashSet<String>();
        for (var again : plan.again()) {
            var id = new EntryId(destination.code(), again.set().code(), again.period(), 1).toString();
            if (!round.done.contains(id) && !waiting.contains(again.set().code())) {
                try {
                    if (restatements.again(destination, again, origin, now) instanceof Recount.Busy) {
                        isAll = false;
                        waiting.add(again.set().code());
                    } else {
                        round.done.add(id);
                    }
                } catch (StoreUnavailableException away) {
                    throw away;
                } catch (RuntimeException failed) {
                    isAll &= isGivenUp(round, id, failed, now);
                }
            }
        }
        if (isAll) {
            rounds.remove(destination.code());
        }
        return isAll;
    }

    private boolean isGivenUp(Round round, String id, RuntimeException failed, Instant now) {
        round.failures++;
        boolean isLast = round.failures > limits.writing().times();
        if (isLast) {
            round.done.add(id);
        } else {
            round.notBefore = now.plus(waits.after(limits.writing(), round.failures, null));
        }
        LOG.atError()
                .addKeyValue(Frames.KEY, Frames.of(failed))
                .log(
                        "export {} could not be counted again; {}",
                        id,
                        isLast ? "the next occurrence tries again" : "it is tried again");
        return isLast;
    }
}
