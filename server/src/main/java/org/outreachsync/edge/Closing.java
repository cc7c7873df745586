package org.outreachsync.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Closes a connection on which a body may still arrive that nobody reads. */
final class Closing {

    private Closing() {}

    /** Whether the headers announce a body of at least one byte. */
    static boolean announcesBody(HttpServerRequest request) {
        var headers = request.headers();
        return !"0".equals(headers.get(HttpHeaders.CONTENT_LENGTH))
                && (headers.contains(HttpHeaders.CONTENT_LENGTH) || headers.contains(HttpHeaders.TRANSFER_ENCODING));
    }

    /** Closes the connection of a request a while after its answer, so that the caller can read the answer first. */
    static void afterAnswer(HttpServerRequest request, Vertx vertx, Duration linger) {
        vertx.setTimer(linger.toMillis(), over -> request.connection().close());
    }
}
