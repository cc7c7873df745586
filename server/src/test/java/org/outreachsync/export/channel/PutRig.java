package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.http.Credentials;
import org.outreachsync.export.http.OutboundClient;
import org.outreachsync.export.http.OutboundPolicy;
import org.outreachsync.export.http.Resolver;

/** Channels that put files on a server which does whatever servers do. */
abstract class PutRig {

    private static final Instant NOW = Instant.parse("2026-11-03T04:05:06Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static Vertx vertx;
    static OutboundClient client;

    FarFolder far;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        client = new OutboundClient(
                vertx,
                new OutboundPolicy(Set.of(), Set.of("localhost")),
                OutboundLimits.standard(),
                Resolver.SYSTEM,
                null);
    }

    @AfterAll
    static void closeAll() {
        client.close();
        vertx.close().await();
    }

    @BeforeEach
    void start() throws IOException {
        far = FarFolder.start();
    }

    @AfterEach
    void stop() {
        far.close();
    }

    static PutChannel channel(PutTarget.Targets targets) {
        return new PutChannel(targets, Parcels.LIMITS.parcels(), PushLimits.standard(), CLOCK);
    }

    PutChannel folder() {
        return channel(PutTarget.folder(client.to(far.endpoint("/hiv"), Credentials.bearer("t0ken"))));
    }

    PutChannel presigned(String query) {
        var lines = Parcels.usual().files().stream()
                .map(file -> far.address("/bucket/" + file.name() + "?" + query))
                .collect(Collectors.joining("\n", "# from the recipient\n", "\n"));
        return channel(PutTarget.presigned(lines, server -> client.to(server, Credentials.none())));
    }

    static String names(Outcome outcome) {
        return switch (outcome) {
            case Delivered(var receipt) -> receipt;
            case Retry(var reason, var after) -> reason;
            case NeedsHelp(var reason, var helper) -> reason;
        };
    }

    void hasAll(String folder) {
        for (var file : Parcels.usual().files()) {
            assertThat(far.files.get(folder + file.name())).isEqualTo(Parcels.read(file));
        }
    }
}
