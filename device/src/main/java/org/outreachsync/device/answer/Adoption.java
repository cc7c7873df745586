package org.outreachsync.device.answer;

import java.util.TreeMap;
import org.outreachsync.device.batch.Outgoing;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.transport.Problem;
import org.outreachsync.model.Contract;

/**
 * Adopts the server's numbers when they differ from the tablet's. The server may have more ops than the tablet thinks,
 * after an answer was lost and the batch was cut anew. It may also have fewer, after it was restored from a backup;
 * then the tablet sends the ops that it kept once more.
 */
public final class Adoption {

    private final Contract contract;

    public Adoption(Contract contract) {
        this.contract = contract;
    }

    /** The result. */
    public enum Outcome {
        /** The tablet now uses the server's numbers. */
        ADOPTED,
        /** The tablet had the same numbers already. */
        NOTHING_NEW,
        /**
         * The server has ops of this epoch that this tablet never captured: the tablet was restored from a copy of
         * itself.
         */
        FOREIGN
    }

    public Outcome draft(DeviceState state, SiteState site, Draft draft, Outgoing sent, Problem problem, long now) {
        var head = site.head();
        long expectedBatchNo = problem.expectedBatchNo();
        long ackedOp = problem.ackedOp();
        if (isCopy(site, sent, problem)) {
            long known = Math.min(problem.knownThrough(), sent.lastOp());
            if (known > head.getAckedOp()) {
                advance(state, site, draft, known, now);
                draft.head(head.toBuilder().setAckedOp(known).clearCut().build());
                if (known == sent.lastOp() && known < head.getNextOp() - 1) {
                    return Outcome.ADOPTED;
                }
            }
            draft.device(state.device().toBuilder().setCopied(true).build());
            return Outcome.FOREIGN;
        }
        boolean cutFits = !head.hasCut()
                || (head.getCut().getBatchNo() == expectedBatchNo
                        && head.getCut().getFirstOp() == ackedOp + 1);
        if (ackedOp == head.getAckedOp() && expectedBatchNo == head.getNextBatch() && cutFits) {
            return Outcome.NOTHING_NEW;
        }
        var adopted = head.toBuilder()
                .setNextBatch(expectedBatchNo)
                .setAckedOp(ackedOp)
                .clearCut();
        if (ackedOp > head.getAckedOp()) {
            advance(state, site, draft, ackedOp, now);
        } else if (ackedOp < head.getAckedOp()) {
            adopted.setNextOp(rewind(site, draft, ackedOp));
        }
        draft.head(adopted.build());
        return Outcome.ADOPTED;
    }

    /**
     * Whether the server holds other ops under this tablet's numbers, or ops with numbers that the tablet has not used
     * yet.
     */
    private static boolean isCopy(SiteState site, Outgoing sent, Problem problem) {
        long ackedOp = problem.ackedOp();
        var own = site.pending().getOrDefault(ackedOp, site.retained().get(ackedOp));
        boolean otherAct = own != null && problem.ackedHlc() != 0 && own.op().getHlc() != problem.ackedHlc();
        boolean sentOtherActs =
                problem.knownThrough() >= 0 && problem.knownThrough() < Math.min(ackedOp, sent.lastOp());
        return ackedOp >= site.head().getNextOp() || otherAct || sentOtherActs;
    }

    /**
     * Marks ops as acknowledged. The {@code seq} of their batch is not known here; the convergence check repairs the
     * versions of the records.
     */
    private void advance(DeviceState state, SiteState site, Draft draft, long ackedOp, long now) {
        var promotion = new Promotion(contract, site, state.slot(), 0);
        site.pending().headMap(ackedOp, true).values().stream()
                .filter(op -> !op.hollow())
                .forEach(op -> promotion.add(op, null));
        promotion.forEach((id, change) -> draft.base(site.head().getScope(), change));
        draft.acked(site.head().getScope(), ackedOp, now);
    }

    /**
     * Queues the kept ops again, renumbered from the server's last number. Where ops were purged, the later ones move
     * up; to the server they are simply new.
     */
    private static long rewind(SiteState site, Draft draft, long ackedOp) {
        var name = site.head().getScope();
        var again = new TreeMap<Long, LocalOp>(site.retained().tailMap(ackedOp, false));
        again.putAll(site.pending());
        draft.clearQueue(name);
        site.retained().headMap(ackedOp, true).values().forEach(op -> draft.op(name, op));
        long number = ackedOp;
        for (var op : again.values()) {
            number++;
            draft.op(name, op.renumbered(number));
        }
        return number + 1;
    }
}
