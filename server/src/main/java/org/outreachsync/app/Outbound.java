package org.outreachsync.app;

import io.vertx.core.Vertx;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ExportSettings;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.export.channel.Channels;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.http.Credentials;
import org.outreachsync.export.http.Endpoint;
import org.outreachsync.export.http.OutboundClient;
import org.outreachsync.export.http.OutboundPolicy;
import org.outreachsync.export.http.Resolver;

/** Requests to recipients' servers. Its event loops start with the first one: most commands send none. */
final class Outbound implements Channels.Outward, Exporting.Closing {

    private final ExportSettings settings;
    private final OutboundLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Vertx vertx;
    private @Nullable OutboundClient client;

    Outbound(ExportSettings settings, OutboundLimits limits) {
        this.settings = settings;
        this.limits = limits;
    }

    @Override
    public Exchange to(Endpoint endpoint, Credentials as) {
        return request -> client().to(endpoint, as).send(request);
    }

    private OutboundClient client() {
        lock.lock();
        try {
            var open = client;
            if (open == null) {
                var loops = Vertx.vertx();
                vertx = loops;
                open = new OutboundClient(
                        loops,
                        new OutboundPolicy(settings.hosts(), settings.ownNetwork()),
                        limits,
                        Resolver.SYSTEM,
                        settings.trusted());
                client = open;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Aborts requests that are still in flight. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (client != null) {
                client.close();
            }
            if (vertx != null) {
                vertx.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
