package org.outreachsync.device.transport;

/**
 * Decides whether bodies in one direction are compressed. After a failure that a mangled body could have caused, the
 * next body goes uncompressed. If that works, the path does not carry compressed bodies, and they stay uncompressed for
 * a while. Compression is retried later, after longer and longer intervals; it is worth trying, since uncompressed
 * bodies are expensive on a slow line.
 */
final class Compression {

    private static final int PLAIN_AT_FIRST = 16;
    private static final int PLAIN_MAX = 1_024;

    private int plainNext = PLAIN_AT_FIRST;
    private int plainLeft;
    private boolean onTrial;

    /** Whether the next body is to be compressed. */
    boolean isOn() {
        return !onTrial && plainLeft == 0;
    }

    /** A body arrived intact. */
    void worked(boolean compressed) {
        if (compressed) {
            onTrial = false;
            plainNext = PLAIN_AT_FIRST;
        } else if (onTrial) {
            onTrial = false;
            plainLeft = plainNext;
            plainNext = Math.min(PLAIN_MAX, 2 * plainNext);
        } else {
            countDown();
        }
    }

    /** A body may not have arrived intact. */
    void failed(boolean compressed) {
        if (compressed) {
            onTrial = true;
        } else if (onTrial) {
            // Compression was not the cause.
            onTrial = false;
        } else {
            countDown();
        }
    }

    private void countDown() {
        plainLeft = Math.max(0, plainLeft - 1);
    }
}
