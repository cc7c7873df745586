package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.cli.CommandRig;
import org.outreachsync.cli.Exit;

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

    private String printedBy(String... command) {
        assertThat(rig.adminWith(Map.of("OUTREACH_TIME_ZONE", "UTC"), command))
                .as(rig.complained())
                .isEqualTo(Exit.OK);
        return rig.printed();
    }

    @Test
    void everyRecordIsAsItsLogSaysAndIsCounted() {
        assertThat(printedBy("recount", "check")).contains("OSH-1", "32 records, 1 day: equal");
    }

    @Test
    void peopleTabletsAndTargetsAreThere() {
        assertThat(printedBy("person", "list")).contains("first-admin", "ADMIN", "Load");
        assertThat(printedBy("device", "list").lines()).hasSize(2).allMatch(line -> line.contains("ACTIVE"));
        assertThat(printedBy("target", "list")).contains("site:OSH-1", "PWID", "400  A survey");
    }

    @Test
    void anExportThatWasReleasedIsStillReleased() {
        assertThat(printedBy("export", "list")).contains("FLEET.MONTHLY.202610.1", "RELEASED");
        assertThat(printedBy("export", "show", "FLEET.MONTHLY.202610.1")).contains("RELEASED");
    }

    @Test
    void theLogsRebuildEverything() {
        assertThat(printedBy("replay")).contains("OSH-1");
        assertThat(printedBy("recount", "check")).contains("32 records, 1 day: equal");
    }
}
