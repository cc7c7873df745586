package org.outreachsync.device.view;

import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Change;

/**
 * A record as a worker sees it on this tablet.
 *
 * @param id the record
 * @param type the number of its type; 0 for a type that this version of the app does not know
 * @param shown the record with the tablet's unsent ops applied; a client code that was not sent yet is in clear
 * @param version the version that the server last sent; 0 while the server does not know the record
 * @param unsentOps how many ops on it the server has not acknowledged
 */
public record LocalRecord(RecordId id, int type, Change shown, long version, int unsentOps) {

    /** Whether some of what is shown has not been acknowledged by the server. */
    public boolean isUnsent() {
        return unsentOps > 0;
    }

    /** Whether somebody declared it void. */
    public boolean isVoided() {
        return shown.getEnvelope().hasVoidReason();
    }
}
