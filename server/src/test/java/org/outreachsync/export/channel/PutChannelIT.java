package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.channel.FarFolder.answer;
import static org.outreachsync.export.channel.FarFolder.halved;
import static org.outreachsync.export.channel.FarFolder.lost;
import static org.outreachsync.export.channel.FarFolder.stored;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;

/** Uploads to a folder of a server: what is said of them, and what is there then. */
class PutChannelIT extends PutRig {

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
}
