package org.outreachsync.sync;

import org.outreachsync.config.BatchLimits;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.wire.v1.Limits;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * What every answer tells a tablet to keep to.
 *
 * @param limits of batches and of the time offline
 * @param nextSyncSeconds the pause until the next routine sync
 * @param ownCodesVersion the version of the programme's own codes; 0 for none
 */
public record TabletTerms(Limits limits, int nextSyncSeconds, int ownCodesVersion) {

    /** The terms of a programme on a server with these limits. */
    public static TabletTerms of(BatchLimits batches, ProgrammeSettings programme, int ownCodesVersion) {
        return new TabletTerms(
                limits(batches, programme), (int) programme.nextSync().toSeconds(), ownCodesVersion);
    }

    /** The limits that a tablet is told when it enrols and with every answer. */
    public static Limits limits(BatchLimits batches, ProgrammeSettings programme) {
        return Limits.newBuilder()
                .setOpsMax(batches.opsMax())
                .setWireBytesMax(batches.wireBytesMax())
                .setInflatedBytesMax(batches.inflatedBytesMax())
                .setOfflineDaysMax(programme.offlineDays())
                .setPurgeDays(programme.purgeDays())
                .build();
    }

    /** An answer with these terms. */
    SyncResponse.Builder answer(long nowMs) {
        return SyncResponse.newBuilder()
                .setServerNow(nowMs)
                .setNextSyncAfter(nextSyncSeconds)
                .setLimits(limits)
                .setOwnCodesVersion(ownCodesVersion);
    }
}
