package org.outreachsync.keys;

import java.util.Arrays;

/**
 * Fills up messages before they are sealed. What is sealed is as long as it was, and the length of a short one would
 * tell its kind: a visit after violence is longer than another visit.
 *
 * <p>The padding is the field {@code bytes padding = 15}, which each message that is filled up declares, at the end of
 * its encoding. So whoever knows the message without it can read it, too.
 */
public final class Padding {

    private static final byte TAG = 15 << 3 | 2;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MORE = 0x80;
    /** Enough for the largest body of a document. */
    private static final int LENGTH_BYTES = 4;

    /** A large body must not become too large for its document. */
    private static final int LARGE = 1 << 20;

    private static final int LARGE_STEP = 1 << 18;

    private Padding() {}

    /**
     * A message, filled up to one of few lengths: the shortest, or a power of two, or one and a half times a power of
     * two, or a multiple of 256 KiB if it is longer than 1 MiB.
     *
     * @param message the encoding of a message without padding
     * @param shortest the least length, in bytes, a power of two
     */
    public static byte[] of(byte[] message, int shortest) {
        var padded = Arrays.copyOf(message, length(message.length + 2, shortest));
        var head = head(padded.length - message.length);
        System.arraycopy(head, 0, padded, message.length, head.length);
        return padded;
    }

    /** The tag and the length of a field that takes this room with them. The length is written with leading zeros. */
    private static byte[] head(int room) {
        int lengthBytes = room - 2 < VARINT_MORE ? 1 : LENGTH_BYTES;
        int left = room - 1 - lengthBytes;
        var head = new byte[1 + lengthBytes];
        head[0] = TAG;
        for (int at = 1; at < head.length; at++) {
            boolean isLast = at == head.length - 1;
            head[at] = (byte) ((left & (VARINT_MORE - 1)) | (isLast ? 0 : VARINT_MORE));
            left >>>= VARINT_BITS;
        }
        return head;
    }

    /** The least of the lengths that is not smaller. */
    static int length(int bytes, int shortest) {
        if (bytes <= shortest) {
            return shortest;
        }
        if (bytes > LARGE) {
            return Math.ceilDiv(bytes, LARGE_STEP) * LARGE_STEP;
        }
        int power = Integer.highestOneBit(bytes - 1) << 1;
        int between = power / 4 * 3;
        return bytes <= between ? between : power;
    }
}
