package org.outreachsync.device.enrol;

import com.google.protobuf.ByteString;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.outreachsync.device.answer.Departure;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.view.Overlay;
import org.outreachsync.model.Contract;
import org.outreachsync.wire.device.v1.Counters;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.device.v1.ScopeHead;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.OpKind;

/**
 * Begins an epoch. Waiting ops are renumbered from 1. In a tally, the server adds up the epochs of a device, so the new
 * epoch counts from 0. Waiting counts still belong to their old epoch, since the server may have them already if its
 * answer was lost. On a copy, waiting ops get new record ids instead, see {@link CopiedQueue}. The same holds for a
 * tablet that the server has forgotten; there, acknowledged ops that are still kept are queued again, too.
 */
final class NewEpoch {

    private final DeviceState state;
    private final Draft draft;
    private final EnrolResponse response;
    private final Overlay overlay;
    private final long oldSlot;
    private final CopiedQueue copied;
    private final boolean isForgotten;
    private final boolean isCopy;
    private long attention;

    NewEpoch(Contract contract, DeviceState state, Draft draft, EnrolResponse response) {
        this.state = state;
        this.draft = draft;
        this.response = response;
        this.overlay = new Overlay(contract);
        this.oldSlot = state.slot();
        this.isForgotten = state.isEnrolled()
                && !response.getDeviceId().equals(state.device().getDeviceId());
        this.copied = new CopiedQueue(overlay, state.device(), response, isForgotten);
        this.isCopy = isForgotten || isCopy(state.device(), response);
        this.attention = state.nextAttention();
    }

    /**
     * Every enrolment begins the next epoch. If the new epoch skips numbers, there were enrolments that this file does
     * not know of.
     */
    private static boolean isCopy(Device device, EnrolResponse response) {
        return device.getCopied() || response.getEpoch() > device.getEpoch() + device.getEnrolmentsOpen();
    }

    void draft(KeyPair pair, DeviceClock clock) {
        draft.device(device(pair, clock));
        draft.counters(Counters.newBuilder()
                .setLastHlc(state.lastHlc())
                .setNextRecord(1)
                .setNextAttention(state.nextAttention())
                .build());
        state.sites().forEach((name, site) -> {
            if (response.getScopesList().contains(name)) {
                carryOver(name, site);
            } else if (!site.head().getRemoved()) {
                attention = Departure.draft(site, draft, attention);
                draft.head(numbersFromOne(name).setRemoved(true).build());
            } else {
                draft.head(numbersFromOne(name).setRemoved(true).build());
            }
        });
        for (var name : response.getScopesList()) {
            if (state.site(name) == null) {
                draft.head(numbersFromOne(name).build());
            }
        }
    }

    private Device device(KeyPair pair, DeviceClock clock) {
        var privateKey = pair.getPrivate().getEncoded();
        return Device.newBuilder()
                .setPhase(Phase.PHASE_ENROLLED)
                .setDeviceId(response.getDeviceId())
                .setDeviceNo(response.getDeviceNo())
                .setEpoch(response.getEpoch())
                .setToken(response.getToken())
                .setLimits(response.getLimits())
                .setClientCodePattern(response.getClientCodePattern())
                .setClientCodeScript(response.getClientCodeScript())
                .setTimeZone(response.getTimeZone())
                .setPublicKey(ByteString.copyFrom(pair.getPublic().getEncoded()))
                .setPrivateKey(privateKey == null ? ByteString.EMPTY : ByteString.copyFrom(privateKey))
                .setSyncedAt(clock.wallMillis())
                .setServerAt(response.getServerNow())
                .setSyncedBootId(clock.bootId())
                .setSyncedElapsedMs(clock.elapsedMillis())
                .build();
    }

    private static ScopeHead.Builder numbersFromOne(String name) {
        return ScopeHead.newBuilder().setScope(name).setNextOp(1).setNextBatch(1);
    }

    private void carryOver(String name, SiteState site) {
        draft.clearQueue(name);
        draft.clearOwnShares(name);
        long number = 0;
        for (var op : queue(site)) {
            number++;
            draft.op(name, carriedOver(op.renumbered(number)));
            var share = copied.share(op.recordId());
            if (share != null) {
                draft.ownShare(name, op.recordId(), share);
            }
        }
        var head = numbersFromOne(name).setNextOp(number + 1).setRemoved(false);
        if (isForgotten) {
            // Versions and cursors of the old log mean nothing in the new one.
            draft.clearBase(name);
        } else {
            forgetShares(name, site);
            head.setCursor(site.head().getCursor());
        }
        draft.head(head.build());
    }

    private List<LocalOp> queue(SiteState site) {
        if (!isForgotten) {
            return List.copyOf(site.pending().values());
        }
        var kept = site.retained().values().stream().filter(op -> !op.hollow());
        return Stream.concat(kept, site.pending().values().stream()).collect(Collectors.toList());
    }

    private LocalOp carriedOver(LocalOp op) {
        if (!isCopy) {
            return counts(op) ? ofOldEpoch(op) : op;
        }
        if (isForgotten) {
            var unseen = op.withOp(
                    op.op().toBuilder().clearBaseSeq().clearCountsEpoch().build());
            return counts(op) ? copied.counted(unseen) : copied.named(unseen);
        }
        return counts(op) && op.op().getCountsEpoch() == 0 ? copied.counted(op) : copied.named(op);
    }

    private boolean counts(LocalOp op) {
        return overlay.hasTallies(op.type()) && op.op().getKind() != OpKind.OP_KIND_VOID && !op.hollow();
    }

    private LocalOp ofOldEpoch(LocalOp op) {
        int counts = op.op().getCountsEpoch() == 0
                ? state.device().getEpoch()
                : op.op().getCountsEpoch();
        return op.withOp(op.op().toBuilder().setCountsEpoch(counts).build());
    }

    /**
     * In the tablet's copy of the server's records, counts of the old epoch now count like those of others, unless they
     * wait to be sent again.
     */
    private void forgetShares(String name, SiteState site) {
        site.base().forEach((id, base) -> {
            if (base.hasOwnShare()) {
                boolean waits = !isCopy && site.pendingOn(id).stream().anyMatch(this::counts);
                draft.base(
                        name,
                        waits
                                ? overlay.withoutShare(base, oldSlot)
                                : base.toBuilder().clearOwnShare().build());
            }
        });
    }
}
