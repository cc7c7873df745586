package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.config.DestinationLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.export.ledger.State;
import org.outreachsync.identity.Role;
import org.outreachsync.keys.Keyring;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.Scrape;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/** A server makes and delivers exports by itself, until it is stopped. */
class ExportTimerIT {

    private static final String SCHEDULED = """
            code: NGO
            title: {en: A network}
            publisher: Harm reduction programme
            formats: [csv]
            channel: {kind: folder, path: network}
            schedule: {cron: "0 6 10 * *", zone: Asia/Bishkek}
            data_sets:
              - {code: MONTHLY, title: {en: M}, period: month, areas: [site], indicators: [{code: CONTACTS}]}
            """;

    private static Limits looking(Duration every) {
        var usual = Limits.standard();
        var channels = usual.channels();
        var of = channels.destinations();
        var destinations = new DestinationLimits(
                of.documentBytesMax(),
                of.countMax(),
                of.versionsMax(),
                of.recipientsMax(),
                of.credentialsMax(),
                of.credentialLengthMax(),
                of.dryRunLinesMax(),
                of.downloadsMax(),
                of.downloadBytesPerSecondMin(),
                of.dataSets(),
                of.policyBelowMax(),
                of.exactReasonLengthMin(),
                of.publisherLengthMax(),
                every);
        return new Limits(
                usual.batches(),
                usual.http(),
                usual.shares(),
                usual.rates(),
                usual.identities(),
                usual.targets(),
                usual.codes(),
                usual.pages(),
                usual.management(),
                usual.certificates(),
                new ChannelLimits(
                        channels.parcels(),
                        channels.sftp(),
                        channels.mail(),
                        channels.push(),
                        channels.dhis2(),
                        channels.outbound(),
                        channels.exports(),
                        channels.donorKeys(),
                        destinations));
    }

    @Test
    void deliversWhatIsDueAndNothingAfterItsEnd(@TempDir Path data) throws Exception {
        var time = new FakeTime();
        var folder = Files.createDirectories(data.resolve("outgoing/network"));
        var config = ServerConfig.from(Map.of(
                "OUTREACH_HTTP_PORT", "0",
                "OUTREACH_MANAGEMENT_PORT", "0",
                "OUTREACH_DATA", data.toString()));
        try (var store = new MemoryStore()) {
            var around = new Backend(
                    looking(Duration.ofMillis(20)), store, Keyring.ephemeral(), time, time, new SecureRandom());
            try (var server = Server.start(config, around)) {
                server.identities().sites().add("OSH-1", "Osh");
                server.exporting().destinations().add(SCHEDULED, "Aida");
                var exports = server.exporting().exports();
                // A schedule begins with the first look at it.
                do {
                    exports.look(time.instant());
                } while (store.get(Tables.EXPORT_RUNS, List.of("NGO/1/2026-02-10T06:00"))
                        .isEmpty());
                time.pass(Duration.ofDays(10));
                long end = System.nanoTime() + Scrape.WAIT_MAX.toNanos();
                while (exports.list("NGO", State.DELIVERED, null, 10).isEmpty()) {
                    assertThat(System.nanoTime())
                            .as("time to deliver %s", exports.list(null, null, null, 10))
                            .isLessThan(end);
                    Thread.onSpinWait();
                }
                assertThat(shown(server)).hasSize(1);
                assertThat(folder).isDirectoryContaining("glob:**NGO_MONTHLY_202602_r1.csv");
            }
            time.pass(Duration.ofDays(31));
            assertThat(folder).isDirectoryNotContaining("glob:**202603*");
        }
    }

    private static JsonArray shown(Server server) throws IOException {
        var admin = server.identities().people().add("Aida", Role.ADMIN, Set.of());
        try (var client = new RawHttp(server.port())) {
            client.write(RawHttp.request(
                    "GET", "/v1/exports?state=DELIVERED", ServerRig.bearer(admin.token()), new byte[0]));
            return client.read().json().getJsonArray("items");
        }
    }
}
