package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SmallDisk;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * A full disk, or a log that takes nothing, is seen by whoever probes the server, by name; it ends by itself, and costs
 * no tablet a record.
 */
class ReadinessIT {

    @Test
    void aFullDiskIsSaidByNameAndNothingIsLost(@TempDir Path folder) throws Exception {
        try (var disk = new SmallDisk(folder);
                var rig = new ServerRig(Map.of(), memory -> disk.store())) {
            var admin = rig.admin();
            var tablet = new SocketTablet(rig);
            tablet.exchange("F1990AAAA", 1);
            assertThat(checks(rig, 200)).isEqualTo(Map.of("store-read", "UP", "log-write", "UP", "own-codes", "UP"));

            disk.fill();
            int taken = 1;
            var answer = tablet.offer("F1990AAAB", 1);
            while (answer.status() == 200) {
                taken++;
                answer = tablet.offer("F1990AAAB", 1);
            }

            assertThat(answer.code()).isEqualTo("BUSY");
            assertThat(checks(rig, 503)).isEqualTo(Map.of("store-read", "UP", "log-write", "DOWN", "own-codes", "UP"));
            assertThat(rig.management("/health/live").status()).isEqualTo(200);
            assertThat(rig.send("GET", "/v1/sites", admin, new byte[0]).status())
                    .as("what only reads is served")
                    .isEqualTo(200);
            assertThat(metric(rig, "outreach_store_writes_failing")).isEqualTo(1);
            assertThat(metric(rig, "outreach_store_writes_failed_total")).isPositive();
            assertThat(tablet.again().code()).isEqualTo("BUSY");

            disk.free();

            assertThat(checks(rig, 200)).isEqualTo(Map.of("store-read", "UP", "log-write", "UP", "own-codes", "UP"));
            assertThat(metric(rig, "outreach_store_writes_failing")).isZero();
            assertThat(statuses(tablet.again())).containsExactly(Status.STATUS_APPLIED);
            assertThat(counted(rig, admin).getInteger("value")).isEqualTo(taken + 1);
        }
    }

    @Test
    void aSmallWriteThatStillFindsRoomDoesNotHideThatTheLogFindsNone() throws IOException {
        var log = new Refusing(new MemoryStore());
        try (var rig = new ServerRig(Map.of(), memory -> log)) {
            var tablet = new SocketTablet(rig);
            log.bytesMax = 1_000;

            assertThat(tablet.offer("F1990AAAA", 1).status()).isEqualTo(503);
            rig.server.identities().sites().add("SMALL-1", "A write that is small enough");

            assertThat(checks(rig, 503)).containsEntry("log-write", "DOWN");
            log.bytesMax = Integer.MAX_VALUE;
            assertThat(checks(rig, 200)).containsEntry("log-write", "UP");
        }
    }

    @Test
    void anIdleServerFindsOutBeforeTheFirstUpload() throws IOException {
        var log = new Refusing(new MemoryStore());
        try (var rig = new ServerRig(Map.of(), memory -> log)) {
            log.bytesMax = 0;

            assertThat(checks(rig, 200))
                    .as("a write that succeeded a moment ago")
                    .containsEntry("log-write", "UP");
            rig.time.pass(Duration.ofSeconds(11));

            assertThat(checks(rig, 503)).containsEntry("log-write", "DOWN").containsEntry("store-read", "UP");
        }
    }

    @Test
    void aBusyServerIsNotProbedByWrites() throws IOException {
        var log = new Refusing(new MemoryStore());
        try (var rig = new ServerRig(Map.of(), memory -> log)) {
            new SocketTablet(rig).exchange("F1990AAAA", 1);
            checks(rig, 200);
            checks(rig, 200);

            assertThat(log.written).isNotEmpty().doesNotContain("write-probe");
        }
    }

    /** The figure, once all that was acknowledged is counted. */
    private static JsonObject counted(ServerRig rig, String admin) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            rig.time.pass(Duration.ofSeconds(1));
            var figure = rig.send("GET", "/v1/indicators/SYRINGES_DISTRIBUTED?period=2026", admin, new byte[0])
                    .json();
            var site = figure.getJsonObject("as_of").getJsonObject(SITE);
            if (site.getLong("counted_to").equals(site.getLong("acknowledged_to"))) {
                return figure;
            }
        }
        throw new AssertionError("what was acknowledged is not counted");
    }

    /** What readiness says, check by check. */
    private static Map<String, String> checks(ServerRig rig, int status) throws IOException {
        var answer = rig.management("/health/ready");
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
        assertThat(answer.json().getString("status")).isEqualTo(status == 200 ? "UP" : "DOWN");
        return answer.json().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(check -> check.getString("name"), check -> check.getString("status")));
    }

    private static double metric(ServerRig rig, String name) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + rig.server.managementPort() + "/metrics");
            var text = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return text.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.split(" ", 2)[1]))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Status> statuses(RawHttp.Response answer) throws InvalidProtocolBufferException {
        return SyncResponse.parseFrom(answer.body()).getAck().getResultsList().stream()
                .map(result -> result.getStatus())
                .toList();
    }

    /** A store with room for bodies of this many bytes only. */
    private static final class Refusing extends ForwardingStore {

        /** The ids of documents. */
        final List<String> written = new ArrayList<>();

        volatile int bytesMax = Integer.MAX_VALUE;

        Refusing(DocumentStore store) {
            super(store);
        }

        @Override
        public void insert(Table table, Document document) {
            take(table, document);
            super.insert(table, document);
        }

        @Override
        public Set<String> replaceIfNewer(Table table, List<Document> documents) {
            documents.forEach(document -> take(table, document));
            return super.replaceIfNewer(table, documents);
        }

        private void take(Table table, Document document) {
            written.add(document.id());
            if (document.body().length >= bytesMax || (bytesMax < Integer.MAX_VALUE && table.equals(Tables.LOG))) {
                throw new StoreUnavailableException("no room", null);
            }
        }
    }
}
