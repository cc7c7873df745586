package org.outreachsync.edge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * Reads the body of one request up to a limit, when it is told to, and throws away what comes after a refusal. Until
 * then nothing of it is taken from the line. Lives on the request's event loop.
 */
final class BodyReader {

    private static final long MILLIS = 1_000;
    private static final long CHECK_MILLIS_MIN = 250;

    private final HttpServerRequest request;
    private final Buffer body = Buffer.buffer();
    private final Promise<byte[]> read = Promise.promise();
    private final boolean announced;
    private boolean ended;
    private boolean wanted;
    private int bytesMax;
    private long begunNanos;
    private long timer;

    /**
     * How fast a body must come.
     *
     * @param bytesPerSecond counted from the end of the grace
     * @param grace how long it may take whatever its rate
     */
    record Pace(int bytesPerSecond, Duration grace) {

        /** How many milliseconds after its beginning a body may be no longer than so many bytes. */
        long millisFor(int bytes) {
            return grace.toMillis() + bytes * MILLIS / bytesPerSecond;
        }
    }

    BodyReader(HttpServerRequest request) {
        this.request = request;
        this.announced = !"0".equals(request.getHeader(HttpHeaders.CONTENT_LENGTH))
                && (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
        request.handler(this::take);
        request.endHandler(end -> {
            ended = true;
            read.tryComplete(body.getBytes());
        });
        // A caller who breaks off, or whose chunks cannot be read, is no failure of the server.
        request.exceptionHandler(
                broken -> read.tryFail(new RefusedException(Code.MALFORMED, "The body ended too early.")));
        if (announced) {
            request.pause();
        }
    }

    /**
     * The whole body.
     *
     * @return fails with TOO_LARGE as soon as the length that was announced, or what has come, is over the limit, and
     *     with TIMEOUT when it comes too slowly
     */
    Future<byte[]> read(int limit, Vertx vertx, Pace pace) {
        bytesMax = limit;
        if (announcedLength() > limit) {
            refuse();
            return read.future();
        }
        wanted = true;
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        begunNanos = System.nanoTime();
        watch(vertx, pace);
        request.resume();
        return read.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Takes the rest from the line and throws it away. */
    void discard() {
        wanted = false;
        request.resume();
    }

    /** Whether bytes of the body may still come. */
    boolean isUnread() {
        return announced && !ended;
    }

    /** Comes back at the moment until which the bytes that are there suffice. */
    private void watch(Vertx vertx, Pace pace) {
        long left = pace.millisFor(body.length()) - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
        if (left <= 0) {
            read.tryFail(Problems.tooSlow());
            return;
        }
        timer = vertx.setTimer(Math.max(left, CHECK_MILLIS_MIN), over -> watch(vertx, pace));
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
                Code.TOO_LARGE,
                "The body is too large. Cut the batch, and compress it with gzip.",
                Map.of("wire_bytes_max", bytesMax)));
    }
}
