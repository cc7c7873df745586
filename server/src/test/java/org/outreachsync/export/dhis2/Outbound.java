package org.outreachsync.export.dhis2;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.http.Credentials;
import org.outreachsync.export.http.OutboundClient;
import org.outreachsync.export.http.OutboundPolicy;
import org.outreachsync.export.http.Resolver;

/** The real client, allowed to speak to this machine. */
final class Outbound implements AutoCloseable {

    static final OutboundLimits LIMITS = new OutboundLimits(
            1 << 20, 1 << 20, 8 << 10, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), 8);

    private final Vertx vertx = Vertx.vertx();
    private final OutboundClient client;

    Outbound(OutboundLimits limits) {
        this.client = new OutboundClient(
                vertx, new OutboundPolicy(Set.of(), Set.of("localhost")), limits, Resolver.SYSTEM, null);
    }

    Exchange to(RecordedDhis2 dhis2) {
        return client.to(dhis2.endpoint(), RecordedDhis2.exporter());
    }

    Exchange to(RecordedDhis2 dhis2, Credentials credentials) {
        return client.to(dhis2.endpoint(), credentials);
    }

    @Override
    public void close() {
        client.close();
        vertx.close().await();
    }
}
