package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.backup.LastBackup;
import org.outreachsync.store.sqlite.SqliteStore;

/** Which backups stay, and what the store remembers of them. */
class KeptBackupsTest {

    @TempDir
    private Path folder;

    private CommandRig office;

    @BeforeEach
    void begin() {
        office = new CommandRig(folder.resolve("data"));
        office.admin("init");
        assertThat(office.admin("backup", "key", identity())).isEqualTo(Exit.OK);
    }

    private String identity() {
        return folder.resolve("identity.txt").toString();
    }

    private Path file() {
        return folder.resolve("backups/today.age");
    }

    private String recipient() throws IOException {
        return Files.readAllLines(Path.of(identity())).getFirst().replace("# public key: ", "");
    }

    @Test
    void aFolderKeepsTheNewestBackups() throws IOException {
        var backups = Files.createDirectory(folder.resolve("backups"));
        for (var old : List.of("20260101T000000Z", "20260102T000000Z", "20260103T000000Z")) {
            Files.writeString(backups.resolve("outreach-" + old + ".age"), "old");
        }
        Files.writeString(backups.resolve("outreach-by-hand.age"), "not ours");
        var by = Map.of("OUTREACH_BACKUP_RECIPIENTS", recipient());

        assertThat(office.adminWith(by, "backup", "make", backups.toString(), "--keep", "2"))
                .isEqualTo(Exit.OK);

        assertThat(office.printed())
                .contains("deleted")
                .contains("20260101T")
                .contains("20260102T")
                .doesNotContain("20260103T");
        try (var files = Files.list(backups)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(3)
                    .contains("outreach-20260103T000000Z.age", "outreach-by-hand.age")
                    .anyMatch(name ->
                            name.compareTo("outreach-20260103T000000Z.age") > 0 && name.startsWith("outreach-2"));
        }
        assertThat(office.adminWith(by, "backup", "make", backups.toString(), "--keep", "0"))
                .isEqualTo(Exit.USAGE);
        assertThat(office.adminWith(by, "backup", "make", file().toString(), "--keep", "2"))
                .isEqualTo(Exit.USAGE);
    }

    /** A clock that was once ahead leaves names of the future. */
    @Test
    void theBackupThatWasJustMadeStaysWhateverTheOthersAreNamed() throws IOException {
        var backups = Files.createDirectory(folder.resolve("backups"));
        for (var name : List.of(
                "outreach-20990101T000000Z.age",
                "outreach-20980101T000000Z.age",
                "outreach-20260101T000000Z.age.part",
                "outreach-20990101T000000Z.age.part",
                "by-hand.age.part")) {
            Files.writeString(backups.resolve(name), "old");
        }
        var by = Map.of("OUTREACH_BACKUP_RECIPIENTS", recipient());

        assertThat(office.adminWith(by, "backup", "make", backups.toString(), "--keep", "1"))
                .isEqualTo(Exit.OK);

        var made = office.printed().lines().findFirst().orElseThrow().replaceAll(".*(outreach-.*age):.*", "$1");
        try (var files = Files.list(backups)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(made, "outreach-20990101T000000Z.age.part", "by-hand.age.part");
        }
        assertThat(office.admin("backup", "verify", backups.resolve(made).toString(), "--identity", identity()))
                .isEqualTo(Exit.OK);
    }

    @Test
    void theStoreRemembersBackupsAndFailures() throws IOException {
        assertThat(last()).isEqualTo(LastBackup.Known.NOTHING);
        assertThat(office.admin("backup", "make", file().toString())).isEqualTo(Exit.REFUSED);
        assertThat(last().isFailing()).isTrue();
        assertThat(last().made()).isNull();

        var by = Map.of("OUTREACH_BACKUP_RECIPIENTS", recipient());
        assertThat(office.adminWith(by, "backup", "make", file().toString())).isEqualTo(Exit.OK);
        assertThat(last().isFailing()).isFalse();
        assertThat(last().bytes()).isEqualTo(Files.size(file()));

        assertThat(office.admin("backup", "make", file().toString(), "--recipient", recipient()))
                .isEqualTo(Exit.REFUSED);
        assertThat(office.complained()).contains("exists already");
        assertThat(last().isFailing()).isTrue();
        assertThat(last().made()).isNotNull();
    }

    private LastBackup.Known last() {
        try (var store = new SqliteStore(folder.resolve("data/outreach.db"))) {
            return new LastBackup(store).known();
        }
    }
}
