package org.outreachsync.load.write;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.outreachsync.device.transport.Gzip;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.wire.BodyProof;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncResponse;

/** One connection to the server, over which tablets sync with their tokens, one after the other. */
final class Connection {

    private static final String MEDIA_TYPE = "application/x-protobuf";
    private static final int OK = 200;

    private final Transport transport;
    private final SplittableRandom names;

    /**
     * Connects at the first request.
     *
     * @param seed of the names of the requests
     */
    Connection(URI server, long seed) {
        this.transport = new HttpTransport(server);
        this.names = new SplittableRandom(seed);
    }

    /**
     * What one request brought.
     *
     * @param nanos from sending until the answer was there, not yet inflated
     * @param bytesUp the compressed body of the request
     * @param bytesDown the body of the answer, as it was sent
     */
    record Received(SyncResponse response, long nanos, long bytesUp, long bytesDown) {

        /** How many ops have which status. */
        Map<Status, Integer> statuses() {
            var counts = new EnumMap<Status, Integer>(Status.class);
            response.getAck().getResultsList().forEach(result -> counts.merge(result.getStatus(), 1, Integer::sum));
            return counts;
        }
    }

    /** Sends an upload, and remembers the cursor of the answer. */
    Received send(Upload upload) throws IOException {
        var received = send(upload, upload.tablet().cursor());
        upload.tablet().cursor(received.response().getCursor());
        return received;
    }

    /**
     * Sends an upload with this cursor.
     *
     * @throws IOException unless the server acknowledges all of it
     */
    Received send(Upload upload, ByteString cursor) throws IOException {
        var token = upload.tablet().token();
        var body = upload.with(cursor);
        var name = Long.toUnsignedString(names.nextLong(), 36) + Long.toUnsignedString(names.nextLong(), 36);
        var headers = Map.of(
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                MEDIA_TYPE,
                "Content-Encoding",
                "gzip",
                "Accept-Encoding",
                "gzip",
                BodyProof.REQUEST_HEADER,
                name,
                BodyProof.PROOF_HEADER,
                BodyProof.ofRequest(token, name, body.plain()));
        long begun = System.nanoTime();
        var answer = transport.post("/v1/sync", headers, body.packed());
        long nanos = System.nanoTime() - begun;
        var plain = "gzip".equals(answer.header("Content-Encoding")) ? Gzip.inflate(answer.body()) : answer.body();
        if (answer.status() != OK) {
            throw new RefusedUploadException(answer.status(), plain);
        }
        var response = SyncResponse.parseFrom(plain);
        if (upload.records() > 0 && response.getAck().getAckedOp() < upload.lastOp()) {
            throw new IOException("acknowledged " + response.getAck().getAckedOp() + " instead of " + upload.lastOp());
        }
        return new Received(response, nanos, body.packed().length, answer.body().length);
    }
}
