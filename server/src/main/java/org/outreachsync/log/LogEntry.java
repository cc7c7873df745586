package org.outreachsync.log;

import org.outreachsync.wire.log.v1.LoggedBatch;

/**
 * One accepted batch.
 *
 * @param key its name
 * @param seq its sequence number in the log of the site, from 1 without gaps
 * @param lastOp the device's highest op number that is durable with it
 * @param receivedAt milliseconds since 1970
 * @param hash a keyed hash of what the device sent, hexadecimal
 * @param batch its content
 */
public record LogEntry(BatchKey key, long seq, long lastOp, long receivedAt, String hash, LoggedBatch batch) {}
