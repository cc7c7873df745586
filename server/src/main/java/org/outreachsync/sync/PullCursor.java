package org.outreachsync.sync;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.RecordId;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * How far a tablet has pulled a site. On the wire it is opaque, and carries a tag so that nobody can forge one.
 *
 * @param version the sequence number in the log up to which the tablet has changes
 * @param after the last record that it received of this sequence number, or null when it received all of them
 */
record PullCursor(long version, @Nullable RecordId after) {

    static final PullCursor START = new PullCursor(0, null);
    private static final int BODY_BYTES = Long.BYTES + RecordId.SIZE_BYTES;

    /**
     * The cursor for a tablet.
     *
     * @param generation of the log; a cursor is not valid in any other
     */
    ByteString seal(Keyring keys, String site, long generation) {
        var body = body();
        return ByteString.copyFrom(body).concat(ByteString.copyFrom(keys.tag(bound(body, site, generation))));
    }

    /**
     * Opens what a tablet handed back.
     *
     * @throws RefusedException {@link Code#CURSOR_EXPIRED} when this server did not make it, for this generation of the
     *     log
     */
    static PullCursor open(ByteString sealed, Keyring keys, String site, long generation) {
        if (sealed.isEmpty()) {
            return START;
        }
        var bytes = sealed.toByteArray();
        if (bytes.length <= BODY_BYTES) {
            throw expired();
        }
        var body = Arrays.copyOf(bytes, BODY_BYTES);
        if (!keys.isOurs(Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length), bound(body, site, generation))) {
            throw expired();
        }
        var buffer = ByteBuffer.wrap(body);
        long version = buffer.getLong();
        var id = new RecordId(buffer.getLong(), buffer.getLong());
        return new PullCursor(version, id.high() == 0 ? null : id);
    }

    private byte[] body() {
        var buffer = ByteBuffer.allocate(BODY_BYTES).putLong(version);
        return after == null
                ? buffer.array()
                : buffer.putLong(after.high()).putLong(after.low()).array();
    }

    /** What the tag covers. A store that was never restored has generation 0, which adds nothing. */
    private static byte[] bound(byte[] body, String site, long generation) {
        var name = site.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(body.length + name.length + (generation == 0 ? 0 : 1 + Long.BYTES))
                .put(body)
                .put(name);
        // No name of a site contains a zero byte.
        return generation == 0
                ? bytes.array()
                : bytes.put((byte) 0).putLong(generation).array();
    }

    static RefusedException expired() {
        return new RefusedException(
                Code.CURSOR_EXPIRED, "The cursor belongs to another log. Sync again with an empty cursor.");
    }
}
