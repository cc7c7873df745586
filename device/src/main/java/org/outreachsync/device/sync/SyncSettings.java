package org.outreachsync.device.sync;

/**
 * How an app syncs.
 *
 * @param protoVersion the version of the protocol that this library speaks
 * @param schemaVersion the version of the record types that the app was built with
 * @param appVersion shown to managers
 * @param answerBytesMax the most bytes of changes wanted in one answer; 0 as the server likes
 * @param roundsMax the most round trips of one sync
 * @param backoffMillisBase the longest wait after the first failure; it doubles with every further one
 * @param backoffMillisMax the longest wait ever, a server's Retry-After excepted
 * @param retryAfterMillisMax the longest Retry-After that is believed
 */
public record SyncSettings(
        int protoVersion,
        int schemaVersion,
        String appVersion,
        int answerBytesMax,
        int roundsMax,
        long backoffMillisBase,
        long backoffMillisMax,
        long retryAfterMillisMax) {

    /**
     * For a slow mobile link: answers of 128 KiB, 400 round trips, waits from 2 seconds to 5 minutes, a Retry-After of
     * an hour at most.
     */
    public static SyncSettings of(String appVersion) {
        return new SyncSettings(1, 1, appVersion, 128 * 1024, 400, 2_000, 300_000, 3_600_000);
    }
}
