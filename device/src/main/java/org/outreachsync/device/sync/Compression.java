package org.outreachsync.device.sync;

/**
 * Whether bodies of one direction are compressed. After a failure that a mangled body can cause the next goes plain.
 * When that works, the way does not carry compressed bodies, and they stay plain for a while; compression is tried
 * again later, less often each time, since plain bodies are dear on a slow line.
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

    /** The server read, or sent, a body. */
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

    /** It is not known whether the server could read, or sent, a body. */
    void failed(boolean compressed) {
        if (compressed) {
            onTrial = true;
        } else if (onTrial) {
            // Compression is not what is wrong.
            onTrial = false;
        } else {
            countDown();
        }
    }

    private void countDown() {
        plainLeft = Math.max(0, plainLeft - 1);
    }
}
