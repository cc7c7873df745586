package org.outreachsync.device.view;

import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Change;

/**
 * A record as a worker sees it on this tablet.
 *
 * @param id the record
 * @param type the number of its type; 0 for a type that this version of the app does not know
 * @param shown the record with the tablet's own unsent work over it; a client code that the server has not seen stands
 *     in clear
 * @param version the sequence number in the log that the server last told of; 0 while the server does not know the
 *     record
 * @param unsentOps how many acts on it the server has not acknowledged
 */
public record LocalRecord(RecordId id, int type, Change shown, long version, int unsentOps) {

    /** Whether the server does not know everything that is shown. */
    public boolean isUnsent() {
        return unsentOps > 0;
    }

    /** Whether somebody declared it void. */
    public boolean isVoided() {
        return shown.getEnvelope().hasVoidReason();
    }
}
