package org.outreachsync.device.sync;

import java.io.IOException;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.OwnCodes;

/**
 * Fetches the codes that the programme added, when an answer says that the server has newer ones. What fails leaves the
 * tablet with those that it has, and the sync as it is: the next one tries again.
 */
final class CodeListFetch {

    static final String PATH = "/v1/code-lists";
    private static final int OK = 200;

    private final DeviceStore store;
    private final VerifiedTransport transport;
    private boolean isTried;

    CodeListFetch(DeviceStore store, VerifiedTransport transport) {
        this.store = store;
        this.transport = transport;
    }

    /** A sync begins: it asks once at most. */
    void begin() {
        isTried = false;
    }

    /**
     * Asks when there is something new.
     *
     * @param offered the version that the server has
     * @throws org.outreachsync.device.journal.JournalException when the tablet's storage fails
     */
    void fetchFrom(int offered) {
        boolean isNewer = store.read(state -> state.device().getPhase() == Phase.PHASE_ENROLLED
                && Integer.compareUnsigned(offered, state.ownCodes().getVersion()) > 0);
        if (isTried || !isNewer) {
            return;
        }
        isTried = true;
        try {
            var answer = transport.get(PATH, store.read(state -> state.device().getToken()));
            if (answer.status() == OK) {
                take(OwnCodes.parseFrom(answer.body()));
            }
        } catch (IOException noAnswer) {
            // Nobody waits for it.
            return;
        }
    }

    /** Another of several servers may have older ones: a tablet never goes back to those. */
    private void take(OwnCodes codes) {
        store.update((state, draft) -> {
            if (Integer.compareUnsigned(codes.getVersion(), state.ownCodes().getVersion()) > 0) {
                draft.ownCodes(codes);
            }
            return true;
        });
    }
}
