package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.export.channel.FarFolder.answer;
import static org.outreachsync.export.channel.FarFolder.halved;
import static org.outreachsync.export.channel.FarFolder.lost;
import static org.outreachsync.export.channel.FarFolder.stored;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.http.Credentials;
import org.outreachsync.export.http.OutboundClient;
import org.outreachsync.export.http.OutboundPolicy;
import org.outreachsync.export.http.Resolver;

/** Uploads to a server that does whatever servers do: what is said of them, and what is there then. */
class PutChannelIT {

    private static final Instant NOW = Instant.parse("2026-11-03T04:05:06Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static Vertx vertx;
    private static OutboundClient client;

    private FarFolder far;

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

    private static PutChannel channel(PutTarget.Targets targets) {
        return new PutChannel(targets, Parcels.LIMITS.parcels(), PushLimits.standard(), CLOCK);
    }

    private PutChannel folder() {
        return channel(PutTarget.folder(client.to(far.endpoint("/hiv"), Credentials.bearer("t0ken"))));
    }

    private PutChannel presigned(String query) {
        var lines = Parcels.usual().files().stream()
                .map(file -> far.address("/bucket/" + file.name() + "?" + query))
                .collect(Collectors.joining("\n", "# from the recipient\n", "\n"));
        return channel(PutTarget.presigned(lines, server -> client.to(server, Credentials.none())));
    }

    private static String names(Outcome outcome) {
        return switch (outcome) {
            case Delivered(var receipt) -> receipt;
            case Retry(var reason, var after) -> reason;
            case NeedsHelp(var reason, var helper) -> reason;
        };
    }

    private void hasAll(String folder) {
        for (var file : Parcels.usual().files()) {
            assertThat(far.files.get(folder + file.name())).isEqualTo(Parcels.read(file));
        }
    }

    @Test
    void putsEveryFileAndTheManifestLast() {
        var outcome = folder().deliver(Parcels.usual());
        assertThat(outcome).isInstanceOf(Delivered.class);
        assertThat(names(outcome).lines()).hasSize(4).allMatch(line -> line.endsWith("read back and the same."));
        hasAll("/hiv/");
        assertThat(far.requests).filteredOn(one -> one.startsWith("PUT")).last().isEqualTo("PUT /hiv/manifest.json");
        assertThat(far.last.getFirst("Authorization")).isEqualTo("Bearer t0ken");
        assertThat(far.last.getFirst("If-None-Match")).isEqualTo("*");
        assertThat(far.last.getFirst("Content-MD5")).hasSize(24);
    }

    @Test
    void leavesWhatIsThereAndTheSame() {
        folder().deliver(Parcels.usual());
        var outcome = folder().deliver(Parcels.usual());
        assertThat(names(outcome).lines()).hasSize(4).allMatch(line -> line.endsWith("there already, and the same."));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void overwritesNothingElse(boolean knowsConditions) {
        far.knowsConditions = knowsConditions;
        var other = "of somebody else".getBytes(StandardCharsets.UTF_8);
        far.files.put("/hiv/hiv-2026Q1.csv", other);
        var outcome = folder().deliver(Parcels.usual());
        assertThat(outcome).isInstanceOf(NeedsHelp.class);
        assertThat(names(outcome)).contains("hiv-2026Q1.csv with other content");
        assertThat(far.files).containsOnlyKeys("/hiv/hiv-2026Q1.csv").containsValue(other);
    }

    @Test
    void doesWithoutConditions() {
        far.knowsConditions = false;
        assertThat(folder().deliver(Parcels.usual())).isInstanceOf(Delivered.class);
        hasAll("/hiv/");
    }

    @Test
    void doesWithoutReading() {
        far.shows = false;
        var outcome = folder().deliver(Parcels.usual());
        assertThat(names(outcome).lines()).hasSize(4).allMatch(line -> line.contains("taken (201), and not read back"));
        assertThat(names(folder().deliver(Parcels.usual()))).contains("already, and does not show it");
    }

    @Test
    void canBeRepeatedAfterALostAnswer() {
        far.ways.addAll(List.of(stored(), lost()));
        assertThat(folder().deliver(Parcels.usual())).isInstanceOf(Retry.class);
        assertThat(folder().deliver(Parcels.usual())).isInstanceOf(Delivered.class);
        hasAll("/hiv/");
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(answer(503, "Retry-After", "120"), Duration.ofMinutes(2), "503"),
                Arguments.of(answer(429, "Retry-After", "Tue, 03 Nov 2026 04:10:06 GMT"), Duration.ofMinutes(5), "429"),
                Arguments.of(answer(500, "Retry-After", "999999999"), Duration.ofHours(6), "500"),
                Arguments.of(answer(500, "Retry-After", "Mon, 02 Nov 2026 04:10:06 GMT"), Duration.ZERO, "500"),
                Arguments.of(answer(502, "Retry-After", "soon"), null, "502"),
                Arguments.of(answer(200, "Content-Type", "text/html"), null, "A page was answered"),
                Arguments.of(halved(), null, "did not store"),
                Arguments.of(lost(), null, "did not answer"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void triesAgainLater(FarFolder.Way way, Duration after, String words) {
        far.ways.add(way);
        assertThat(folder().deliver(Parcels.usual())).isInstanceOfSatisfying(Retry.class, retry -> {
            assertThat(retry.after()).isEqualTo(after);
            assertThat(retry.reason()).contains(words);
        });
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(answer(401, "WWW-Authenticate", "Basic"), "refuses the user"),
                Arguments.of(answer(403, "X-Why", "no"), "refuses the user"),
                Arguments.of(answer(404, "X-Why", "no"), "(404)"),
                Arguments.of(answer(413, "X-Why", "large"), "(413)"),
                Arguments.of(answer(302, "Location", "/login"), "not followed"),
                Arguments.of(answer(307, "Location", "http://localhost:1/"), "not followed"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void asksAPerson(FarFolder.Way way, String words) {
        far.ways.add(way);
        var outcome = folder().deliver(Parcels.usual());
        assertThat(outcome).isInstanceOf(NeedsHelp.class);
        assertThat(names(outcome)).contains(words).doesNotContain("t0ken");
        assertThat(far.requests).hasSize(1);
    }

    @Test
    void sendsNothingDamaged() {
        var good = Parcels.file("a.csv", Parcels.bytes(20));
        var cut = new ExportFile(
                good.name(), good.mediaType(), good.sha256(), Parcels.content(Parcels.bytes(19), () -> {}));
        assertThat(names(folder().deliver(Parcels.of(cut)))).contains("damaged");
        assertThat(far.requests).isEmpty();
    }

    @Test
    void putsEmptyFiles() {
        assertThat(folder().deliver(Parcels.of(Parcels.file("empty.csv", new byte[0]))))
                .isInstanceOf(Delivered.class);
        assertThat(far.files.get("/hiv/empty.csv")).isEmpty();
    }

    @Test
    void usesPresignedAddressesAsTheyAre() {
        var query =
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a%2Fb&X-Amz-SignedHeaders=host&X-Amz-Signature=51";
        var outcome = presigned(query).deliver(Parcels.usual());
        assertThat(outcome).isInstanceOf(Delivered.class);
        assertThat(names(outcome)).doesNotContain("Signature");
        hasAll("/bucket/");
        assertThat(far.requests).hasSize(4).allMatch(one -> one.startsWith("PUT /bucket/") && one.endsWith(query));
        assertThat(far.last.getFirst("Authorization")).isNull();
        assertThat(far.last.getFirst("If-None-Match")).isNull();
        assertThat(far.last.keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz"));
        assertThat(presigned(query).deliver(Parcels.usual())).as("again").isInstanceOf(Delivered.class);
    }

    @Test
    void sendsTheHashesThatAreSigned() {
        var headers = "content-md5%3Bhost%3Bif-none-match%3Bx-amz-checksum-sha256%3Bx-amz-content-sha256";
        assertThat(presigned("X-Amz-SignedHeaders=" + headers + "&X-Amz-Signature=51")
                        .deliver(Parcels.usual()))
                .isInstanceOf(Delivered.class);
        var sha256 = Parcels.usual().files().stream()
                .filter(file -> file.name().equals("manifest.json"))
                .findAny()
                .orElseThrow()
                .sha256();
        assertThat(far.last.getFirst("x-amz-content-sha256")).isEqualTo(sha256);
        assertThat(far.last.getFirst("x-amz-checksum-sha256"))
                .isEqualTo(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)));
        assertThat(far.last.getFirst("If-None-Match")).isEqualTo("*");
    }

    @Test
    void needsEverySignedHeader() {
        var outcome = presigned("X-Amz-SignedHeaders=host%3Bx-amz-tagging&X-Amz-Signature=51")
                .deliver(Parcels.usual());
        assertThat(names(outcome)).contains("covers headers that are not known here");
        assertThat(far.requests).isEmpty();
    }

    @Test
    void tellsThatAnAddressExpired() {
        far.ways.add(answer(403, "Content-Type", "application/xml"));
        assertThat(names(
                        presigned("X-Amz-SignedHeaders=host&X-Amz-Signature=51").deliver(Parcels.usual())))
                .contains("may have expired")
                .doesNotContain("Signature");
    }

    @Test
    void findsThatAnotherContentWasStored() {
        far.ways.add(answer(200, "ETag", "\"0123456789abcdef0123456789abcdef\""));
        assertThat(presigned("X-Amz-SignedHeaders=host&X-Amz-Signature=51").deliver(Parcels.usual()))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).contains("did not store"));
    }

    @Test
    void needsAnAddressForEachFile() {
        var one = far.address("/b/hiv-2026Q1.csv?X-Amz-SignedHeaders=host&X-Amz-Signature=51");
        var channel = channel(PutTarget.presigned(one, server -> client.to(server, Credentials.none())));
        assertThat(names(channel.deliver(Parcels.usual())))
                .contains("no address for these files", "manifest.json", "hiv-2026Q1.xlsx")
                .doesNotContain("csv");
        assertThat(far.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3.example/bucket/a.csv",
                "https://s3.example/bucket/a.csv?X-Amz-Date=1",
                "https://user:51@s3.example/a.csv?X-Amz-Signature=51",
                "a.csv?X-Amz-Signature=51",
                "https://s3.example/a b.csv?X-Amz-Signature=51",
            })
    void takesOnlyPresignedAddresses(String line) {
        assertThatThrownBy(() -> PutTarget.presigned("\n" + line, server -> request -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2: a presigned address of S3 is expected")
                .hasNoCause();
    }

    @Test
    void takesOneAddressForAFile() {
        var twice = "https://s3.example/a.csv?X-Amz-Signature=51\nhttps://s3.example/b/a.csv?X-Amz-Signature=52";
        assertThatThrownBy(() -> PutTarget.presigned(twice, server -> request -> null))
                .hasMessage("line 2: there is an address for this file");
    }
}
