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
 * Reads the body of one request, up to a limit. Before {@link #read} is called, nothing is read from the socket; after
 * a refusal, the rest is discarded. Confined to the request's event loop.
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
    private boolean shrinks;
    private long begunNanos;
    private long timer;

    /**
     * The minimum rate at which a body must arrive.
     *
     * @param bytesPerSecond required after the grace period
     * @param grace for how long any rate is accepted
     */
    record Pace(int bytesPerSecond, Duration grace) {

        /** How many milliseconds after its beginning a body may still have only this many bytes. */
        long millisFor(int bytes) {
            return grace.toMillis() + bytes * MILLIS / bytesPerSecond;
        }
    }

    BodyReader(HttpServerRequest request) {
        this.request = request;
        this.announced = Closing.announcesBody(request);
        request.handler(this::take);
        request.endHandler(end -> {
            ended = true;
            read.tryComplete(body.getBytes());
        });
        // Only a caller whose chunks cannot be parsed is still there to be told.
        request.exceptionHandler(
                broken -> read.tryFail(new RefusedException(Code.MALFORMED, "The chunks of the body cannot be read.")));
        if (announced) {
            request.pause();
        }
    }

    /**
     * Reads the whole body.
     *
     * @param shrinks whether a body over the limit might be within it if it were compressed
     * @return fails with TOO_LARGE as soon as the announced or received length exceeds the limit, and with TIMEOUT if
     *     the body arrives too slowly
     */
    Future<byte[]> read(int limit, boolean shrinks, Vertx vertx, Pace pace) {
        bytesMax = limit;
        this.shrinks = shrinks;
        if (announcedLength() > limit) {
            refuse();
            return read.future();
        }
        wanted = true;
        if (HeaderList.items(request.headers(), HttpHeaders.EXPECT).stream()
                .anyMatch("100-continue"::equalsIgnoreCase)) {
            request.response().writeContinue();
        }
        begunNanos = System.nanoTime();
        watch(vertx, pace);
        request.resume();
        return read.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Completes and fails as {@link #read} does, and also fails if a body cannot be read that nobody asked for. */
    Future<byte[]> whole() {
        return read.future();
    }

    /** Reads and discards the rest of the body. */
    void discard() {
        wanted = false;
        request.resume();
    }

    /** Whether more of the body may still arrive. */
    boolean isUnread() {
        return announced && !ended;
    }

    /** Checks the rate, and schedules the next check for when the bytes received so far would be too few. */
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
                "The body is too large. Send less in one request" + (shrinks ? ", and compress it with gzip." : "."),
                Map.of("wire_bytes_max", bytesMax)));
    }
}
