package org.outreachsync.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections of one event loop. It cuts those that take too long to send the headers of their next request, which an idle timeout does not: a byte
 * now and then keeps a connection from being idle.
 */
final class Connections {

    private static final long BUSY = Long.MAX_VALUE;

    private final AtomicInteger open;
    private final int openMax;
    private final long headersNanos;
    private final IdentityHashMap<HttpConnection, Long> waitingSince = new IdentityHashMap<>();

    Connections(AtomicInteger open, int openMax, Duration headers) {
        this.open = open;
        this.openMax = openMax;
        this.headersNanos = headers.toNanos();
    }

    void watch(Vertx vertx) {
        long every = Math.clamp(TimeUnit.NANOSECONDS.toMillis(headersNanos) / 4, 10, 1_000);
        vertx.setPeriodic(every, tick -> sweep(System.nanoTime()));
    }

    void opened(HttpConnection connection) {
        if (open.incrementAndGet() > openMax) {
            open.decrementAndGet();
            connection.close();
            return;
        }
        waitingSince.put(connection, System.nanoTime());
        connection.closeHandler(closed -> {
            if (waitingSince.remove(connection) != null) {
                open.decrementAndGet();
            }
        });
    }

    void began(HttpConnection connection) {
        waitingSince.replace(connection, BUSY);
    }

    void answered(HttpConnection connection) {
        waitingSince.replace(connection, System.nanoTime());
    }

    private void sweep(long now) {
        var late = new ArrayList<HttpConnection>();
        waitingSince.forEach((connection, since) -> {
            if (since != BUSY && now - since > headersNanos) {
                late.add(connection);
            }
        });
        late.forEach(HttpConnection::close);
    }
}
