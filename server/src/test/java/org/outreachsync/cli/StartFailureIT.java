package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.rig.SelfSigned;

/** Whatever keeps a server from starting is said in one line: what it is, where, and what to do. */
class StartFailureIT {

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void onFreePorts() {
        variables.putAll(Map.of(
                "OUTREACH_DATA",
                folder.resolve("data").toString(),
                "OUTREACH_HTTP_PORT",
                "0",
                "OUTREACH_MANAGEMENT_PORT",
                "0"));
    }

    /** The line that a start ends with. */
    private String refused(int exit) {
        err.reset();
        assertThat(CommandRig.serve(variables, System.out, new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(exit);
        var said = err.toString(StandardCharsets.UTF_8);
        assertThat(said.lines()).as(said).hasSize(1);
        assertThat(said.strip()).doesNotContain("Exception", "java.", "null").endsWith(".");
        return said;
    }

    private String refused() {
        var said = refused(Exit.REFUSED);
        assertThat(said).startsWith("The server cannot start: ");
        return said;
    }

    private void init() {
        assertThat(CommandRig.admin(
                        new String[] {"init"},
                        variables,
                        System.out,
                        new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(Exit.OK);
    }

    @Test
    void namesAPortThatIsTaken() throws IOException {
        try (var taken = new ServerSocket(0)) {
            for (var port : new String[] {"OUTREACH_HTTP", "OUTREACH_MANAGEMENT"}) {
                onFreePorts();
                variables.put(port + "_PORT", Integer.toString(taken.getLocalPort()));

                assertThat(refused())
                        .contains(
                                "port " + taken.getLocalPort() + " of ",
                                " is taken by another program. Set " + port + "_PORT or " + port + "_HOST to another.");
            }
        }
    }

    @Test
    void namesAnAddressThatIsNotOfThisMachine() {
        variables.put("OUTREACH_HTTP_HOST", "nowhere.invalid");
        assertThat(refused()).contains("OUTREACH_HTTP_HOST is not an address of this machine: nowhere.invalid.");
        variables.put("OUTREACH_HTTP_HOST", "192.0.2.1");
        assertThat(refused()).contains("of 192.0.2.1 cannot be opened: the address is not one of this machine.");
    }

    @Test
    void namesARecipientOfBackupsThatIsNone() {
        variables.put("OUTREACH_BACKUP_RECIPIENTS", "age1foo");
        assertThat(refused(Exit.USAGE)).startsWith("OUTREACH_BACKUP_RECIPIENTS: \"age1foo\" is not a recipient of age");
    }

    @Test
    void namesAFolderThatCannotBeMade() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "in the way");
        variables.put("OUTREACH_DATA", file.resolve("data").toString());

        assertThat(refused()).contains("OUTREACH_DATA names a folder that cannot be created: " + file.resolve("data"));
    }

    @Test
    void namesAStoreThatIsNone() throws Exception {
        init();
        var store = folder.resolve("data/outreach.db");
        for (var beside : new String[] {"-wal", "-shm"}) {
            Files.deleteIfExists(folder.resolve("data/outreach.db" + beside));
        }
        Files.writeString(store, "this was a database, once upon a time. ".repeat(100));
        assertThat(refused())
                .contains(store + ": the store's file is not an SQLite file, or is damaged; restore a backup");

        Files.delete(store);
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + store);
                var statement = other.createStatement()) {
            statement.execute("CREATE TABLE songs (title TEXT)");
        }
        assertThat(refused()).contains(store + ": the file is a database of another program");

        Files.delete(store);
        Files.createDirectory(store);
        assertThat(refused()).contains(store + ": the store's file cannot be opened");
    }

    @Test
    void namesAKeysetThatIsMissingOrDamaged() throws IOException {
        init();
        var seal = folder.resolve("data/keys/seal.json");
        var right = Files.readString(seal);
        for (var damaged : new String[] {"damaged", "{}", right.substring(0, right.length() / 2)}) {
            Files.writeString(seal, damaged);
            assertThat(refused())
                    .contains(
                            "the keysets in " + seal.getParent(),
                            "seal.json is not a keyset, or is damaged. Restore it");
        }
        Files.delete(seal);
        assertThat(refused())
                .contains("seal.json is missing. Set OUTREACH_KEYS to the folder that has it, or restore it");
        Files.createDirectory(seal);
        assertThat(refused()).contains("the keysets in " + seal.getParent() + " cannot be");

        variables.put(
                "OUTREACH_KEYS",
                Files.writeString(folder.resolve("file"), "in the way").toString());
        assertThat(refused()).contains("the keysets in " + folder.resolve("file"));
    }

    @Test
    void namesTheFileOfTlsThatIsWrong() throws Exception {
        var junk = Files.writeString(folder.resolve("junk.pem"), "junk").toString();
        var one = SelfSigned.in(Files.createDirectory(folder.resolve("one"))).variables();
        var other =
                SelfSigned.in(Files.createDirectory(folder.resolve("other"))).variables();

        variables.putAll(one);
        variables.put("OUTREACH_TLS_CERT", junk);
        assertThat(refused()).contains("OUTREACH_TLS_CERT must be a file with the server's certificate");
        variables.putAll(one);
        variables.put("OUTREACH_TLS_KEY", junk);
        assertThat(refused()).contains("OUTREACH_TLS_KEY must be a file with the private key");
        variables.putAll(one);
        variables.put("OUTREACH_TLS_KEY", other.get("OUTREACH_TLS_KEY"));
        assertThat(refused()).contains("OUTREACH_TLS_KEY does not belong to the first certificate");
        variables.put("OUTREACH_TLS_KEY", folder.resolve("nowhere.pem").toString());
        assertThat(refused(Exit.USAGE)).contains("OUTREACH_TLS_KEY must be a file that the server may read.");
    }

    @Test
    void namesADatabaseThatDoesNotAnswerAndShowsNoPassword() throws IOException {
        init();
        variables.put("OUTREACH_KEYS", folder.resolve("data/keys").toString());
        try (var deaf = new ServerSocket(0)) {
            variables.put(
                    "MONGODB_URI",
                    "mongodb://user:hunter2@127.0.0.1:" + deaf.getLocalPort()
                            + "/outreach?connectTimeoutMS=100&serverSelectionTimeoutMS=200");
            assertThat(refused())
                    .contains("no primary of MongoDB answers at 127.0.0.1:" + deaf.getLocalPort())
                    .doesNotContain("hunter2");
        }
        variables.put("MONGODB_URI", "mongodb://user:hunter2@host:port:port/?nonsense");
        assertThat(refused())
                .contains("MONGODB_URI is not a valid connection string")
                .doesNotContain("hunter2");
    }

    @Test
    void makesNoKeysBesideASharedStore() {
        variables.put("MONGODB_URI", "mongodb://127.0.0.1:1/outreach");

        assertThat(refused()).contains("seal.json is missing");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void namesWhatIsWrongInTheEnvironmentAndOnTheCommandLine() throws IOException {
        variables.put("OUTREACH_WORKERS", "none");
        assertThat(refused(Exit.USAGE)).contains("OUTREACH_WORKERS must be a whole number from 1 to 1024.");
        variables.remove("OUTREACH_WORKERS");
        variables.put(
                "OUTREACH_CATALOGUE",
                Files.writeString(folder.resolve("own.yaml"), "indicators: [").toString());
        assertThat(refused()).contains(folder.resolve("own.yaml") + ":1");

        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(Main.run(new String[] {"serve", "--help"}, Map.of(), out, out))
                .isEqualTo(Exit.OK);
        err.reset();
        assertThat(Main.run(
                        new String[] {"serve", "what"},
                        Map.of(),
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("and 1 given: what.");
    }

    @Test
    void namesAVariableThatIsMistyped() throws IOException {
        variables.put("OUTREACH_WRKERS", "1");
        variables.put(
                "OUTREACH_DATA",
                Files.writeString(folder.resolve("file"), "in the way").toString());
        CommandRig.serve(variables, System.out, new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("OUTREACH_WRKERS is not a variable of the server; is it mistyped?");
    }
}
