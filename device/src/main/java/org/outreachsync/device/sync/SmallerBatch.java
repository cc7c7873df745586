package org.outreachsync.device.sync;

import org.outreachsync.device.answer.Departure;
import org.outreachsync.device.batch.CommonEnvelope;
import org.outreachsync.device.batch.Cutter;
import org.outreachsync.device.batch.Outgoing;
import org.outreachsync.device.batch.Pace;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.transport.Problem;
import org.outreachsync.device.transport.ServerAnswer;
import org.outreachsync.device.transport.VerifiedTransport;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;

/** Cuts a batch anew when the server or the line does not carry it as it is. */
final class SmallerBatch {

    private final DeviceStore store;
    private final Cutter cutter;
    private final Pace pace;
    private final VerifiedTransport transport;
    private final Backoff backoff;

    SmallerBatch(DeviceStore store, Cutter cutter, Pace pace, VerifiedTransport transport, Backoff backoff) {
        this.store = store;
        this.cutter = cutter;
        this.pace = pace;
        this.transport = transport;
        this.backoff = backoff;
    }

    /**
     * The server found the request too large. A batch is cut in half. A single op goes once more uncompressed; if it is
     * still too large, it is sent without its content, and the worker gets an attention with that content.
     */
    RoundTrip tooLarge(Outgoing sent, ServerAnswer answer, Problem problem) {
        int count = sent.request().getOpsCount();
        if (count == 1 && answer.toCompressed()) {
            transport.doubtCompression();
            return RoundTrip.again();
        }
        if (count == 0) {
            return RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
        }
        cutter.tooLarge(sent.site(), count);
        boolean smaller = store.update((state, draft) -> count > 1
                ? halve(Requests.held(state, sent.site()), draft, sent)
                : hollow(state, Requests.held(state, sent.site()), draft, sent));
        return smaller
                ? RoundTrip.again()
                : RoundTrip.failed(SyncReason.REQUEST_REFUSED, problem.say(), backoff.afterFailure(null));
    }

    /**
     * The request did not arrive within the time that the server allows. A batch is cut in half; a single op is tried
     * again later.
     */
    RoundTrip tooSlow(Outgoing sent, Problem problem) {
        pace.tooSlow();
        return cutSmaller(sent)
                ? RoundTrip.again()
                : RoundTrip.failed(SyncReason.NETWORK, problem.say(), backoff.afterFailure(null));
    }

    /** Cuts a batch in half because the line is too slow for it. False when the request has no two ops. */
    boolean cutSmaller(Outgoing sent) {
        int count = sent.request().getOpsCount();
        if (count <= 1) {
            return false;
        }
        cutter.tooSlow(sent.site(), count);
        return store.update((state, draft) -> halve(Requests.held(state, sent.site()), draft, sent));
    }

    private static boolean halve(SiteState site, Draft draft, Outgoing sent) {
        var head = site.head();
        var cut = head.getCut().toBuilder().setCount(sent.request().getOpsCount() / 2);
        cut.setDefaults(CommonEnvelope.of(Cutter.members(site, cut.build())));
        draft.head(head.toBuilder().setCut(cut).build());
        return true;
    }

    private static boolean hollow(DeviceState state, SiteState site, Draft draft, Outgoing sent) {
        var op = site.pending().get(sent.request().getFirstOp());
        if (op == null || op.hollow()) {
            return false;
        }
        var result = OpResult.newBuilder()
                .setOpNo(op.opNo())
                .setStatus(Status.STATUS_QUARANTINED)
                .setCode("TOO_LARGE")
                .setMessage("The server does not take a record of this size.")
                .build();
        draft.attention(Departure.attention(state.nextAttention(), sent.site(), op, result));
        draft.op(sent.site(), op.hollowed());
        var cut = site.head().getCut().toBuilder().clearDefaults();
        draft.head(site.head().toBuilder().setCut(cut).build());
        return true;
    }
}
