package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.cli.CommandRig;
import org.outreachsync.cli.Exit;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.store.Document;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Unfinished;
import org.outreachsync.store.sqlite.SqliteStore;

/** A store that an earlier version of the program wrote says the same to this one. */
@ParameterizedClass
@CsvSource({"2026-11-28, 2", "2026-11-29, 3"})
class EarlierStoreTest {

    private static final List<String> KEYSETS = List.of("client-code.json", "cursor.json", "seal.json");
    private static final Map<String, String> SETTINGS = Map.of("OUTREACH_TIME_ZONE", "UTC");

    @Parameter(0)
    private String written = "";

    @Parameter(1)
    private int form;

    @TempDir
    private Path data;

    private CommandRig rig;
    private final Set<String> pseudonyms = new HashSet<>();

    @BeforeEach
    void putThere() throws IOException, SQLException {
        var folder = "/earlier-stores/" + written + "/";
        Files.createDirectories(data.resolve("keys"));
        for (var keyset : KEYSETS) {
            try (var in = Objects.requireNonNull(getClass().getResourceAsStream(folder + "keys/" + keyset))) {
                Files.copy(in, data.resolve("keys").resolve(keyset));
            }
        }
        try (var in = new GZIPInputStream(
                Objects.requireNonNull(getClass().getResourceAsStream(folder + "outreach.db.gz")))) {
            Files.copy(in, data.resolve("outreach.db"));
        }
        rig = new CommandRig(data);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("outreach.db"));
                var found = connection.createStatement().executeQuery("SELECT id FROM persons")) {
            while (found.next()) {
                pseudonyms.add(found.getString(1));
            }
        }
        assertThat(pseudonyms).hasSize(29);
    }

    private void upgrade() {
        assertThat(printedBy("upgrade"))
                .contains("from form " + form + " to form 4", "1 of 1  OSH-1", "The store is ready for this version.");
    }

    @Test
    void itIsRefusedUntilItIsUpgraded() {
        assertThat(rig.adminWith(SETTINGS, "device", "list")).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("form " + form, "Stop all servers", "./outreach admin upgrade");
    }

    @Test
    void anUpgradeThatBrokeOffIsRepeated() {
        try (var store = new SqliteStore(data.resolve("outreach.db"))) {
            Unfinished.begin(store, "./outreach admin upgrade", new Random(1));
        }
        upgrade();
        assertThat(printedBy("upgrade")).isEqualTo("The store is ready for this version.\n");
        assertThat(printedBy("recount", "check")).contains("32 records, 1 day: equal");
    }

    /** All is derived, and the store does not say so yet. */
    @Test
    void anUpgradeThatBrokeOffAtItsEndGivesEverybodyOneNumberAgain() {
        upgrade();
        try (var store = new SqliteStore(data.resolve("outreach.db"))) {
            var probe = store.get(Tables.HOUSEKEEPING, List.of("KEYS")).getFirst();
            store.remove(Tables.HOUSEKEEPING, store.get(Tables.HOUSEKEEPING, List.of("KEYS")));
            store.insert(Tables.HOUSEKEEPING, new Document("KEYS", form, probe.fields(), probe.body()));
            Unfinished.begin(store, "./outreach admin upgrade", new Random(1));
        }
        assertThat(rig.adminWith(SETTINGS, "device", "list")).isEqualTo(Exit.REFUSED);
        upgrade();
        try (var store = new SqliteStore(data.resolve("outreach.db"))) {
            var persons = Range.ascending("person_numbers_no", List.of("programme"), null, null, 100);
            assertThat(store.range(Tables.PERSON_NUMBERS, persons))
                    .extracting(person -> person.need("no"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 29).boxed().toList());
        }
        assertThat(printedBy("recount", "check")).contains("32 records, 1 day: equal");
    }

    @Test
    void aBackupOfAnUpgradedStoreCanBeRestored() throws IOException {
        upgrade();
        var identity = data.resolve("identity.txt");
        rig.adminWith(SETTINGS, "backup", "key", identity.toString());
        var recipient = Files.readAllLines(identity).stream()
                .filter(line -> line.contains("age1"))
                .map(line -> line.substring(line.indexOf("age1")))
                .findFirst()
                .orElseThrow();
        var backups = Files.createDirectories(data.resolve("backups"));
        var settings = new HashMap<>(SETTINGS);
        settings.put("OUTREACH_BACKUP_RECIPIENTS", recipient);
        assertThat(rig.adminWith(settings, "backup", "make", backups.toString()))
                .isZero();
        try (var made = Files.list(backups)) {
            var backup = made.findFirst().orElseThrow().toString();
            var restored = new CommandRig(Files.createDirectories(data.resolve("restored")));
            Files.createDirectories(data.resolve("restored/keys"));
            for (var keyset : KEYSETS) {
                Files.copy(
                        data.resolve("keys").resolve(keyset),
                        data.resolve("restored/keys").resolve(keyset));
            }
            int exit = restored.adminWith(
                    SETTINGS, "restore", backup, "--identity", identity.toString(), "--nothing-ended");
            assertThat(exit).as(restored.complained()).isZero();
        }
    }

    @Test
    void anUpgradeTakesOverFromAReplayThatBrokeOff() {
        try (var store = new SqliteStore(data.resolve("outreach.db"))) {
            Unfinished.begin(store, "./outreach admin replay", new Random(1));
        }
        assertThat(rig.adminWith(SETTINGS, "replay")).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("./outreach admin upgrade");
        upgrade();
        assertThat(printedBy("recount", "check")).contains("32 records, 1 day: equal");
    }

    @Test
    void aServerOverTheEmbeddedStoreUpgradesItByItselfAndLeavesNoPseudonym() throws IOException {
        assertThat(pseudonymsOnDisk()).isEqualTo(pseudonyms);
        var config = ServerConfig.from(Map.of("OUTREACH_DATA", data.toString(), "OUTREACH_TIME_ZONE", "UTC"));
        try (var _ = Backend.openToServe(config).store()) {
            assertThat(pseudonymsOnDisk()).isEmpty();
        }
        assertThat(printedBy("recount", "check")).contains("32 records, 1 day: equal");
    }

    @Test
    void nothingOfTheFormerTablesStays() throws SQLException, IOException {
        upgrade();
        assertThat(pseudonymsOnDisk()).isEmpty();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("outreach.db"));
                var found = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT count(*) FROM sqlite_master WHERE name LIKE 'records%' OR name LIKE 'persons%'")) {
            assertThat(found.getInt(1)).isZero();
        }
    }

    /** In all bytes of the store and of what SQLite keeps beside it, also in pages that are free. */
    private Set<String> pseudonymsOnDisk() throws IOException {
        var found = new HashSet<String>();
        try (var files = Files.newDirectoryStream(data, "outreach.db*")) {
            for (var file : files) {
                var bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                pseudonyms.stream().filter(bytes::contains).forEach(found::add);
            }
        }
        return found;
    }

    private String printedBy(String... command) {
        assertThat(rig.adminWith(SETTINGS, command)).as(rig.complained()).isEqualTo(Exit.OK);
        return rig.printed();
    }

    @Test
    void everyRecordIsAsItsLogSaysAndIsCounted() {
        upgrade();
        assertThat(printedBy("recount", "check")).contains("OSH-1", "32 records, 1 day: equal");
    }

    @Test
    void peopleTabletsAndTargetsAreThere() {
        upgrade();
        assertThat(printedBy("person", "list")).contains("first-admin", "ADMIN", "Load");
        assertThat(printedBy("device", "list").lines()).hasSize(2).allMatch(line -> line.contains("ACTIVE"));
        assertThat(printedBy("target", "list")).contains("site:OSH-1", "PWID", "400  A survey");
    }

    @Test
    void anExportThatWasReleasedIsStillReleased() {
        upgrade();
        assertThat(printedBy("export", "list")).contains("FLEET.MONTHLY.202610.1", "RELEASED");
        assertThat(printedBy("export", "show", "FLEET.MONTHLY.202610.1")).contains("RELEASED");
    }

    @Test
    void theLogsRebuildEverything() {
        upgrade();
        assertThat(printedBy("replay")).contains("OSH-1");
        assertThat(printedBy("recount", "check")).contains("32 records, 1 day: equal");
    }
}
