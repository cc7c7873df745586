package org.outreachsync.device.answer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.batch.Outgoing;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.device.v1.ScopeHead;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Applies one answer atomically: acknowledgements, changes, cursor, commands and clocks are stored together or not at
 * all.
 */
public final class Answered {

    private final Contract contract;
    private final DeviceState state;
    private final SiteState site;
    private final Draft draft;
    private final Outgoing sent;
    private final SyncResponse answer;
    private final String name;
    private final ScopeHead.Builder head;
    private final Map<RecordId, Change> changes = new HashMap<>();
    private final Set<Integer> resetBuckets;
    private long hash;
    private int acked;

    public Answered(
            Contract contract, DeviceState state, SiteState site, Draft draft, Outgoing sent, SyncResponse answer) {
        this.contract = contract;
        this.state = state;
        this.site = site;
        this.draft = draft;
        this.sent = sent;
        this.answer = answer;
        this.name = sent.site();
        this.head = site.head().toBuilder();
        this.resetBuckets = new HashSet<>(answer.getResetBucketsList());
        this.hash = site.stateHash();
        answer.getChangesList()
                .forEach(change -> changes.put(RecordId.of(change.getRecordId().toByteArray()), change));
    }

    /**
     * How much an answer changed.
     *
     * @param acked ops that left the queue
     * @param received records that arrived
     */
    public record Applied(int acked, int received) {}

    public Applied apply(DeviceClock clock) {
        long now = answer.getServerNow() > 0 ? answer.getServerNow() : clock.wallMillis();
        if (sent.hasOps()) {
            acknowledge(now);
        }
        if (!head.getRemoved()) {
            takeChanges();
            follow();
        }
        var device = state.device().toBuilder()
                .setSyncedAt(clock.wallMillis())
                .setServerAt(answer.getServerNow())
                .setSyncedBootId(clock.bootId())
                .setSyncedElapsedMs(clock.elapsedMillis());
        if (answer.hasLimits()) {
            device.setLimits(answer.getLimits());
        }
        Commands.confirmed(device, sent.doneCommands());
        Commands.draft(answer.getCommandsList(), sent.doneCommands(), state, draft, device, head);
        purge(now, device);
        draft.device(device.build());
        draft.head(head.build());
        return new Applied(acked, changes.size());
    }

    private void acknowledge(long now) {
        var ack = answer.getAck();
        long through = Math.min(ack.getAckedOp(), site.head().getNextOp() - 1);
        var results = new HashMap<Long, OpResult>();
        ack.getResultsList().forEach(result -> results.put(result.getOpNo(), result));
        var promotion = new Promotion(contract, site, state.slot(), ack.getSeq());
        long attention = state.nextAttention();
        for (var op : site.pending().headMap(through, true).values()) {
            acked++;
            var result = results.get(op.opNo());
            if (op.hollow()) {
                continue;
            }
            if (result != null && needsAttention(result)) {
                draft.attention(Departure.attention(attention++, name, shown(op, result), result));
            }
            if (stands(op, result)) {
                promotion.add(op, result);
            } else if (isRefiled(op, result)) {
                endShareWithBoot(op);
            }
        }
        promotion.forEach(this::put);
        draft.acked(name, through, now);
        head.setAckedOp(Math.max(through, site.head().getAckedOp()))
                .setNextBatch(sent.request().getBatchNo() + 1)
                .clearCut();
    }

    /**
     * The op as the worker sees it. A quarantined op keeps its client code, since it exists nowhere else on the tablet
     * and the code may be the very thing to correct.
     */
    private LocalOp shown(LocalOp op, OpResult result) {
        return result.getStatus() == Status.STATUS_QUARANTINED
                ? op
                : new HiddenCodes(contract).in(op, result.getClientKey());
    }

    /**
     * Ends this boot's share of a tally: the server files the clicks of the next boot separately, so they must not
     * include these.
     */
    private void endShareWithBoot(LocalOp op) {
        var share = site.ownShare(op.recordId());
        if (share != null) {
            draft.ownShare(
                    name,
                    op.recordId(),
                    share.toBuilder().setBootId(op.op().getBootId()).build());
        }
    }

    private static boolean needsAttention(OpResult result) {
        return result.getStatus() == Status.STATUS_QUARANTINED
                || result.getStatus() == Status.STATUS_REVIEW
                || result.getWarningsCount() > 0;
    }

    /**
     * Whether the op still has to be added to the record on the tablet. Not if the server had it before or sends the
     * record in this answer, and not if it continued a count of an earlier epoch, since the sum comes back from the
     * server.
     */
    private boolean stands(LocalOp op, @Nullable OpResult result) {
        boolean applied = result == null
                || (result.getStatus() != Status.STATUS_QUARANTINED && result.getStatus() != Status.STATUS_DUPLICATE);
        return applied
                && op.op().getCountsEpoch() == 0
                && !isRefiled(op, result)
                && !changes.containsKey(op.recordId())
                && !resetBuckets.contains(op.recordId().bucket());
    }

    /**
     * Whether the server filed a tally under its true day, and so under another id. That record comes with the same
     * answer.
     */
    private boolean isRefiled(LocalOp op, @Nullable OpResult result) {
        return result != null
                && result.hasOccurredOn()
                && !contract.type(op.type()).naturalKey().isEmpty();
    }

    private void takeChanges() {
        if (!resetBuckets.isEmpty()) {
            resetBuckets();
        }
        Released.attentions(state, site, name, changes).forEach(draft::attentionSeen);
        changes.forEach((id, change) -> {
            if (change.getRemoved()) {
                remove(id);
            } else {
                put(id, change);
            }
        });
    }

    /**
     * Replaces the records of the buckets that the server repairs. If a record disappears or goes back to an older
     * version although the server had acknowledged an op on it, the server may have been restored from a backup; then a
     * probe is queued.
     */
    private void resetBuckets() {
        boolean goesBack = false;
        for (var entry : new TreeMap<>(site.base()).entrySet()) {
            var id = entry.getKey();
            if (!resetBuckets.contains(id.bucket())) {
                continue;
            }
            var change = changes.get(id);
            if (change == null) {
                remove(id);
            }
            if (change == null || change.getVersion() < entry.getValue().getVersion()) {
                goesBack |= Probe.hasEvidence(site, id);
            }
        }
        if (goesBack && !sent.hasOps()) {
            Probe.draft(site, draft);
        }
    }

    private void put(RecordId id, Change change) {
        var before = site.base(id);
        hash += id.convergenceHash(change.getVersion())
                - (before == null ? 0 : id.convergenceHash(before.getVersion()));
        draft.base(name, change);
    }

    private void remove(RecordId id) {
        var before = site.base(id);
        if (before != null) {
            hash -= id.convergenceHash(before.getVersion());
            draft.baseGone(name, id);
        }
    }

    /**
     * Follows the cursor. An answer has none if it says nothing about the records of the site, for example after the
     * site was taken away.
     */
    private void follow() {
        if (answer.getCursor().isEmpty()) {
            head.setCaughtUp(false);
            return;
        }
        head.setCursor(answer.getCursor()).setCaughtUp(!answer.getMore());
        if (answer.getMore()) {
            return;
        }
        if (hash == answer.getStateHash()) {
            head.setMismatches(0);
        } else {
            boolean repairing = sent.request().getBucketHashesCount() == 0 || !resetBuckets.isEmpty();
            head.setMismatches(repairing ? 1 : head.getMismatches() + 1);
        }
    }

    private void purge(long now, Device.Builder device) {
        long days = device.getLimits().getPurgeDays();
        if (days == 0) {
            return;
        }
        long before = now - TimeUnit.DAYS.toMillis(days);
        long through = 0;
        for (var op : site.retained().values()) {
            if (op.ackedAtMillis() >= before) {
                break;
            }
            through = op.opNo();
        }
        if (through > 0) {
            draft.purged(name, through);
        }
        site.ownShares().forEach((id, share) -> {
            var base = site.base(id);
            if (base != null
                    && base.hasOwnShare()
                    && site.pendingOn(id).isEmpty()
                    && Hlc.millis(share.getHlc()) < before) {
                draft.ownShareGone(name, id);
            }
        });
    }
}
