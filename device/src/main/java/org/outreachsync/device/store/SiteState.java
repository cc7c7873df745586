package org.outreachsync.device.store;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.ScopeHead;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Op;

/** What a tablet knows of one site. Read it only inside {@link DeviceStore#read} or {@link DeviceStore#update}. */
public final class SiteState {

    private ScopeHead head;
    private final NavigableMap<Long, LocalOp> pending = new TreeMap<>();
    private final NavigableMap<Long, LocalOp> retained = new TreeMap<>();
    private final Map<RecordId, List<LocalOp>> pendingByRecord = new HashMap<>();
    private final SortedMap<RecordId, Change> base = new TreeMap<>();
    private final Map<RecordId, Op> ownShares = new TreeMap<>();
    private final BucketSums sums = new BucketSums();

    SiteState(ScopeHead head) {
        this.head = head;
    }

    /** Numbers, cursor and the batch in flight. */
    public ScopeHead head() {
        return head;
    }

    /** Whether the device may work at the site: it was not taken away and is not about to be. */
    public boolean isOpen() {
        return !head.getRemoved() && head.getLeavingCommand().isEmpty();
    }

    /** Ops that the server has not acknowledged, by number. */
    public NavigableMap<Long, LocalOp> pending() {
        return Collections.unmodifiableNavigableMap(pending);
    }

    /** Acknowledged ops, by number. They are kept to refill a server that was restored from a backup. */
    public NavigableMap<Long, LocalOp> retained() {
        return Collections.unmodifiableNavigableMap(retained);
    }

    /** The unacknowledged ops on one record, in order. */
    public List<LocalOp> pendingOn(RecordId id) {
        return Collections.unmodifiableList(pendingByRecord.getOrDefault(id, List.of()));
    }

    /** Records that have unacknowledged ops. */
    public Collection<RecordId> pendingRecords() {
        return Collections.unmodifiableSet(pendingByRecord.keySet());
    }

    /** The record as the server last sent it, or null. */
    public @Nullable Change base(RecordId id) {
        return base.get(id);
    }

    /** All records as the server last sent them. */
    public SortedMap<RecordId, Change> base() {
        return Collections.unmodifiableSortedMap(base);
    }

    /** What this device and epoch have counted in a tally so far, acknowledged or not; null for nothing. */
    public @Nullable Op ownShare(RecordId id) {
        var share = ownShares.get(id);
        var known = base.get(id);
        return share == null && known != null && known.hasOwnShare() ? known.getOwnShare() : share;
    }

    /**
     * What this device and epoch have counted in tallies, stored apart from the copies of the server's records. Each
     * has the timestamp of the last count.
     */
    public Map<RecordId, Op> ownShares() {
        return Collections.unmodifiableMap(ownShares);
    }

    /** The convergence hash over {@link #base()}. */
    public long stateHash() {
        return sums.total();
    }

    /** The 256 sums that make up {@link #stateHash()}. */
    public long[] bucketHashes() {
        return sums.copy();
    }

    void head(ScopeHead next) {
        head = next;
    }

    void put(LocalOp op) {
        if (op.ackedAtMillis() != 0) {
            retained.put(op.opNo(), op);
        } else {
            retained.remove(op.opNo());
            var before = pending.put(op.opNo(), op);
            if (before != null) {
                unindex(before);
            }
            index(op);
        }
        if (head.getNextOp() <= op.opNo()) {
            head = head.toBuilder().setNextOp(op.opNo() + 1).build();
        }
    }

    private void index(LocalOp op) {
        var ops = pendingByRecord.computeIfAbsent(op.recordId(), id -> new ArrayList<>(1));
        int at = ops.size();
        while (at > 0 && ops.get(at - 1).opNo() > op.opNo()) {
            at--;
        }
        ops.add(at, op);
    }

    private void unindex(LocalOp op) {
        pendingByRecord.computeIfPresent(op.recordId(), (id, ops) -> {
            ops.remove(op);
            return ops.isEmpty() ? null : ops;
        });
    }

    void acked(long through, long atMillis) {
        var done = pending.headMap(through, true);
        done.values().forEach(op -> {
            unindex(op);
            retained.put(op.opNo(), op.acked(Math.max(1, atMillis)));
        });
        done.clear();
    }

    void purged(long through) {
        retained.headMap(through, true).clear();
    }

    void clearQueue() {
        pending.clear();
        retained.clear();
        pendingByRecord.clear();
    }

    void putBase(Change change) {
        var id = idOf(change.getRecordId());
        var before = base.put(id, change);
        if (before != null) {
            sums.subtract(id, before.getVersion());
        }
        sums.add(id, change.getVersion());
    }

    void removeBase(RecordId id) {
        var before = base.remove(id);
        if (before != null) {
            sums.subtract(id, before.getVersion());
        }
    }

    void clearBase() {
        List.copyOf(base.keySet()).forEach(this::removeBase);
    }

    void putOwnShare(RecordId id, @Nullable Op share) {
        if (share == null) {
            ownShares.remove(id);
        } else {
            ownShares.put(id, share);
        }
    }

    void clearOwnShares() {
        ownShares.clear();
    }

    static RecordId idOf(ByteString bytes) {
        return RecordId.of(bytes.toByteArray());
    }
}
