package org.outreachsync.device.store;

import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.wire.OwnCodesMapper;
import org.outreachsync.wire.v1.OwnCodes;

/** The code lists that a tablet knows: those built into the app, followed by the programme's own codes. Thread-safe. */
public final class KnownCodes {

    private final DeviceStore store;
    private final CodeLists published;
    private OwnCodes added = OwnCodes.getDefaultInstance();
    private CodeLists known;

    /** The published lists, with the own codes in this store. */
    public KnownCodes(DeviceStore store, CodeLists published) {
        this.store = store;
        this.published = published;
        this.known = published;
    }

    /** The lists as they are now. */
    public CodeLists lists() {
        // Guarded by the lock of the store, which a capture already holds.
        return store.read(state -> {
            if (!added.equals(state.ownCodes())) {
                added = state.ownCodes();
                known = published.with(OwnCodesMapper.fromMessage(added));
            }
            return known;
        });
    }
}
