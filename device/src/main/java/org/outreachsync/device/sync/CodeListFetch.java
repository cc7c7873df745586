package org.outreachsync.device.sync;

import java.io.IOException;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.transport.VerifiedTransport;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.OwnCodes;

/**
 * Fetches the programme's own codes when an answer says that the server has newer ones. If that fails, the tablet keeps
 * the codes it has, the sync goes on, and the next sync tries again.
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

    /** Begins a sync; it fetches at most once. */
    void begin() {
        isTried = false;
    }

    /**
     * Fetches the codes if the server has newer ones.
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
            // The next sync tries again.
            return;
        }
    }

    /** With several servers, one may still have older codes. The tablet never goes back to them. */
    private void take(OwnCodes codes) {
        store.update((state, draft) -> {
            if (Integer.compareUnsigned(codes.getVersion(), state.ownCodes().getVersion()) > 0) {
                draft.ownCodes(codes);
            }
            return true;
        });
    }
}
