package org.outreachsync.device.store;

import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.wire.OwnCodesMapper;
import org.outreachsync.wire.v1.OwnCodes;

/**
 * The code lists as a tablet knows them: those that came with its app, and behind them the codes that the programme
 * added. Safe for use by several threads.
 */
public final class KnownCodes {

    private final DeviceStore store;
    private final CodeLists published;
    private OwnCodes added = OwnCodes.getDefaultInstance();
    private CodeLists known;

    /** Those of a store. */
    public KnownCodes(DeviceStore store, CodeLists published) {
        this.store = store;
        this.published = published;
        this.known = published;
    }

    /** The lists as they are now. */
    public CodeLists lists() {
        // Under the lock of the store, which a capture holds already.
        return store.read(state -> {
            if (!added.equals(state.ownCodes())) {
                added = state.ownCodes();
                known = published.with(OwnCodesMapper.fromMessage(added));
            }
            return known;
        });
    }
}
