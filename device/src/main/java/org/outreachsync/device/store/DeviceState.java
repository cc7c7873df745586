package org.outreachsync.device.store;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.journal.JournalException;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.Attention;
import org.outreachsync.wire.device.v1.Counters;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.device.v1.Entry;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.device.v1.ScopeHead;
import org.outreachsync.wire.device.v1.Step;
import org.outreachsync.wire.v1.OwnCodes;

/**
 * Everything that a tablet knows: the result of replaying its journal. Read it only inside {@link DeviceStore#read} or
 * {@code update}.
 */
public final class DeviceState {

    private Device device = Device.getDefaultInstance();
    private OwnCodes ownCodes = OwnCodes.getDefaultInstance();
    private long lastHlc;
    private long nextRecord = 1;
    private long nextAttention = 1;
    private final SortedMap<String, SiteState> sites = new TreeMap<>();
    private final NavigableMap<Long, Attention> attentions = new TreeMap<>();

    DeviceState() {}

    /** The identity and settings of the device; the default instance before the first enrolment. */
    public Device device() {
        return device;
    }

    /** The programme's own codes as the server last sent them; version 0 if it never did. */
    public OwnCodes ownCodes() {
        return ownCodes;
    }

    /** Whether the device has enrolled once, so that work can be captured. */
    public boolean isEnrolled() {
        return device.getPhase() == Phase.PHASE_ENROLLED || device.getPhase() == Phase.PHASE_NEEDS_ENROLMENT;
    }

    /** The latest HLC timestamp that the device issued or saw. */
    public long lastHlc() {
        return lastHlc;
    }

    /** The counter of the next record that this device creates. */
    public long nextRecord() {
        return nextRecord;
    }

    /** The id of the next attention. */
    public long nextAttention() {
        return nextAttention;
    }

    /** All sites by name, including those that were taken away. */
    public SortedMap<String, SiteState> sites() {
        return Collections.unmodifiableSortedMap(sites);
    }

    /** The site of this name, or null when the device never had it. */
    public @Nullable SiteState site(String name) {
        return sites.get(name);
    }

    /** The attentions of the worker, by id. */
    public NavigableMap<Long, Attention> attentions() {
        return Collections.unmodifiableNavigableMap(attentions);
    }

    /** The number of ops, over all sites, that the server has not acknowledged. */
    public int pendingOps() {
        return sites.values().stream().mapToInt(site -> site.pending().size()).sum();
    }

    void apply(Entry entry) {
        entry.getStepsList().forEach(this::apply);
    }

    private void apply(Step step) {
        switch (step.getStepCase()) {
            case DEVICE -> device = step.getDevice();
            case COUNTERS -> counters(step.getCounters());
            case SCOPE -> siteOf(step.getScope().getScope()).head(step.getScope());
            case OP -> put(step.getOp().getScope(), LocalOp.of(step.getOp()));
            case ACKED ->
                siteOf(step.getAcked().getScope())
                        .acked(step.getAcked().getThrough(), step.getAcked().getAckedAt());
            case PURGED ->
                siteOf(step.getPurged().getScope()).purged(step.getPurged().getThrough());
            case QUEUE_CLEARED -> siteOf(step.getQueueCleared()).clearQueue();
            case BASE -> {
                siteOf(step.getBase().getScope()).putBase(step.getBase().getChange());
                lastHlc = Math.max(lastHlc, step.getBase().getChange().getHlc());
                countOn(SiteState.idOf(step.getBase().getChange().getRecordId()));
            }
            case BASE_GONE ->
                siteOf(step.getBaseGone().getScope())
                        .removeBase(SiteState.idOf(step.getBaseGone().getRecordId()));
            case BASE_CLEARED -> siteOf(step.getBaseCleared()).clearBase();
            case OWN_SHARE -> {
                var share = step.getOwnShare();
                siteOf(share.getScope())
                        .putOwnShare(SiteState.idOf(share.getRecordId()), share.hasShare() ? share.getShare() : null);
            }
            case OWN_SHARES_CLEARED -> siteOf(step.getOwnSharesCleared()).clearOwnShares();
            case ATTENTION -> {
                attentions.put(step.getAttention().getId(), step.getAttention());
                nextAttention = Math.max(nextAttention, step.getAttention().getId() + 1);
            }
            case OWN_CODES -> ownCodes = step.getOwnCodes();
            case ATTENTION_SEEN -> attentions.remove(step.getAttentionSeen());
            case STEP_NOT_SET -> throw new JournalException("the journal was written by a newer version of the app");
        }
    }

    private void counters(Counters counters) {
        lastHlc = counters.getLastHlc();
        nextRecord = Math.max(1, counters.getNextRecord());
        nextAttention = Math.max(1, counters.getNextAttention());
    }

    private void put(String site, LocalOp op) {
        siteOf(site).put(op);
        lastHlc = Math.max(lastHlc, op.op().getHlc());
        countOn(op.recordId());
    }

    /** The slot of this device and epoch in tallies, see {@link Path#slot}. */
    public long slot() {
        return Path.slot(Integer.toUnsignedLong(device.getDeviceNo()), device.getEpoch());
    }

    private void countOn(RecordId id) {
        if (id.madeBy(Integer.toUnsignedLong(device.getDeviceNo()), device.getEpoch())) {
            nextRecord = Math.max(nextRecord, id.counter() + 1);
        }
    }

    private SiteState siteOf(String name) {
        return sites.computeIfAbsent(
                name,
                site -> new SiteState(ScopeHead.newBuilder()
                        .setScope(site)
                        .setNextOp(1)
                        .setNextBatch(1)
                        .build()));
    }
}
