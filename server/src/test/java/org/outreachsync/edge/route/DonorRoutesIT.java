package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.bearer;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.Limits;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;

/** {@code /v1/donor/exports} over a socket, as recipients fetch. */
class DonorRoutesIT {

    private static final String FILES = "/v1/donor/exports/MINISTRY.MONTHLY.202603.1/files/";
    private static final String CSV = FILES + "MINISTRY_MONTHLY_202603_r1.csv";

    private ExportRig exports;
    private String key;

    @TempDir
    private Path data;

    private @Nullable DocumentStore store;

    @BeforeEach
    void start() throws IOException {
        exports = new ExportRig(
                data,
                used -> {
                    store = used;
                    return used;
                },
                Limits.standard());
        key = exports.key("MINISTRY", 30);
        exports.start("MINISTRY", "202603");
        exports.tick();
    }

    @AfterEach
    void stop() {
        exports.close();
    }

    @Test
    void givesEveryFileWithItsHash() throws Exception {
        var listed = exports.send("GET", "/v1/donor/exports", key).json().getJsonArray("items");
        assertThat(listed).hasSize(1);
        var files = listed.getJsonObject(0).getJsonArray("files");
        assertThat(files).hasSize(4);
        for (var one : files) {
            var file = (JsonObject) one;
            var fetched = exports.send("GET", FILES + file.getString("name"), key);
            assertThat(fetched.status()).isEqualTo(200);
            assertThat(fetched.header("Content-Length"))
                    .isEqualTo(file.getLong("size").toString());
            assertThat(fetched.header("Content-Type")).isEqualTo(file.getString("media_type"));
            assertThat(fetched.header("ETag")).isEqualTo("\"" + file.getString("sha256") + "\"");
            assertThat(fetched.header("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"" + file.getString("name") + "\"");
            assertThat(fetched.header("Cache-Control")).contains("no-store");
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(fetched.body())))
                    .isEqualTo(file.getString("sha256"));
        }
    }

    @Test
    void servesAnotherClientAlike() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + exports.rig.server.port() + CSV))
                    .header(
                            "Authorization",
                            key.substring("Authorization: ".length()).strip())
                    .header("Accept-Encoding", "gzip")
                    .header("Range", "bytes=0-9")
                    .build();
            var response = client.send(request, BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as("ranges are not served").isEqualTo(200);
            assertThat(response.headers().firstValue("Accept-Ranges")).contains("none");
            assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(response.body()).isEqualTo(exports.send("GET", CSV, key).body());
            var head = client.send(
                    HttpRequest.newBuilder(request.uri())
                            .HEAD()
                            .header(
                                    "Authorization",
                                    key.substring("Authorization: ".length()).strip())
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(head.statusCode()).isEqualTo(405);
            assertThat(head.headers().firstValue("Allow")).contains("GET");
        }
    }

    @Test
    void saysIfARecipientAlreadyHasAFile() throws IOException {
        var tag = exports.send("GET", CSV, key).header("ETag");
        var again = exports.send("GET", CSV, key + "If-None-Match: \"x\", " + tag + "\r\n");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void opensOneDestinationOnly() throws IOException {
        var other = exports.key("NGO", 30);
        assertThat(exports.send("GET", "/v1/donor/exports", other).json().getJsonArray("items"))
                .isEmpty();
        assertThat(exports.send("GET", CSV, other).code()).isEqualTo("NOT_FOUND");
        for (var path : List.of("/v1/exports", "/v1/destinations", "/v1/indicators/CONTACTS?period=2026")) {
            assertThat(exports.send("GET", path, key).code()).as(path).isEqualTo("TOKEN");
        }
        assertThat(exports.send("GET", CSV, exports.admin).code()).isEqualTo("TOKEN");
    }

    @Test
    void refusesKeysThatHaveEnded() throws IOException {
        var brief = exports.key("MINISTRY", 1);
        assertThat(exports.send("GET", CSV, brief).status()).isEqualTo(200);
        exports.rig.time.pass(Duration.ofDays(1));
        assertThat(exports.send("GET", CSV, brief).code()).isEqualTo("TOKEN");

        var keys = exports.send("GET", "/v1/destinations/MINISTRY/keys", exports.admin)
                .json()
                .getJsonArray("items");
        assertThat(keys)
                .extracting(one -> ((JsonObject) one).getBoolean("valid"))
                .containsOnlyOnce(true);
        for (var one : keys) {
            var id = ((JsonObject) one).getString("id");
            assertThat(exports.send("DELETE", "/v1/destinations/NGO/keys/" + id, exports.admin)
                            .code())
                    .isEqualTo("NOT_FOUND");
            assertThat(exports.send("DELETE", "/v1/destinations/MINISTRY/keys/" + id, exports.admin)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(exports.send("GET", CSV, key).code()).isEqualTo("TOKEN");
    }

    @Test
    void saysWhenAFileCannotBeWrittenAgain() throws IOException {
        var written = exports.send("GET", CSV, key).body();
        var folder = data.resolve("exports");
        deleteRecursively(folder);
        Files.writeString(folder, "no folder");
        var unwritable = exports.send("GET", CSV, key);
        assertThat(unwritable.code()).isEqualTo("BUSY");
        assertThat(unwritable.header("Retry-After")).isNotEmpty();

        Files.delete(folder);
        assertThat(exports.send("GET", CSV, key).body()).as("written again").isEqualTo(written);

        deleteRecursively(folder);
        // The next signature is that of a new key.
        var opened = Objects.requireNonNull(store);
        opened.remove(Tables.HOUSEKEEPING, opened.get(Tables.HOUSEKEEPING, List.of("export-signing-key")));
        var differs = exports.send("GET", CSV, key);
        assertThat(differs.status()).as(ExportRig.text(differs)).isEqualTo(409);
        assertThat(differs.code()).isEqualTo("FILES_DIFFER");
    }

    private static void deleteRecursively(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void takesAKeyFromTheHeaderOnly() throws IOException {
        var secret = key.substring("Authorization: Bearer ".length()).strip();
        for (var name : List.of("key", "token", "access_token", "Authorization")) {
            var inAddress = exports.send("GET", "/v1/donor/exports?" + name + "=" + secret, "");
            assertThat(inAddress.status()).isEqualTo(401);
            var both = exports.send("GET", "/v1/donor/exports?" + name + "=" + secret, key);
            assertThat(both.status()).isEqualTo(400);
            assertThat(ExportRig.text(both)).doesNotContain(secret);
        }
        assertThat(exports.send("GET", "/v1/donor/exports", "Authorization: Basic " + secret + "\r\n")
                        .code())
                .isEqualTo("TOKEN");
        assertThat(exports.send("GET", "/v1/donor/exports", bearer(secret + "x"))
                        .code())
                .isEqualTo("TOKEN");
    }

    @Test
    void refusesKeysThatNobodyCouldHave() throws IOException {
        for (var body : List.of(
                new JsonObject().put("holder", "A").put("days", 401),
                new JsonObject().put("holder", "A").put("days", 0),
                new JsonObject().put("holder", "").put("days", 1),
                new JsonObject().put("holder", "A"))) {
            assertThat(exports.post("/v1/destinations/MINISTRY/keys", exports.admin, body)
                            .code())
                    .as(body.encode())
                    .isEqualTo("PARAMETER");
        }
        assertThat(exports.post(
                                "/v1/destinations/NOBODY/keys",
                                exports.admin,
                                new JsonObject().put("holder", "A").put("days", 1))
                        .code())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void hidesWhatIsNotReleased() throws IOException {
        for (var name : List.of("..", "%2e%2e%2f%2e%2e%2fkeys%2fseal.json", "nothing.csv", ".manifest.json")) {
            assertThat(exports.send("GET", FILES + name, key).status()).as(name).isIn(400, 404);
        }
    }
}
