package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.SocketTablet;

/** {@code /v1/exports} and dry runs over a socket. */
class ExportRoutesIT {

    private static final String MARCH = "MINISTRY.MONTHLY.202603.1";

    @TempDir
    private Path data;

    private ExportRig exports;

    @BeforeEach
    void start() throws IOException {
        exports = new ExportRig(data);
    }

    @AfterEach
    void stop() {
        exports.close();
    }

    private JsonObject get(String id) throws IOException {
        return exports.send("GET", "/v1/exports/" + id, exports.admin).json();
    }

    @Test
    void showsWhatAnExportWouldTellAndMakesNone() throws IOException {
        var dryRun = exports.send("POST", "/v1/destinations/MINISTRY/dry-run?period=202603", exports.admin);
        assertThat(dryRun.status()).isEqualTo(200);
        assertThat(dryRun.json().containsKey("stop")).isFalse();
        var set = dryRun.json().getJsonArray("data_sets").getJsonObject(0);
        assertThat(set.getMap()).containsEntry("data_set", "MONTHLY").containsEntry("period", "202603");
        assertThat(set.getInteger("lines")).isPositive();
        assertThat(set.getInteger("left_out_lines"))
                .as("two people are fewer than five")
                .isPositive();
        var persons = set.getJsonArray("table").stream()
                .map(JsonObject.class::cast)
                .filter(line -> line.getString("indicator").equals("PERSONS_REACHED"))
                .toList();
        assertThat(persons)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.getJsonObject("numerator").getString("told"))
                        .isNotEqualTo("rounded"));
        assertThat(exports.send("GET", "/v1/exports", exports.admin).json().getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void takesTheLastPeriodThatIsOver() throws IOException {
        var dryRun = exports.send("POST", "/v1/destinations/NGO/dry-run", exports.admin)
                .json()
                .getJsonArray("data_sets");
        assertThat(dryRun)
                .extracting(set -> ((JsonObject) set).getString("period"))
                .containsExactly("202603", "2026Q1");
        assertThat(exports.start("NGO", "last"))
                .extracting(item -> ((JsonObject) item).getString("id"))
                .containsExactly("NGO.MONTHLY.202603.1", "NGO.QUARTERLY.2026Q1.1");
    }

    @Test
    void namesWhatIsWrongWithAPeriod() throws IOException {
        for (var path : List.of("/v1/destinations/MINISTRY/dry-run?period=")) {
            assertThat(exports.send("POST", path + "202604", exports.admin).code())
                    .isEqualTo("PERIOD_OPEN");
            for (var wrong : List.of("2026-03", "202613", "201401", "2026Q1", "2026", "20260301")) {
                assertThat(exports.send("POST", path + wrong, exports.admin)
                                .json()
                                .getMap())
                        .as(wrong)
                        .containsEntry("code", "PARAMETER");
            }
        }
        var early = exports.post(
                "/v1/exports",
                exports.admin,
                new JsonObject().put("destination", "MINISTRY").put("period", "201401"));
        assertThat(early.json().getString("detail")).contains("before the programme began");
        var unknown = exports.post("/v1/exports", exports.admin, new JsonObject().put("destination", "NOBODY"));
        assertThat(unknown.code()).isEqualTo("NOT_FOUND");
        assertThat(exports.send("POST", "/v1/destinations/NOBODY/dry-run", exports.admin)
                        .code())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void keepsEveryAttemptAndSendsAgain() throws IOException {
        var made = exports.start("MINISTRY", "202603").getJsonObject(0);
        assertThat(made.getString("id")).isEqualTo(MARCH);
        assertThat(made.getString("state")).isEqualTo("RELEASED");
        assertThat(made.getJsonArray("files"))
                .extracting(file -> ((JsonObject) file).getString("name"))
                .contains("MINISTRY_MONTHLY_202603_r1.csv", "MINISTRY_MONTHLY_202603_r1_manifest.json");

        exports.tick();
        var delivered = get(MARCH);
        assertThat(delivered.getString("state")).isEqualTo("DELIVERED");
        assertThat(delivered.getJsonArray("tries")).hasSize(1);
        assertThat(delivered.getString("receipt")).isNotEmpty();

        var manager = exports.rig.person(Role.MANAGER, Set.of(SITE));
        var again = exports.send("POST", "/v1/exports/" + MARCH + "/send-again", manager);
        assertThat(again.json().getString("state")).isEqualTo("RELEASED");
        exports.tick();
        assertThat(get(MARCH).getJsonArray("tries"))
                .extracting(JsonObject.class::cast)
                .extracting(attempt -> attempt.getString("cause") + " " + attempt.getString("asked_by"))
                .containsExactly("RELEASED ADMIN", "SENT_AGAIN MANAGER");

        var approved = exports.send("POST", "/v1/exports/" + MARCH + "/approve", exports.admin);
        assertThat(approved.status()).isEqualTo(409);
        assertThat(approved.json().getMap())
                .containsEntry("code", "EXPORT_STATE")
                .containsEntry("state", "DELIVERED");
    }

    @Test
    void proposesARestatementThatAManagerReleases() throws IOException {
        exports.start("MINISTRY", "202603");
        exports.tick();
        assertThat(exports.start("MINISTRY", "202603")).as("nothing changed").isEmpty();

        var tablet = new SocketTablet(exports.rig);
        for (int client = 0; client < 8; client++) {
            tablet.exchange("Ж198" + client + "АЙГУ", 5);
        }
        exports.rig.awaitCounted(exports.admin, SITE);
        var proposed = exports.start("MINISTRY", "202603").getJsonObject(0);
        assertThat(proposed.getMap())
                .containsEntry("id", "MINISTRY.MONTHLY.202603.2")
                .containsEntry("state", "NEEDS_APPROVAL");
        var changes = proposed.getJsonArray("changes");
        assertThat(changes).isNotEmpty();
        assertThat(changes.getJsonObject(0).fieldNames()).containsExactly("cell", "before", "after");

        var manager = exports.rig.person(Role.MANAGER, Set.of(SITE));
        var withdrawn = exports.send("POST", "/v1/exports/MINISTRY.MONTHLY.202603.2/withdraw", manager);
        assertThat(withdrawn.json().getString("state")).isEqualTo("STOPPED");
        assertThat(withdrawn.json().getJsonObject("stop").getMap())
                .containsEntry("code", "WITHDRAWN")
                .containsEntry("by", "MANAGER");
        assertThat(exports.send("POST", "/v1/exports/MINISTRY.MONTHLY.202603.2/approve", manager)
                        .code())
                .isEqualTo("EXPORT_STATE");

        assertThat(exports.start("MINISTRY", "202603").getJsonObject(0).getString("id"))
                .isEqualTo("MINISTRY.MONTHLY.202603.3");
        var released = exports.send("POST", "/v1/exports/MINISTRY.MONTHLY.202603.3/approve", manager);
        assertThat(released.json().getMap()).containsEntry("state", "RELEASED").containsEntry("released_by", "MANAGER");
        exports.tick();
        assertThat(get("MINISTRY.MONTHLY.202603.3").getString("state")).isEqualTo("DELIVERED");
    }

    @Test
    void showsWhatIsMissingAtTheFarSide() throws IOException {
        exports.start("NGO", "202603");
        exports.tick();
        var stopped = get("NGO.MONTHLY.202603.1");
        assertThat(stopped.getString("state")).isEqualTo("UNDELIVERED");
        var attempt = stopped.getJsonArray("tries").getJsonObject(0);
        assertThat(attempt.getString("result")).isEqualTo("OWNER_HELPS");
        assertThat(attempt.getString("reason")).contains("folder");
        exports.tick();
        assertThat(ExportRig.text(exports.rig.management("/metrics")))
                .contains("outreach_exports_undelivered 1.0", "outreach_exports_stopped 0.0")
                .contains("outreach_exports_round_age_seconds 0.0");

        Files.createDirectories(data.resolve("outgoing/network"));
        exports.send("POST", "/v1/exports/NGO.MONTHLY.202603.1/send-again", exports.admin);
        exports.tick();
        exports.tick();
        assertThat(get("NGO.MONTHLY.202603.1").getString("state")).isEqualTo("DELIVERED");
        assertThat(ExportRig.text(exports.rig.management("/metrics"))).contains("outreach_exports_undelivered 0.0");
    }

    @Test
    void pagesThroughExportsThatWereMadeAtOnce() throws IOException {
        exports.start("MINISTRY", "202603");
        exports.rig.time.pass(Duration.ofSeconds(1));
        exports.start("NGO", "last");
        exports.rig.time.pass(Duration.ofSeconds(1));
        exports.start("MINISTRY", "202602");
        var all = exports.rig.server.exporting().exports();
        for (int pageMax = 1; pageMax <= 5; pageMax++) {
            var seen = new ArrayList<String>();
            var query = Map.<String, String>of();
            ExportPage page;
            do {
                page = ExportPage.of(all, null, null, query, pageMax);
                assertThat(page.entries()).hasSizeLessThanOrEqualTo(pageMax);
                page.entries().forEach(entry -> seen.add(entry.id().toString()));
                query = Map.of("cursor", String.valueOf(page.next()));
            } while (page.next() != null);
            assertThat(seen)
                    .as("pages of %d", pageMax)
                    .containsExactly(
                            "MINISTRY.MONTHLY.202602.1",
                            "NGO.QUARTERLY.2026Q1.1",
                            "NGO.MONTHLY.202603.1",
                            "MINISTRY.MONTHLY.202603.1");
        }
    }

    @Test
    void letsViewersReadWhatWasReleasedLessExactFigures() throws IOException {
        var exact = DestinationDocuments.MINISTRY
                .replace("code: MINISTRY", "code: EXACT")
                .replace(
                        "{kind: suppress}",
                        "{kind: exact, decision: {by: A. A., on: 2026-01-01, why: Agreement 12 binds the ministry.}}");
        assertThat(DestinationDocuments.add(exports.rig, exports.admin, exact).status())
                .isEqualTo(201);
        exports.start("MINISTRY", "202603");
        exports.start("EXACT", "202603");
        var viewer = exports.rig.person(Role.VIEWER, Set.of());
        var manager = exports.rig.person(Role.MANAGER, Set.of(SITE));
        var file = "/files/%s_MONTHLY_202603_r1.csv";

        var seen = exports.send("GET", "/v1/exports", viewer).json().getJsonArray("items");
        assertThat(seen).extracting(item -> ((JsonObject) item).getString("id")).containsExactly(MARCH);
        assertThat(exports.send("GET", "/v1/exports/" + MARCH, viewer).json().fieldNames())
                .contains("files")
                .doesNotContain("changes", "tries");
        assertThat(exports.send("GET", "/v1/exports/" + MARCH + file.formatted("MINISTRY"), viewer)
                        .status())
                .isEqualTo(200);

        var id = "EXACT.MONTHLY.202603.1";
        assertThat(exports.send("GET", "/v1/exports/" + id, viewer).code()).isEqualTo("NOT_FOUND");
        assertThat(exports.send("GET", "/v1/exports/" + id, manager).json().fieldNames())
                .contains("state")
                .doesNotContain("files", "changes");
        for (var who : List.of(viewer, manager)) {
            assertThat(exports.send("GET", "/v1/exports/" + id + file.formatted("EXACT"), who)
                            .code())
                    .isEqualTo("NOT_FOUND");
        }
        assertThat(exports.send("POST", "/v1/exports/" + id + "/send-again", manager)
                        .code())
                .isEqualTo("SCOPE_DENIED");
        assertThat(exports.send("GET", "/v1/exports/" + id + file.formatted("EXACT"), exports.admin)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void listsTheNewestFirstInPages() throws IOException {
        exports.start("MINISTRY", "202603");
        exports.start("NGO", "last");
        var all = exports.send("GET", "/v1/exports", exports.admin).json().getJsonArray("items");
        assertThat(all).hasSize(3);
        assertThat(all.getJsonObject(2).getString("id")).isEqualTo(MARCH);
        assertThat(exports.send("GET", "/v1/exports?destination=NGO", exports.admin)
                        .json()
                        .getJsonArray("items"))
                .hasSize(2);
        assertThat(exports.send("GET", "/v1/exports?state=DELIVERED", exports.admin)
                        .json()
                        .getJsonArray("items"))
                .isEmpty();
        assertThat(exports.send("GET", "/v1/exports?state=RELEASED&destination=MINISTRY", exports.admin)
                        .json()
                        .getJsonArray("items"))
                .hasSize(1);
        assertThat(exports.send("GET", "/v1/exports?state=LOST", exports.admin)
                        .json()
                        .getMap())
                .containsEntry("parameter", "state");
        assertThat(exports.send("GET", "/v1/exports?cursor=bm90IG91cnM", exports.admin)
                        .code())
                .isEqualTo("PARAMETER");
        for (var id : List.of("NOBODY", "MINISTRY.MONTHLY.202603.9", "A.B.C.D", "MINISTRY.MONTHLY.20260399.1")) {
            assertThat(exports.send("GET", "/v1/exports/" + id, exports.admin).status())
                    .as(id)
                    .isIn(400, 404);
        }
    }
}
