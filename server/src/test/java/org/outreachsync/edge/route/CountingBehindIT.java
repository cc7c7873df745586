package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.Limits;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.Scrape;
import org.outreachsync.store.Document;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/**
 * A tablet has its acknowledgement, and counting is held back: no export may tell the figures of before, whoever asks
 * for it.
 */
class CountingBehindIT {

    private static final String MARCH = "MINISTRY.MONTHLY.202603.1";
    private static final String AGAIN = "MINISTRY.MONTHLY.202603.2";
    private static final List<String> CLIENTS = List.of(
            "Ж1971АЙГУ", "Ж1972АЙГУ", "Ж1973АЙГУ", "Ж1974АЙГУ", "Ж1975АЙГУ", "Ж1976АЙГУ", "Ж1977АЙГУ", "Ж1978АЙГУ");

    @TempDir
    private Path data;

    /** Whoever writes how far a site is counted takes it. */
    private final Semaphore counting = new Semaphore(1);

    private ExportRig exports;

    @BeforeEach
    void start() throws IOException {
        exports = new ExportRig(
                data,
                memory -> new ForwardingStore(memory) {
                    @Override
                    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
                        if (!table.equals(Tables.WATERMARKS)
                                || !documents.getFirst().id().startsWith("CELLS")) {
                            return super.replaceIfNewer(table, documents);
                        }
                        counting.acquireUninterruptibly();
                        try {
                            return super.replaceIfNewer(table, documents);
                        } finally {
                            counting.release();
                        }
                    }
                },
                hasty());
    }

    private static Limits hasty() {
        var usual = Limits.standard();
        var exports = usual.channels().exports().withCountedWithin(Duration.ofMillis(50));
        return usual.withChannels(usual.channels().withExports(exports));
    }

    @AfterEach
    void stop() {
        counting.release();
        exports.close();
    }

    /** Hands in records, which are acknowledged and not counted. */
    private void handInAndHoldBack() throws IOException {
        counting.acquireUninterruptibly();
        exports.tablet.exchanges(CLIENTS);
    }

    private RawHttp.Response run() throws IOException {
        return exports.post(
                "/v1/exports",
                exports.admin,
                new JsonObject().put("destination", "MINISTRY").put("period", "202603"));
    }

    private JsonObject get(String id) throws IOException {
        return exports.send("GET", "/v1/exports/" + id, exports.admin).json();
    }

    /** How many people it tells for the country, and how. */
    private String people(String id) throws IOException {
        var name = "MINISTRY_MONTHLY_202603_r" + id.substring(id.length() - 1) + ".csv";
        return ExportRig.text(exports.send("GET", "/v1/exports/" + id + "/files/" + name, exports.admin))
                .lines()
                .filter(line -> line.matches("PERSONS_REACHED,.*,country,.*,_T,.*"))
                .map(line -> line.replaceAll("^.*,COUNT,(\\d*,[a-z_ ]*),.*$", "$1"))
                .findFirst()
                .orElseThrow();
    }

    private void awaitState(String id, String state) throws IOException {
        long end = System.nanoTime() + Scrape.WAIT_MAX.toNanos();
        while (!get(id).getString("state").equals(state)) {
            assertThat(System.nanoTime()).as("time to count").isLessThan(end);
            exports.tick();
        }
    }

    @Test
    void aFirstReportWaitsAndSaysWhatFor() throws IOException {
        handInAndHoldBack();
        assertThat(run().status()).isEqualTo(201);
        exports.tick();
        var waiting = get(MARCH);
        assertThat(waiting.getString("state")).isEqualTo("WAITING");
        assertThat(waiting.getJsonObject("stop").getMap())
                .containsEntry("code", "COUNTING")
                .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason.toString()).contains("OSH-1"));

        counting.release();
        awaitState(MARCH, "DELIVERED");
        assertThat(people(MARCH)).isEqualTo("10,exact");
        assertThat(get(MARCH).containsKey("stop")).isFalse();
        counting.acquireUninterruptibly();
    }

    @Test
    void aDryRunIsRefusedUntilAllIsCounted() throws IOException {
        handInAndHoldBack();
        var path = "/v1/destinations/MINISTRY/dry-run?period=202603";
        var refused = exports.send("POST", path, exports.admin);
        assertThat(refused.code()).isEqualTo("BUSY");
        assertThat(refused.json().getString("detail")).contains("OSH-1");

        counting.release();
        exports.rig.awaitCounted(exports.admin, "OSH-1");
        assertThat(exports.send("POST", path, exports.admin).json().encode())
                .contains("\"numerator\":{\"told\":\"exact\",\"value\":10}");
        counting.acquireUninterruptibly();
    }

    @Test
    void aRecountProposesNothingOfBeforeAndThenTheWholeChange() throws IOException {
        exports.start("MINISTRY", "202603");
        exports.tick();
        handInAndHoldBack();
        assertThat(run().code()).isEqualTo("BUSY");

        counting.release();
        exports.rig.awaitCounted(exports.admin, "OSH-1");
        assertThat(run().json().getJsonArray("items").getJsonObject(0).getString("id"))
                .isEqualTo(AGAIN);
        exports.send("POST", "/v1/exports/" + AGAIN + "/approve", exports.admin);
        awaitState(AGAIN, "DELIVERED");
        assertThat(people(AGAIN)).isEqualTo("10,exact");
        counting.acquireUninterruptibly();
    }
}
