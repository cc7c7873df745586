package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.ledger.Content;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.outbox.Parcels.FilesDifferException;
import org.outreachsync.indicator.Period;
import org.outreachsync.store.memory.MemoryStore;

/** What was told can be shown and built again, byte for byte; what cannot be made is stopped with its reason. */
class LedgerOfExportsTest {

    private static final String ID = "DONOR.MONTHLY.202609.1";
    private static final Period SEPTEMBER = Period.parse("202609");

    @TempDir
    private Path folder;

    private ExportsRig rig;
    private Exports server;

    @BeforeEach
    void aDestination() {
        rig = new ExportsRig(new MemoryStore(), folder.resolve("files"))
                .save(ExportsRig.BY_HAND.replace("[csv]", "[csv, xlsx, pdf]"));
        rig.figures.byPeriod.put("202609", 41L);
        server = rig.server();
    }

    private Entry start() {
        server.start("DONOR", SEPTEMBER, "p1");
        return server.get(ID);
    }

    private static Content content(Entry entry) {
        return Objects.requireNonNull(entry.content());
    }

    private static byte[] bytes(ExportFile file) throws IOException {
        try (var in = file.content().open()) {
            return in.readAllBytes();
        }
    }

    private static List<String> hashes(List<ExportFile> files) {
        return files.stream().map(file -> file.name() + " " + file.sha256()).toList();
    }

    @Test
    void holdsWhatAnExportDependsOn() {
        var content = content(start());
        assertThat(content.countedTo()).containsEntry("OSH-1", 41L);
        assertThat(content.versions().destination()).isEqualTo(1);
        assertThat(content.versions().document()).hasSize(64);
        assertThat(content.versions().policy()).isEqualTo(Build.hash("rules"));
        assertThat(content.versions().formats()).containsOnlyKeys("csv", "manifest", "pdf", "xlsx");
        assertThat(content.versions().server()).isEqualTo("1.2.3");
        assertThat(content.signature()).startsWith("-----BEGIN SSH SIGNATURE-----\n");
        assertThat(content.files())
                .extracting(Content.FileRef::name)
                .containsExactly(
                        "DONOR_MONTHLY_202609_r1.csv",
                        "DONOR_MONTHLY_202609_r1.xlsx",
                        "DONOR_MONTHLY_202609_r1.pdf",
                        "DONOR_MONTHLY_202609_r1_manifest.json",
                        "DONOR_MONTHLY_202609_r1_manifest.json.sig");
    }

    @Test
    void buildsTheSameBytesAfterLaterRecordsAndLaterVersionsOfTheDestination() throws IOException {
        start();
        var before = hashes(server.rebuild(ID));
        rig.figures.byPeriod.put("202609", 997L);
        rig.save(ExportsRig.BY_HAND.replace("[csv]", "[csv, xlsx, pdf]").replace("A programme", "Another name"));
        rig.pass(Duration.ofDays(100));
        deleteFiles();
        assertThat(hashes(rig.server().rebuild(ID))).isEqualTo(before);
        assertThat(before)
                .isEqualTo(content(server.get(ID)).files().stream()
                        .map(file -> file.name() + " " + file.sha256())
                        .toList());
        assertThat(rig.figures.asked.get()).as("nothing is counted again").isEqualTo(1);
    }

    @Test
    void saysWhatChangedIfTheFilesCannotBeBuiltAgain() {
        start();
        // The manifest of another publisher is another one, as after a change of the program.
        Objects.requireNonNull(rig.destinations.get("DONOR"))
                .set(0, ExportsRig.read(ExportsRig.BY_HAND.replace("[csv]", "[xlsx]"), 1));
        var formats = new TreeMap<>(Build.writtenFormats());
        int pdf = formats.merge("pdf", 1, Integer::sum) - 1;
        formats.merge("pudr", 1, Integer::sum);
        var later = rig.server(
                rig.store,
                new Build(Build.hash("rules"), Build.hash("catalogue"), formats, "1.2.4", "26"),
                rig.channel);
        assertThatThrownBy(() -> later.rebuild(ID))
                .isInstanceOf(FilesDifferException.class)
                .hasMessageContaining(
                        "format pdf was %d, is %d. server was 1.2.3, is 1.2.4. Java was 25, is 26.", pdf, pdf + 1)
                .hasMessageNotContaining("pudr");
    }

    @Test
    void filesThatDifferAreNotDelivered() throws IOException {
        start();
        Objects.requireNonNull(rig.destinations.get("DONOR"))
                .set(0, ExportsRig.read(ExportsRig.BY_HAND.replace("[csv]", "[xlsx]"), 1));
        deleteFiles();
        rig.tick(server);
        assertThat(rig.channel.ids).isEmpty();
        assertThat(server.get(ID).state()).isEqualTo(State.UNDELIVERED);
        assertThat(server.get(ID).progress().attempts().getLast().reason()).startsWith("The files written now differ");
    }

    @Test
    void filesThatWereDeletedOrDamagedAreWrittenAgain() throws IOException {
        start();
        var csv = folder.resolve("files").resolve(ID).resolve("DONOR_MONTHLY_202609_r1.csv");
        Files.writeString(csv, "damaged");
        rig.tick(server);
        assertThat(rig.channel.arrived.getFirst().get("DONOR_MONTHLY_202609_r1.csv"))
                .isEqualTo(bytes(server.file(ID, "DONOR_MONTHLY_202609_r1.csv")));
        deleteFiles();
        assertThat(bytes(server.file(ID, "DONOR_MONTHLY_202609_r1.csv"))).isNotEmpty();
    }

    @Test
    void filesAreTheirOwners() throws IOException {
        start();
        try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
            assertThat(all)
                    .hasSize(7)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isIn("rwx------", "rw-------"));
        }
    }

    @Test
    void theManifestNamesTheFilesAndWhatIsNotTold() throws IOException {
        rig.figures.byPeriod.put("202609", 3L);
        start();
        var manifest =
                new String(bytes(server.file(ID, "DONOR_MONTHLY_202609_r1_manifest.json")), StandardCharsets.UTF_8);
        try (var json = new JsonFactory().createParser(manifest)) {
            while (json.nextToken() != null) {
                assertThat(json.currentToken()).isNotEqualTo(JsonToken.NOT_AVAILABLE);
            }
        }
        var csv = content(server.get(ID)).files().getFirst();
        assertThat(manifest)
                .contains("\"sha256\" : \"" + csv.sha256() + "\"")
                .contains("\"as_a_range\" : 1")
                .contains("\"why\" : \"few\"")
                .contains("To protect people")
                .doesNotContain("OSH-1=");
    }

    @Test
    void whatCannotBeMadeSafeIsStopped() {
        rig.figures.refusal = new Prepared.Unsafe(List.of("a", "b"));
        var entry = start();
        assertThat(entry.state()).isEqualTo(State.STOPPED);
        assertThat(entry.stop())
                .extracting(Stop::code, Stop::details)
                .containsExactly(Stop.Code.UNSAFE, List.of("a", "b"));
        rig.tick(server);
        assertThat(rig.told).containsExactly("OWNER_HELPS " + ID);
        assertThat(rig.channel.ids).isEmpty();

        rig.figures.refusal = null;
        assertThat(start().state()).as("a person starts it again").isEqualTo(State.RELEASED);
    }

    @Test
    void whatIsTooLargeIsStopped() {
        rig.figures.refusal = new Prepared.TooLarge(9_000, 5_000);
        assertThat(start().stop()).extracting(Stop::code).isEqualTo(Stop.Code.TOO_LARGE);
    }

    @Test
    void aMappingWithoutAFigureStopsTheExportWithTheList() {
        rig.save(ExportsRig.BY_HAND.replace("[csv]", "[csv, dhis2_json]") + """
                mapping:
                  version: 3
                  default_combo: HllvX50cXC0
                  data_sets: {MONTHLY: {data_set: pBOMPrpg1QX}}
                  org_units: {}
                  figures:
                    - {data_set: MONTHLY, indicator: CONTACTS, data_element: fbfJHSPpUQD}
                """);
        var stop = start().stop();
        assertThat(stop).isNotNull();
        assertThat(stop.code()).isEqualTo(Stop.Code.MAPPING_INCOMPLETE);
        assertThat(stop.details()).containsExactly("the org unit of site:OSH-1");
        assertThat(server.get(ID).content()).isNull();
    }

    @Test
    void anExportIsNotReleasedWithoutKnowingWhatAnotherServerToldMeanwhile() {
        rig.save(ExportsRig.BY_HAND.replace("DONOR", "OTHER"));
        var other = rig.server();
        rig.figures.meanwhile = () -> {
            rig.figures.meanwhile = () -> {};
            other.start("OTHER", SEPTEMBER, "p2");
        };
        assertThat(start().state()).isEqualTo(State.WAITING);
        rig.tick(server);
        assertThat(server.get(ID).state()).isEqualTo(State.DELIVERED);
        assertThat(rig.figures.known.getLast()).hasSize(1);
        assertThat(content(server.get(ID)).no())
                .isEqualTo(content(server.get("OTHER.MONTHLY.202609.1")).no() + 1);
    }

    @Test
    void exactFiguresOfOneDonorDoNotCountAsKnownToOthers() {
        var exact = ExportsRig.BY_HAND.replace("DONOR", "OWNER")
                + "policy: {kind: exact, decision: {by: The director, on: 2026-01-31, why: The agreement binds them.}}\n";
        rig.save(exact);
        server.start("OWNER", SEPTEMBER, "p1");
        start();
        assertThat(rig.figures.known)
                .hasSize(2)
                .allSatisfy(earlier -> assertThat(earlier).isEmpty());
    }

    @Test
    void nothingIsDeliveredWhileFilesCannotBeWritten() throws IOException {
        // A file stands where the folder has to be, so that nothing can be written, whoever runs the test.
        Files.writeString(folder.resolve("files"), "in the way");
        assertThat(start().state()).isEqualTo(State.PREPARED);
        rig.tick(server);
        assertThat(rig.channel.ids).isEmpty();
        assertThat(server.get(ID).progress().attempts()).hasSize(1);
        Files.delete(folder.resolve("files"));
        rig.pass(Duration.ofMinutes(2));
        rig.tick(server);
        assertThat(server.get(ID).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void filesThatCanNeverBeWrittenStopTheExport() throws IOException {
        Files.writeString(folder.resolve("files"), "in the way");
        start();
        for (int at = 0; at <= ExportsRig.LIMITS.writing().times(); at++) {
            rig.tick(server);
            rig.pass(Duration.ofHours(1));
        }
        assertThat(server.get(ID).stop()).extracting(Stop::code).isEqualTo(Stop.Code.NOT_WRITTEN);
        assertThat(rig.told).containsExactly("OWNER_HELPS " + ID);
    }

    private void deleteFiles() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
