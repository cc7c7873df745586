package org.outreachsync.log;

/**
 * What names a batch for ever.
 *
 * @param scope the site
 * @param deviceNo the device; 0 for decisions made on the server
 * @param epoch the device's epoch
 * @param batchNo the device's count of batches in this scope and epoch, from 1
 */
public record BatchKey(String scope, long deviceNo, int epoch, long batchNo) {

    /** Another batch of the same device and epoch in the same scope. */
    public BatchKey withBatchNo(long otherNo) {
        return new BatchKey(scope, deviceNo, epoch, otherNo);
    }

    /** Where the body of the batch is sealed for. */
    String place() {
        return "log/" + scope + "/" + deviceNo + "/" + epoch + "/" + batchNo;
    }
}
