package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.store.Unfinished;
import org.outreachsync.store.sqlite.SqliteStore;

class BackupCommandsTest {

    @TempDir
    private Path folder;

    private CommandRig office;
    private CommandRig fresh;
    private String admin = "";

    @BeforeEach
    void begin() {
        office = new CommandRig(folder.resolve("data"));
        fresh = new CommandRig(folder.resolve("fresh"));
        office.admin("init");
        office.admin("site", "add", "OSH-1", "Osh");
        office.admin("person", "add", "--role", "admin");
        office.admin("person", "list");
        admin = office.printed().substring(0, 32);
        assertThat(office.admin("backup", "key", identity())).isEqualTo(Exit.OK);
    }

    private String identity() {
        return folder.resolve("identity.txt").toString();
    }

    private Path file() {
        return folder.resolve("backups/today.age");
    }

    private Map<String, String> oldKeys() {
        return Map.of("OUTREACH_KEYS", folder.resolve("data/keys").toString());
    }

    private String recipient() throws IOException {
        return Files.readAllLines(Path.of(identity())).getFirst().replace("# public key: ", "");
    }

    private void backup() throws IOException {
        var by = Map.of("OUTREACH_BACKUP_RECIPIENTS", recipient());
        assertThat(office.adminWith(by, "backup", "make", file().toString())).isEqualTo(Exit.OK);
    }

    private int restore(String... options) {
        var typed = new ArrayList<>(List.of("restore", file().toString(), "--identity", identity()));
        typed.addAll(List.of(options));
        return fresh.adminWith(oldKeys(), typed.toArray(String[]::new));
    }

    @Test
    void whatWasBackedUpIsThereAgain() throws IOException {
        backup();
        assertThat(office.printed()).contains("written to " + file());
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file().getParent()).isDirectoryNotContaining("glob:**.part");
        assertThat(Files.getPosixFilePermissions(Path.of(identity())))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        office.admin("site", "add", "OSH-2", "Osh");

        assertThat(office.admin("backup", "verify", file().toString(), "--identity", identity()))
                .isEqualTo(Exit.OK);
        assertThat(office.printed()).startsWith("sound: made 20");
        assertThat(restore("--nothing-ended")).isEqualTo(Exit.OK);

        assertThat(fresh.adminWith(oldKeys(), "site", "list")).isEqualTo(Exit.OK);
        assertThat(fresh.printed()).contains("OSH-1").doesNotContain("OSH-2");
        fresh.adminWith(oldKeys(), "person", "list");
        assertThat(fresh.printed()).contains(admin).contains(" until ").doesNotContain("revoked");
        assertThat(folder.resolve("fresh")).isDirectoryNotContaining("glob:**restoring*");
    }

    @Test
    void withoutAWordAboutEndedAccessNobodyHasAny() throws IOException {
        backup();
        assertThat(restore()).isEqualTo(Exit.OK);
        assertThat(fresh.complained())
                .contains("Nobody said whose access was ended")
                .contains("1 people");

        fresh.adminWith(oldKeys(), "person", "list");
        assertThat(fresh.printed()).contains("revoked");
        assertThat(fresh.adminWith(oldKeys(), "person", "add", "--role", "admin"))
                .isEqualTo(Exit.OK);
    }

    @Test
    void accessThatWasEndedSinceTheBackupStaysEnded() throws IOException {
        office.admin("person", "add", "--role", "manager", "--sites", "OSH-1", "--name", "Left");
        office.admin("person", "list");
        var left = office.printed()
                .lines()
                .filter(line -> line.contains("Left"))
                .findAny()
                .orElseThrow()
                .substring(0, 32);
        backup();
        office.admin("person", "revoke", left);
        assertThat(office.admin("access", "ended")).isEqualTo(Exit.OK);
        var list = folder.resolve("ended.txt");
        Files.writeString(list, "# by hand\n\n" + office.printed() + "tablet 0123456789abcdef0123456789abcdef\n");

        assertThat(restore("--ended", list.toString())).isEqualTo(Exit.OK);

        assertThat(fresh.complained())
                .contains("Access was ended for 1 of 2 in the list; others had none in the backup.");
        fresh.adminWith(oldKeys(), "person", "list");
        assertThat(fresh.printed()
                        .lines()
                        .filter(line -> line.contains(left))
                        .findAny()
                        .orElseThrow())
                .contains("revoked");
        assertThat(fresh.printed()
                        .lines()
                        .filter(line -> line.contains(admin))
                        .findAny()
                        .orElseThrow())
                .contains(" until ");
    }

    @Test
    void aListThatIsNotOneIsRefusedBeforeAnythingIsWritten() throws IOException {
        backup();
        var list = folder.resolve("ended.txt");
        Files.writeString(list, "person\n");
        assertThat(restore("--ended", list.toString())).isEqualTo(Exit.REFUSED);
        assertThat(fresh.complained()).contains("line 1 is not an ended access");
        assertThat(restore("--ended", list.toString(), "--nothing-ended")).isEqualTo(Exit.USAGE);
        assertThat(folder.resolve("fresh")).doesNotExist();
    }

    @Test
    void aStoreThatWasPutBackByOtherMeansIsTreatedAlike() {
        assertThat(office.admin("restored", "--nothing-ended")).isEqualTo(Exit.OK);
        assertThat(office.printed()).contains("new generation");
        office.admin("person", "list");
        assertThat(office.printed()).contains(" until ");
        assertThat(office.admin("restored")).isEqualTo(Exit.OK);
        office.admin("person", "list");
        assertThat(office.printed()).contains("revoked");
    }

    @Test
    void aRestoreOverwritesNothing() throws IOException {
        backup();
        assertThat(office.admin("restore", file().toString(), "--identity", identity()))
                .isEqualTo(Exit.REFUSED);
        assertThat(office.complained()).contains("there is a store already");
    }

    @Test
    void theKeysetsMustBeThereFirst() throws IOException {
        backup();
        assertThat(fresh.admin("restore", file().toString(), "--identity", identity()))
                .isEqualTo(Exit.REFUSED);
        assertThat(fresh.complained()).contains("seal.json is missing");
        var other = new CommandRig(folder.resolve("other"));
        other.admin("init");
        assertThat(fresh.adminWith(
                        Map.of("OUTREACH_KEYS", folder.resolve("other/keys").toString()),
                        "restore",
                        file().toString(),
                        "--identity",
                        identity()))
                .isEqualTo(Exit.REFUSED);
        assertThat(fresh.complained()).contains("the keysets are not those of this store");
        assertThat(folder.resolve("fresh")).isDirectoryNotContaining("glob:**/outreach.db");
    }

    @Test
    void whereARestoreBrokeOffNoNewStoreBegins() throws IOException {
        backup();
        Files.createDirectories(folder.resolve("fresh"));
        Files.writeString(folder.resolve("fresh/outreach.db.restoring"), "half a store");

        assertThat(fresh.adminWith(oldKeys(), "init")).isEqualTo(Exit.REFUSED);
        assertThat(fresh.complained()).contains("was broken off; run it again");
        assertThat(restore("--nothing-ended")).isEqualTo(Exit.OK);
        assertThat(fresh.adminWith(oldKeys(), "site", "list")).isEqualTo(Exit.OK);
    }

    @Test
    void aBackupNeedsSomebodyWhoCanOpenIt() {
        assertThat(office.admin("backup", "make", file().toString())).isEqualTo(Exit.REFUSED);
        assertThat(office.complained()).contains("OUTREACH_BACKUP_RECIPIENTS");
        assertThat(office.admin("backup", "make", file().toString(), "--recipient", "age1nobody"))
                .isEqualTo(Exit.REFUSED);
        assertThat(office.complained()).contains("is not a recipient of age");
        var nowhere = folder.resolve("nowhere").toString();
        assertThat(office.admin("backup", "make", nowhere, "--keep", "3")).isEqualTo(Exit.USAGE);
        assertThat(office.complained()).contains("--keep needs a folder that exists, and " + nowhere + " is none.");
        assertThat(office.admin("backup", "make", nowhere, "--keep", "0")).isEqualTo(Exit.USAGE);
        assertThat(office.complained()).contains("--keep is 1 to 10000.");
        assertThat(file()).doesNotExist();
        assertThat(office.admin("backup", "make")).isEqualTo(Exit.USAGE);
    }

    @Test
    void aReplayGoesOnWhereItBrokeOff() {
        try (var store = new SqliteStore(folder.resolve("data/outreach.db"))) {
            Unfinished.begin(store, "./outreach admin replay", new Random(1));
        }
        assertThat(office.admin("site", "list")).isEqualTo(Exit.REFUSED);
        assertThat(office.complained()).contains("./outreach admin replay is under way or was broken off");

        assertThat(office.admin("replay")).isEqualTo(Exit.OK);

        assertThat(office.printed()).contains("1 of 1  OSH-1").contains("0 batches");
        assertThat(office.admin("site", "list")).isEqualTo(Exit.OK);
    }
}
