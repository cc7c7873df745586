package org.outreachsync.device.journal;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The framing of one entry: four bytes of length, four bytes of CRC-32 over length and payload, then the payload. */
final class Frame {

    static final int HEAD_BYTES = 8;
    static final int PAYLOAD_BYTES_MAX = 64 * 1024 * 1024;

    private Frame() {}

    static byte[] of(byte[] payload) {
        if (payload.length == 0 || payload.length > PAYLOAD_BYTES_MAX) {
            throw new JournalException("an entry of " + payload.length + " bytes does not fit the journal");
        }
        return ByteBuffer.allocate(HEAD_BYTES + payload.length)
                .putInt(payload.length)
                .putInt(crc(payload, 0, payload.length))
                .put(payload)
                .array();
    }

    /**
     * The payload of the next frame, or null when there is no complete, intact frame.
     *
     * @param left how many bytes are left
     */
    static byte @Nullable [] next(DataInputStream in, long left) throws IOException {
        if (left < HEAD_BYTES) {
            return null;
        }
        int length = in.readInt();
        int crc = in.readInt();
        if (!isLength(length, left)) {
            return null;
        }
        var payload = new byte[length];
        in.readFully(payload);
        return crc(payload, 0, length) == crc ? payload : null;
    }

    /** The payload of the frame that begins at a position, or null when there is no complete, intact frame. */
    static byte @Nullable [] payloadAt(byte[] content, int position) {
        if (content.length - position < HEAD_BYTES) {
            return null;
        }
        var head = ByteBuffer.wrap(content, position, HEAD_BYTES);
        int length = head.getInt();
        int crc = head.getInt();
        if (!isLength(length, content.length - position) || crc(content, position + HEAD_BYTES, length) != crc) {
            return null;
        }
        var payload = new byte[length];
        System.arraycopy(content, position + HEAD_BYTES, payload, 0, length);
        return payload;
    }

    private static boolean isLength(int length, long left) {
        return length > 0 && length <= PAYLOAD_BYTES_MAX && length <= left - HEAD_BYTES;
    }

    private static int crc(byte[] bytes, int from, int length) {
        var crc = new CRC32();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length).array());
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
