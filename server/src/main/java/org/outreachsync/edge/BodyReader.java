package org.outreachsync.edge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Reads the body of one request up to a limit, and throws away what comes after a refusal. Lives on the request's event loop. */
final class BodyReader {

    private final HttpServerRequest request;
    private final Buffer body = Buffer.buffer();
    private final Promise<byte[]> read = Promise.promise();
    private final boolean announced;
    private boolean ended;
    private boolean wanted;
    private int bytesMax;

    BodyReader(HttpServerRequest request) {
        this.request = request;
        this.announced = !"0".equals(request.getHeader(HttpHeaders.CONTENT_LENGTH))
                && (request.headers().contains(HttpHeaders.CONTENT_LENGTH) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
        request.handler(this::take);
        request.endHandler(end -> {
            ended = true;
            read.tryComplete(body.getBytes());
        });
        // A caller who breaks off, or whose chunks cannot be read, is no failure of the server.
        request.exceptionHandler(broken -> read.tryFail(new RefusedException(Code.MALFORMED, "The body does not come to its end.")));
    }

    /**
     * The whole body.
     *
     * @return fails with TOO_LARGE as soon as the length that was announced, or what has come, is over the limit
     */
    Future<byte[]> read(int limit) {
        bytesMax = limit;
        if (announcedLength() > limit) {
            refuse();
            return read.future();
        }
        wanted = true;
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        return read.future();
    }

    /** Whether bytes of the body may still come. */
    boolean isUnread() {
        return announced && !ended;
    }

    private void take(Buffer chunk) {
        if (!wanted) {
            return;
        }
        if (body.length() + chunk.length() > bytesMax) {
            wanted = false;
            refuse();
            return;
        }
        body.appendBuffer(chunk);
    }

    private long announcedLength() {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException wrong) {
            return Long.MAX_VALUE;
        }
    }

    private void refuse() {
        read.tryFail(new RefusedException(
                Code.TOO_LARGE, "The body is too large. Cut the batch, and compress it with gzip.", Map.of("wire_bytes_max", bytesMax)));
    }
}
