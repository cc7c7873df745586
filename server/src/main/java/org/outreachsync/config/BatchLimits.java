package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of one sync. A full batch of 500 ops takes some 30 KiB on the wire.
 *
 * @param opsMax the most ops in a batch
 * @param opBytesMax the largest op; the largest that the contract allows takes about a tenth
 * @param wireBytesMax the largest body as sent
 * @param inflatedBytesMax the largest body once inflated
 * @param ratioMax how many times its wire size a body may inflate to; a batch of many equal ops stays below 50
 * @param ratioFreeBytes what a body may inflate to whatever its ratio
 * @param gzipMembersMax the most members of a gzip body; a compressor writes one
 * @param textLengthMax the most characters of a site code, a device id and an app version
 * @param defaultsBytesMax the largest defaults of a batch; they are kept with every op that goes to quarantine
 * @param doneCommandsMax the most ids of commands in one request
 * @param commandIdLengthMax the most characters of such an id
 * @param cursorBytesMax the longest cursor
 * @param lateBatchesMax how many batches a tablet may still hand in after it was revoked or lost the site
 * @param answer limits of the changes in one answer
 * @param siteQueue limits of the queue for one site
 * @param growth what one record may grow to
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
        Growth growth) {

    /**
     * Limits of the changes in one answer.
     *
     * @param changesMax the most changes
     * @param bytesMax the most bytes of changes, unless a single one is larger
     */
    public record Answer(int changesMax, int bytesMax) {}

    /**
     * Limits of the queue for one site. A request that waits holds a worker, and the workers are for all sites.
     *
     * @param waitersMax the most requests that wait while another one works on the site
     * @param workersPerWaiter there is at most one waiter for this many workers
     * @param patience how long each of them waits
     */
    public record SiteQueue(int waitersMax, int workersPerWaiter, Duration patience) {

        /** The most requests that wait for one site on a server with this many workers. */
        public int waitersMax(int workers) {
            return Math.min(waitersMax, workers / workersPerWaiter);
        }
    }

    /**
     * What one record may grow to, so that it always fits into a document.
     *
     * @param movesMax the most days that it may ever be filed under, and the most events that it may ever have been
     * @param writesMax the most writes that may stand in it; many tablets may count in one tally
     */
    public record Growth(int movesMax, int writesMax) {}

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
                growth);
    }
}
