package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.cli.CommandRig;
import org.outreachsync.cli.Exit;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.store.Unfinished;
import org.outreachsync.store.sqlite.SqliteStore;

/** A store that an earlier version of the program wrote says the same to this one. */
class EarlierStoreTest {

    private static final String WRITTEN = "/earlier-stores/2026-11-28/";

    @TempDir
    private Path data;

    private CommandRig rig;

    @BeforeEach
    void putThere() throws IOException {
        Files.createDirectories(data.resolve("keys"));
        for (var keyset : new String[] {"client-code.json", "cursor.json", "seal.json"}) {
            try (var in = Objects.requireNonNull(getClass().getResourceAsStream(WRITTEN + "keys/" + keyset))) {
                Files.copy(in, data.resolve("keys").resolve(keyset));
            }
        }
        try (var in = new GZIPInputStream(
                Objects.requireNonNull(getClass().getResourceAsStream(WRITTEN + "outreach.db.gz")))) {
            Files.copy(in, data.resolve("outreach.db"));
        }
        rig = new CommandRig(data);
    }

    private void upgrade() {
        assertThat(printedBy("upgrade"))
                .contains("from form 2 to form 3", "1 of 1  OSH-1", "The store is ready for this version.");
    }

    @Test
    void itIsRefusedUntilItIsUpgraded() {
        assertThat(rig.adminWith(Map.of("OUTREACH_TIME_ZONE", "UTC"), "device", "list"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("form 2", "Stop all servers", "./outreach admin upgrade");
    }

    @Test
    void anUpgradeThatBrokeOffIsRepeated() {
        try (var store = new SqliteStore(data.resolve("outreach.db"))) {
            Unfinished.begin(store, "./outreach admin upgrade");
        }
        upgrade();
        assertThat(printedBy("upgrade")).isEqualTo("The store is ready for this version.\n");
        assertThat(printedBy("recount", "check")).contains("32 records, 1 day: equal");
    }

    @Test
    void aServerOverTheEmbeddedStoreUpgradesItByItself() {
        var config = ServerConfig.from(Map.of("OUTREACH_DATA", data.toString(), "OUTREACH_TIME_ZONE", "UTC"));
        Backend.openToServe(config).store().close();
        assertThat(printedBy("recount", "check")).contains("32 records, 1 day: equal");
    }

    @Test
    void nothingOfTheFormerTableStays() throws SQLException {
        upgrade();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("outreach.db"));
                var found = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM sqlite_master WHERE name LIKE 'records%'")) {
            assertThat(found.getInt(1)).isZero();
        }
    }

    private String printedBy(String... command) {
        assertThat(rig.adminWith(Map.of("OUTREACH_TIME_ZONE", "UTC"), command))
                .as(rig.complained())
                .isEqualTo(Exit.OK);
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
