package org.outreachsync.log;

/**
 * The permanent name of a batch.
 *
 * @param site the site
 * @param deviceNo the device; 0 for decisions made on the server
 * @param epoch the device's epoch
 * @param batchNo the device's count of batches in this site and epoch, from 1
 */
public record BatchKey(String site, long deviceNo, int epoch, long batchNo) {

    /** Another batch of the same device and epoch in the same site. */
    public BatchKey withBatchNo(long otherNo) {
        return new BatchKey(site, deviceNo, epoch, otherNo);
    }

    /** The seal context of the batch's body. */
    String sealContext() {
        return "log/" + site + "/" + deviceNo + "/" + epoch + "/" + batchNo;
    }
}
