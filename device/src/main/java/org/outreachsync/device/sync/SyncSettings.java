package org.outreachsync.device.sync;

/**
 * How an app syncs.
 *
 * @param protoVersion the version of the protocol that this library speaks
 * @param schemaVersion the version of the record types that the app was built with
 * @param appVersion shown to managers
 * @param answerBytesMax the most bytes of changes in one answer; 0 leaves it to the server
 * @param roundsMax the most round trips of one sync
 * @param backoffMillisBase the longest wait after the first failure; doubles with each further one
 * @param backoffMillisMax the longest wait, unless the server's Retry-After is longer
 * @param retryAfterMillisMax the longest Retry-After that is obeyed
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
     * For a slow mobile link: answers of 128 KiB, 400 round trips, waits from 2 seconds to 5 minutes, Retry-After up to
     * an hour.
     */
    public static SyncSettings of(String appVersion) {
        return new SyncSettings(1, 1, appVersion, 128 * 1024, 400, 2_000, 300_000, 3_600_000);
    }
}
