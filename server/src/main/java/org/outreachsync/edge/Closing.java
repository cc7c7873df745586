package org.outreachsync.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Closes a connection of which nothing more is read, so that the caller can read the answer first. */
final class Closing {

    private Closing() {}

    /** Whether the headers announce a body of at least one byte. */
    static boolean announcesBody(HttpServerRequest request) {
        var headers = request.headers();
        return !"0".equals(headers.get(HttpHeaders.CONTENT_LENGTH))
                && (headers.contains(HttpHeaders.CONTENT_LENGTH) || headers.contains(HttpHeaders.TRANSFER_ENCODING));
    }

    /**
     * Answers a request whose head cannot be parsed. The rest of the connection is unusable, and Vert.x closes it when
     * the response ends, so the response is ended a moment after it was written.
     *
     * @return the status of the answer
     */
    static int refuseHead(HttpServerRequest request, Vertx vertx, Duration linger, boolean tls) {
        var cause = request.decoderResult().cause();
        var answer = Problems.head(cause == null ? new IllegalStateException() : cause);
        Sender.write(request.response(), Sender.plain(answer, Proofs.of(request)), tls);
        vertx.setTimer(linger.toMillis(), over -> request.response().end());
        return answer.status();
    }

    /** Closes the connection of a request a while after its answer. */
    static void afterAnswer(HttpServerRequest request, Vertx vertx, Duration linger) {
        vertx.setTimer(linger.toMillis(), over -> request.connection().close());
    }
}
