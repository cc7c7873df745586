package org.outreachsync.device.journal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * How far the journal is known to reach. A mark is written after its entries are durable and before the next entry is.
 * So after any crash it covers all entries but perhaps the last one, and that one, too, unless the power failed within
 * seconds. A journal that ends before its mark has lost durable entries.
 *
 * @param entries how many entries there are
 * @param end the size of the file in bytes up to the last of them
 */
record Mark(long entries, long end) {

    /**
     * The size of the file's head: eight bytes that identify the format, and two slots for marks. The slots are used in
     * turns, so that a torn write leaves the mark before it intact.
     */
    static final int HEAD_BYTES = 512;

    private static final byte[] MAGIC = {'O', 'R', 'S', 'J', 0, 0, 0, 2};
    private static final int PLACE_BYTES = (HEAD_BYTES - MAGIC.length) / 2;

    /** The position in the file of this mark. */
    int position() {
        return MAGIC.length + (int) (entries % 2) * PLACE_BYTES;
    }

    /** The sealed bytes of this mark. */
    byte[] sealed(Seal seal) throws GeneralSecurityException {
        var plain = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(entries)
                .putLong(end)
                .array();
        var frame = Frame.of(seal.seal(plain));
        if (frame.length > PLACE_BYTES) {
            throw new GeneralSecurityException("the seal adds more than a mark has room for");
        }
        return frame;
    }

    /** The head of a new file with this mark. */
    byte[] head(Seal seal) throws GeneralSecurityException {
        var mark = sealed(seal);
        var head = new byte[HEAD_BYTES];
        System.arraycopy(MAGIC, 0, head, 0, MAGIC.length);
        System.arraycopy(mark, 0, head, position(), mark.length);
        return head;
    }

    /** Whether these bytes begin like a journal of this version. */
    static boolean isHead(byte[] head) {
        for (int at = 0; at < Math.min(head.length, MAGIC.length); at++) {
            if (head[at] != MAGIC[at]) {
                return false;
            }
        }
        return true;
    }

    /** The later of the two marks in a file's head, or null when neither can be read. */
    static @Nullable Mark of(byte[] head, Seal seal) {
        var first = at(head, MAGIC.length, seal);
        var second = at(head, MAGIC.length + PLACE_BYTES, seal);
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.entries > second.entries ? first : second;
    }

    private static @Nullable Mark at(byte[] head, int position, Seal seal) {
        var sealed = Frame.payloadAt(head, position);
        if (sealed == null) {
            return null;
        }
        try {
            var plain = ByteBuffer.wrap(seal.open(sealed));
            return plain.remaining() == 2 * Long.BYTES ? new Mark(plain.getLong(), plain.getLong()) : null;
        } catch (GeneralSecurityException anothersKey) {
            return null;
        }
    }
}
