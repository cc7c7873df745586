package org.outreachsync.load.write;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.outreachsync.device.transport.Gzip;
import org.outreachsync.wire.v1.SyncRequest;

/**
 * A request that is ready to be sent, except for the cursor, which comes with the answer before it. The cursor is added
 * as a second member of the gzip stream, so that nothing has to be compressed while the clock runs.
 *
 * @param tablet the tablet that sends it
 * @param plain the message without its cursor
 * @param packed the same, compressed
 * @param rows the same records for a plain table
 * @param lastOp the number of the last op
 */
record Upload(BenchTablet tablet, byte[] plain, byte[] packed, List<PlainRow> rows, long lastOp) {

    /**
     * A body, uncompressed and compressed.
     *
     * @param plain the message
     * @param packed the same, compressed
     */
    record Body(byte[] plain, byte[] packed) {}

    static Upload of(BenchTablet tablet, SyncRequest request, List<PlainRow> rows) {
        var plain = request.toByteArray();
        return new Upload(tablet, plain, Gzip.deflate(plain), rows, request.getFirstOp() + request.getOpsCount() - 1);
    }

    int records() {
        return rows.size();
    }

    /** The request with this cursor. */
    Body with(ByteString cursor) {
        if (cursor.isEmpty()) {
            return new Body(plain, packed);
        }
        var field = SyncRequest.newBuilder().setCursor(cursor).build().toByteArray();
        return new Body(joined(plain, field), joined(packed, Gzip.deflate(field)));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
