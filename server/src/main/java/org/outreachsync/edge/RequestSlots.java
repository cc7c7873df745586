package org.outreachsync.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.outreachsync.config.Limits;
import org.outreachsync.config.Shares;
import org.outreachsync.edge.Meters.Full;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Limits in-flight requests: in total, per address, per token, and for callers with a one-time code. */
final class RequestSlots {

    private static final String ALL = "all";
    private static final String CODES = "codes";

    private final int requestsMax;
    private final Shares shares;
    private final Meters meters;
    /** Holders without slots are removed, so the map is bounded by the number of in-flight requests. */
    private final ConcurrentHashMap<String, Integer> held = new ConcurrentHashMap<>();

    RequestSlots(Limits limits, Meters meters) {
        this.requestsMax = limits.http().requestsMax();
        this.shares = limits.shares();
        this.meters = meters;
    }

    /** The number of in-flight requests. */
    int inUse() {
        return held.getOrDefault(ALL, 0);
    }

    /** The slot of one request. Not thread-safe. */
    final class Slot {

        private final List<String> holders = new ArrayList<>();

        /**
         * Takes a slot.
         *
         * @throws RefusedException BUSY if none is free, TOO_MANY if the caller is at its limit
         */
        void take(String address, Access.Kind shown) {
            if (!hold(ALL, requestsMax)) {
                meters.full(Full.ALL_REQUESTS);
                throw Problems.busy();
            }
            holdOwn("address/" + address, shares.addressRequestsMax(), Full.ADDRESS_REQUESTS);
            if (shown == Access.Kind.ONE_TIME_CODE) {
                holdOwn("code/" + address, shares.addressCodeRequestsMax(), Full.CODE_REQUESTS);
                if (!hold(CODES, shares.codeRequestsMax())) {
                    meters.full(Full.CODE_REQUESTS);
                    throw Problems.busy();
                }
            }
        }

        /**
         * Counts the slot towards the owner of the token.
         *
         * @throws RefusedException TOO_MANY if the owner is at their limit
         */
        void own(Gate.Caller caller) {
            if (caller.device() != null) {
                holdOwn(caller.name(), shares.deviceRequestsMax(), Full.TOKEN_REQUESTS);
            } else if (caller.person() != null || caller.donor() != null) {
                holdOwn(caller.name(), shares.personRequestsMax(), Full.TOKEN_REQUESTS);
            }
        }

        /** Releases the slot. */
        void leave() {
            holders.forEach(RequestSlots.this::release);
            holders.clear();
        }

        private void holdOwn(String holder, int max, Full reason) {
            if (!hold(holder, max)) {
                meters.full(reason);
                throw new RefusedException(Code.TOO_MANY, "Too many requests at once. Wait for answers, then go on.");
            }
        }

        private boolean hold(String holder, int max) {
            if (held.merge(holder, 1, Integer::sum) > max) {
                release(holder);
                return false;
            }
            holders.add(holder);
            return true;
        }
    }

    private void release(String holder) {
        held.computeIfPresent(holder, (same, count) -> count == 1 ? null : count - 1);
    }
}
