package org.outreachsync.sync;

import java.time.Duration;
import org.outreachsync.projection.RecordLimits;
import org.outreachsync.wire.v1.Limits;

/**
 * The limits of one sync.
 *
 * @param opsMax the most ops of a batch
 * @param cursorBytesMax the longest cursor
 * @param changeBytesMax the most bytes of changes in one answer
 * @param changesMax the most changes in one answer
 * @param nextSyncSeconds the pause until the next routine sync
 * @param waitersMax the most requests that wait for one site
 * @param patience how long each of them waits
 * @param records what one record may grow to
 * @param newCodes the client codes that a tablet may be the first to name
 * @param advertised what a tablet is told
 */
public record SyncLimits(
        int opsMax,
        int cursorBytesMax,
        int changeBytesMax,
        int changesMax,
        int nextSyncSeconds,
        int waitersMax,
        Duration patience,
        RecordLimits records,
        NewCodes newCodes,
        Limits advertised) {

    /**
     * The client codes that a tablet may be the first in the programme to name. Whoever guesses codes goes beyond; a
     * shift does not.
     *
     * @param perDay for each day
     * @param daysMax a tablet that was offline may make up for this many days
     */
    public record NewCodes(int perDay, int daysMax) {}
}
