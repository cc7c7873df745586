package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of one sync. A full batch of 500 ops takes some 30 KiB on the wire.
 *
 * @param opsMax the maximum number of ops in a batch
 * @param opBytesMax the largest op; the largest that the contract allows takes about a tenth
 * @param wireBytesMax the maximum size of a body on the wire
 * @param inflatedBytesMax the maximum size of a decompressed body
 * @param ratioMax the maximum ratio of decompressed size to wire size; a batch of many equal ops stays below 50
 * @param ratioFreeBytes the decompressed size up to which any ratio is allowed
 * @param gzipMembersMax the maximum number of gzip members; a compressor writes one
 * @param textLengthMax the maximum length of a site code, a device id and an app version
 * @param defaultsBytesMax the maximum size of a batch's defaults, which are stored with every quarantined op
 * @param doneCommandsMax the maximum number of command ids in one request
 * @param commandIdLengthMax the maximum length of such an id
 * @param cursorBytesMax the maximum length of a cursor
 * @param lateBatchesMax how many batches a tablet may still hand in after it was revoked or lost the site
 * @param answer limits of the changes in one answer
 * @param siteQueue limits of the queue for one site
 * @param growth limits of the growth of a record
 * @param counting limits of the counting of what was uploaded
 */
public record BatchLimits(
        int opsMax,
        int opBytesMax,
        int wireBytesMax,
        int inflatedBytesMax,
        int ratioMax,
        int ratioFreeBytes,
        int gzipMembersMax,
        int textLengthMax,
        int defaultsBytesMax,
        int doneCommandsMax,
        int commandIdLengthMax,
        int cursorBytesMax,
        int lateBatchesMax,
        Answer answer,
        SiteQueue siteQueue,
        Growth growth,
        Counting counting) {

    /**
     * Limits of the changes in one answer.
     *
     * @param changesMax the maximum number of changes
     * @param bytesMax the maximum size of the changes, unless a single one is larger
     */
    public record Answer(int changesMax, int bytesMax) {}

    /**
     * Limits of the queue for one site. A request that waits holds a worker, and the workers are for all sites.
     *
     * @param waitersMax how many requests may wait while another one works on the site
     * @param workersPerWaiter there is at most one waiter for this many workers
     * @param patience how long each of them waits
     */
    public record SiteQueue(int waitersMax, int workersPerWaiter, Duration patience) {

        /** How many requests may wait for one site on a server with this number of workers. */
        public int waitersMax(int workers) {
            return Math.min(waitersMax, workers / workersPerWaiter);
        }
    }

    /**
     * Limits of the growth of a record, so that it always fits into a document.
     *
     * @param movesMax the maximum number of days that it is ever filed under, and of events that it ever describes
     * @param writesMax the maximum number of writes in it; many tablets may count in one tally
     */
    public record Growth(int movesMax, int writesMax) {}

    /**
     * Limits of the counting of what was uploaded.
     *
     * @param sitesAtOnceMax how many sites are counted at a time
     * @param batchesAheadMax in the embedded store, the days of fewer batches than this are counted again for each site
     *     after a crash
     */
    public record Counting(int sitesAtOnceMax, int batchesAheadMax) {}

    /** The same with other sizes of batches and answers and another queue, for tests and benches. */
    public BatchLimits with(int newOpsMax, Answer newAnswer, SiteQueue newSiteQueue) {
        return new BatchLimits(
                newOpsMax,
                opBytesMax,
                wireBytesMax,
                inflatedBytesMax,
                ratioMax,
                ratioFreeBytes,
                gzipMembersMax,
                textLengthMax,
                defaultsBytesMax,
                doneCommandsMax,
                commandIdLengthMax,
                cursorBytesMax,
                lateBatchesMax,
                newAnswer,
                newSiteQueue,
                growth,
                counting);
    }
}
