package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;
import static org.outreachsync.rig.ServerRig.bearer;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Route;
import org.outreachsync.rig.Contract;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;

/**
 * Every operation over a socket: what it answers when all is well, and how it refuses. The rig holds each of these
 * answers against the contract.
 */
class OpenApiAnswersIT {

    private static final String FIGURE = "/v1/indicators/SYRINGES_DISTRIBUTED?period=2026";
    private static final String PLACE = "{\"from\":\"2026-01-01\",\"country\":\"KG\",\"region\":\"KG-O\"}";

    private static final byte[] GUESS = "{\"code\":\"AAAA-AAAA-AAAA\"}".getBytes(StandardCharsets.UTF_8);

    private final Set<String> seen = new TreeSet<>();
    private ServerRig rig;
    private String admin = "";

    @BeforeEach
    void start(@TempDir Path data) {
        rig = new ServerRig(Map.of("OUTREACH_DATA", data.toString()));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawHttp.Response ask(int status, String method, String target, String headers, String body)
            throws IOException {
        rig.time.pass(Duration.ofSeconds(1));
        var response = rig.send(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
        assertThat(response.status()).as(method + " " + target).isEqualTo(status);
        seen.add(Contract.SERVED.operation(method, target) + " " + status);
        return response;
    }

    private RawHttp.Response get(String target) throws IOException {
        return ask(200, "GET", target, admin, "");
    }

    private RawHttp.Response post(int status, String target, String body) throws IOException {
        return ask(status, "POST", target, admin + JSON, body);
    }

    @Test
    void everyOperationAnswersAsWritten() throws IOException {
        ask(200, "GET", "/openapi.json", "", "");
        var setup = Objects.requireNonNull(rig.server.identities().people().openSetup())
                .code();
        admin = bearer(
                post(201, "/v1/setup", "{\"code\":\"" + setup + "\"}").json().getString("token"));

        sites();
        var tablet = tablets();
        targets();
        figures();
        var lists = get("/v1/code-lists");
        ask(304, "GET", "/v1/code-lists", admin + "If-None-Match: " + lists.header("ETag") + "\r\n", "");
        assertThat(get("/v1/reviews?site=" + SITE).json().getJsonArray("items")).hasSize(1);
        var waiting = get("/v1/quarantine?site=" + SITE).json().getJsonArray("items");
        assertThat(waiting).hasSize(2);
        post(200, "/v1/quarantine/" + waiting.getJsonObject(0).getString("id") + "/discard", "");
        post(200, "/v1/quarantine/" + waiting.getJsonObject(1).getString("id") + "/release?occurred_on=2026-01-13", "");
        devices("/v1/devices/" + tablet.enrolled.getDeviceId());
        people();
        destinations();
        exports();

        assertThat(seen)
                .containsAll(List.of("POST /v1/enrol 200", "POST /v1/sync 200"))
                .containsAll(wellDone());
    }

    private static List<String> wellDone() {
        return Contract.SERVED.operations().entrySet().stream()
                .flatMap(operation -> operation.getValue().getJsonObject("responses").fieldNames().stream()
                        .filter(status -> status.compareTo("400") < 0)
                        .map(status -> operation.getKey() + " " + status))
                .toList();
    }

    private void sites() throws IOException {
        post(
                201,
                "/v1/sites",
                "{\"code\":\"BATKEN-1\",\"name\":\"Batken\",\"country\":\"KG\",\"region\":\"KG-B\",\"provider\":\"PUBLIC\"}");
        post(201, "/v1/sites/" + SITE + "/placements", PLACE);
        post(201, "/v1/sites/BATKEN-1/placements", PLACE.replace("KG-O", "KG-B"));
        post(200, "/v1/sites/BATKEN-1/close", "{\"on\":\"2026-02-01\"}");
        assertThat(get("/v1/sites").json().getJsonArray("items")).hasSize(2);
    }

    private SocketTablet tablets() throws IOException {
        var code = post(201, "/v1/enrolment-codes", "{\"sites\":[\"" + SITE + "\"],\"minutes\":5}")
                .json()
                .getString("code");
        assertThat(SocketTablet.enrol(rig, code).status()).isEqualTo(200);
        seen.add("POST /v1/enrol 200");
        var tablet = new SocketTablet(rig);
        tablet.exchange("Ж1990АЙГУ", 20);
        tablet.nonsense(1);
        tablet.exchangeAhead("Ж1990АЙГУ", 20, 60);
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 20);
        seen.add("POST /v1/sync 200");
        return tablet;
    }

    private void targets() throws IOException {
        var rest = ",\"area\":\"country:KG\",\"year\":2026,\"value\":400,\"source\":\"Grant agreement\"}";
        post(201, "/v1/targets", "{\"kind\":\"TARGET\",\"indicator\":\"SYRINGES_DISTRIBUTED\"" + rest);
        post(201, "/v1/targets", "{\"kind\":\"SIZE_ESTIMATE\",\"population\":\"PWID\"" + rest);
        post(201, "/v1/targets", "{\"kind\":\"SIZE_ESTIMATE\",\"population\":\"PWID\"" + rest);
        post(
                201,
                "/v1/targets",
                "{\"kind\":\"TARGET\",\"indicator\":\"KP-4\",\"period\":\"2026S1\",\"unit\":\"RATIO\",\"value\":200.5,\"area\":\"country:KG\",\"source\":\"Grant\"}");
        for (var quarter : List.of("2025Q1", "2025Q2")) {
            post(
                    201,
                    "/v1/targets",
                    "{\"kind\":\"TARGET\",\"indicator\":\"SYRINGES_DISTRIBUTED\",\"period\":\"" + quarter
                            + "\",\"value\":40,\"area\":\"country:KG\",\"source\":\"Grant\"}");
        }
        assertThat(get("/v1/targets").json().getJsonArray("items")).hasSize(6);
    }

    private void figures() throws IOException {
        JsonObject place;
        do {
            place = get(FIGURE).json().getJsonObject("as_of").getJsonObject(SITE);
        } while (!place.getLong("counted_to").equals(place.getLong("acknowledged_to")));
        var dimensions = get("/v1/indicators").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.getString("code").equals("SYRINGES_DISTRIBUTED"))
                .flatMap(item -> item.getJsonArray("by").stream().map(String::valueOf))
                .toList();
        for (var by : dimensions) {
            get(FIGURE + "&by=" + by);
        }
        get(FIGURE + "&compare=previous,target");
        get("/v1/indicators/SYRINGES_DISTRIBUTED?period=2025S1&compare=target&by=month");
        get("/v1/indicators/KP-4?period=2026S1&compare=target");
        get("/v1/indicators/KP-4?period=2026&compare=previous,target&by=sex");
        get(FIGURE + "&format=csv");
        var held = get(FIGURE).header("ETag");
        ask(304, "GET", FIGURE, admin + "If-None-Match: " + held + "\r\n", "");
        get("/v1/quality?period=2026Q1");
    }

    private void devices(String device) throws IOException {
        ask(200, "POST", device + "/suspend", admin, "");
        ask(200, "POST", device + "/resume", admin, "");
        ask(200, "PUT", device + "/sites/BATKEN-1", admin, "");
        ask(200, "DELETE", device + "/sites/BATKEN-1", admin, "");
        ask(200, "POST", device + "/revoke", admin, "");
        ask(200, "POST", device + "/wipe", admin, "");
        assertThat(get("/v1/devices").json().getJsonArray("items")).hasSize(3);
    }

    private void people() throws IOException {
        var added = post(201, "/v1/people", "{\"name\":\"Aida\",\"role\":\"MANAGER\",\"sites\":[\"" + SITE + "\"]}")
                .json();
        assertThat(get("/v1/people").json().getJsonArray("items")).hasSize(2);
        ask(200, "POST", "/v1/people/" + added.getString("id") + "/revoke", admin, "");
    }

    private void destinations() throws IOException {
        var one = "/v1/destinations/MINISTRY";
        ask(201, "POST", "/v1/destinations", admin + DestinationDocuments.YAML, DestinationDocuments.MINISTRY);
        var version = admin + DestinationDocuments.YAML + "If-Match: \"1\"\r\n";
        ask(200, "PUT", one, version, DestinationDocuments.MINISTRY);
        get("/v1/destinations");
        get(one);
        ask(
                200,
                "PUT",
                one + "/credentials/mail",
                admin + JSON,
                "{\"kind\":\"basic\",\"user\":\"u\",\"password\":\"p\"}");
        ask(200, "DELETE", one + "/credentials/mail", admin, "");
        var key = post(201, one + "/keys", "{\"holder\":\"A\",\"days\":1}").json();
        get(one + "/keys");
        ask(200, "DELETE", one + "/keys/" + key.getString("id"), admin, "");
        ask(201, "POST", "/v1/destinations", admin + DestinationDocuments.YAML, DestinationDocuments.FOLDER);
        ask(200, "DELETE", "/v1/destinations/NGO", admin, "");
    }

    private void exports() throws IOException {
        rig.time.pass(Duration.ofDays(40));
        ask(200, "POST", "/v1/destinations/MINISTRY/dry-run?period=202603", admin, "");
        var march = "{\"destination\":\"MINISTRY\",\"period\":\"202603\"}";
        post(201, "/v1/exports", march);
        var exports = rig.server.exporting().exports();
        exports.look(rig.time.instant());
        assertThat(exports.awaitDeliveries(Duration.ofMinutes(1))).isTrue();
        var tablet = new SocketTablet(rig);
        for (int client = 0; client < 9; client++) {
            tablet.exchange("Ж198" + client + "АЙГУ", 5);
        }
        rig.awaitCounted(admin, SITE);
        post(201, "/v1/exports", march);
        get("/v1/exports");
        get("/v1/exports/MINISTRY.MONTHLY.202603.1");
        ask(200, "POST", "/v1/exports/MINISTRY.MONTHLY.202603.1/send-again", admin, "");
        ask(200, "POST", "/v1/exports/MINISTRY.MONTHLY.202603.2/withdraw", admin, "");
        post(201, "/v1/exports", march);
        ask(200, "POST", "/v1/exports/MINISTRY.MONTHLY.202603.3/approve", admin, "");
        var key = post(201, "/v1/destinations/MINISTRY/keys", "{\"holder\":\"A\",\"days\":1}")
                .json()
                .getString("key");
        ask(200, "GET", "/v1/donor/exports", bearer(key), "");
        var file = "/exports/MINISTRY.MONTHLY.202603.1/files/MINISTRY_MONTHLY_202603_r1.csv";
        for (var path :
                Map.of("/v1/donor" + file, bearer(key), "/v1" + file, admin).entrySet()) {
            var tag = ask(200, "GET", path.getKey(), path.getValue(), "").header("ETag");
            ask(304, "GET", path.getKey(), path.getValue() + "If-None-Match: " + tag + "\r\n", "");
        }
    }

    @Test
    void everyOperationRefusesAsWritten() throws IOException {
        admin = rig.admin();
        var device = bearer(new SocketTablet(rig).enrolled.getToken());
        for (var route : rig.server.routes()) {
            rig.time.pass(Duration.ofMinutes(1));
            var method = route.method().name();
            var path = route.path()
                    .replace(":code", "CONTACTS")
                    .replace(":id", "0f3c")
                    .replace(":name", "any")
                    .replace(":site", SITE);
            var headers = (route.path().equals("/v1/sync") ? device : admin) + "Content-Type: "
                    + route.body().mediaType() + "\r\n";

            ask(400, method, path + "?x=%zz", headers, "");
            ask(414, method, path + "?x=" + "x".repeat(3_000), headers, "");
            ask(431, method, path, headers + "X-Large: " + "x".repeat(20_000) + "\r\n", "");
            if (route.body() != Route.Body.NONE) {
                ask(415, method, path, headers.replace("Content-Type", "X-Type"), "{}");
                ask(413, method, path, headers, "x".repeat(600_000));
                ask(400, method, path, headers, "]");
            }
            assertThat(ask(405, "PATCH", path, headers, "").header("Allow")).isEqualTo(methods(route.path()));
        }
        ask(404, "GET", "/v1/nothing", admin, "");
    }

    private String methods(String path) {
        return String.join(
                ", ",
                rig.server.routes().stream()
                        .filter(route -> route.path().equals(path))
                        .map(route -> route.method().name())
                        .sorted()
                        .toList());
    }

    @Test
    void refusesTheImpatientAndIsBusyWithoutAStore() throws IOException {
        admin = rig.admin();
        for (int tries = 0; tries < Limits.standard().rates().codes().burst(); tries++) {
            assertThat(rig.send("POST", "/v1/setup", JSON, GUESS).code()).isEqualTo("ONE_TIME_CODE");
        }
        assertThat(rig.send("POST", "/v1/setup", JSON, GUESS).code()).isEqualTo("TOO_MANY");

        rig.store.close();

        ask(503, "GET", "/v1/sites", admin, "");
        ask(503, "POST", "/v1/enrolment-codes", admin + JSON, "{\"sites\":[\"" + SITE + "\"]}");
    }
}
