package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types, what is printed, and the exit codes. */
class CommandLineTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int admin(String... arguments) {
        out.reset();
        err.reset();
        var variables = Map.of("OUTREACH_DATA", folder.resolve("data").toString());
        return Admin.run(arguments, variables, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aBackupOpensInThePlaceOfTheStore() throws Exception {
        admin("site", "add", "OSH-1", "Osh");
        var copy = folder.resolve("restored/outreach.db");
        assertThat(admin("backup", copy.toString())).isEqualTo(Exit.OK);
        assertThat(printed()).contains("written to " + copy);
        assertThat(Files.getPosixFilePermissions(copy)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(copy.getParent()).isDirectoryContaining(file -> file.equals(copy)).isDirectoryNotContaining("glob:**.part");
        assertThat(admin("backup", copy.toString())).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("exists already");

        admin("site", "add", "OSH-2", "Osh");
        Files.delete(folder.resolve("data/outreach.db"));
        Files.move(copy, folder.resolve("data/outreach.db"));
        assertThat(admin("site", "list")).isEqualTo(Exit.OK);
        assertThat(printed()).contains("OSH-1").doesNotContain("OSH-2");
        assertThat(admin("backup")).isEqualTo(Exit.USAGE);
    }

    @Test
    void addsASiteACodeAndAPerson() {
        assertThat(admin("site", "add", "OSH-1", "Osh, дом 1")).isEqualTo(Exit.OK);
        assertThat(complained()).contains("a new one was made").contains("OUTREACH_DATA");
        assertThat(admin("site", "list")).isEqualTo(Exit.OK);
        assertThat(printed()).contains("OSH-1").contains("Osh, дом 1");
        assertThat(complained()).isEmpty();
        assertThat(admin("code", "OSH-1", "--minutes", "5")).isEqualTo(Exit.OK);
        assertThat(printed()).matches("(?s)[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\\R.*");
        assertThat(admin("person", "add", "--role=manager", "--sites", "OSH-1", "--name", "Aigul")).isEqualTo(Exit.OK);
        assertThat(printed()).matches("(?s)[A-Za-z0-9_-]{43}\\Rfor Aigul.*");
        assertThat(admin("person", "list")).isEqualTo(Exit.OK);
        assertThat(printed()).contains("MANAGER").contains("OSH-1").contains("Aigul");
        assertThat(admin("person", "revoke", printed().substring(0, 32))).isEqualTo(Exit.OK);
        assertThat(admin("person", "revoke", "nobody")).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("no such person");
        assertThat(admin("device", "list")).isEqualTo(Exit.OK);
        assertThat(printed()).isEmpty();
    }

    @Test
    void keepsTheLastAdmin() {
        assertThat(admin("person", "add", "--role", "admin")).isEqualTo(Exit.OK);
        assertThat(admin("person", "list")).isEqualTo(Exit.OK);
        var only = printed().substring(0, 32);

        assertThat(admin("person", "revoke", only)).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("./outreach admin person add --role admin");

        assertThat(admin("person", "add", "--role", "admin")).isEqualTo(Exit.OK);
        assertThat(admin("person", "revoke", only)).isEqualTo(Exit.OK);
    }

    @Test
    void saysWhyItRefuses() {
        assertThat(admin("code", "NOWHERE")).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("no such site");
        assertThat(admin("site", "add", "lower", "Name")).isEqualTo(Exit.REFUSED);
        assertThat(admin("device", "wipe", "nobody")).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("no such device");
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(admin()).isEqualTo(Exit.USAGE);
        assertThat(complained()).contains("site add").contains("device wipe");
        assertThat(admin("--help")).isEqualTo(Exit.OK);
        assertThat(admin("code", "--help")).isEqualTo(Exit.OK);
        assertThat(printed()).contains("--minutes");
        assertThat(admin("nonsense")).isEqualTo(Exit.USAGE);
        assertThat(admin("code")).isEqualTo(Exit.USAGE);
        assertThat(admin("code", "OSH-1", "--minutes", "soon")).isEqualTo(Exit.USAGE);
        assertThat(admin("code", "OSH-1", "--minutes")).isEqualTo(Exit.USAGE);
        assertThat(admin("code", "OSH-1", "--hours", "1")).isEqualTo(Exit.USAGE);
        assertThat(admin("code", "OSH-1", "--minutes", "5", "--minutes=6")).isEqualTo(Exit.USAGE);
        assertThat(complained()).contains("--minutes is given twice");
        for (var sites : List.of("OSH-1,OSH-1", "OSH-1,", ",OSH-1", "OSH-1, ,OSH-2")) {
            assertThat(admin("code", sites)).as(sites).isEqualTo(Exit.USAGE);
            assertThat(admin("person", "add", "--role", "manager", "--sites", sites)).as(sites).isEqualTo(Exit.USAGE);
        }
        assertThat(admin("person", "add", "--role", "king")).isEqualTo(Exit.USAGE);
        assertThat(admin("person", "add")).isEqualTo(Exit.USAGE);
        assertThat(complained()).contains("--role is missing");
    }

    @Test
    void theServerNamesWhatIsWrongAndDoesNotStart() throws Exception {
        assertThat(Main.run(new String[] {"--help"}, Map.of(), print(out), print(err))).isEqualTo(Exit.OK);
        assertThat(Main.run(new String[] {"what"}, Map.of(), print(out), print(err))).isEqualTo(Exit.USAGE);
        assertThat(Main.run(new String[0], Map.of("OUTREACH_WORKERS", "none"), print(out), print(err))).isEqualTo(Exit.USAGE);
        assertThat(complained()).contains("OUTREACH_WORKERS must be a whole number from 1 to 1024.");

        var keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("seal.json"), "damaged");
        var damaged = Map.of("OUTREACH_DATA", folder.toString());
        assertThat(Main.run(new String[0], damaged, print(out), print(err))).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("keysets");
    }

    @Test
    void theServerMakesNoKeysBesideASharedStoreAndShowsNoPassword() throws Exception {
        var keys = folder.resolve("keys");
        var uri = "mongodb://user:hunter2@host:port:port/?nonsense";
        var variables = Map.of("OUTREACH_DATA", folder.toString(), "MONGODB_URI", uri);

        assertThat(Main.run(new String[0], variables, print(out), print(err))).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("missing keyset");
        assertThat(keys).doesNotExist();

        assertThat(admin("site", "list")).isEqualTo(Exit.OK);
        var withKeys = Map.of("OUTREACH_KEYS", folder.resolve("data/keys").toString(), "MONGODB_URI", uri);
        assertThat(Main.run(new String[0], withKeys, print(out), print(err))).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("MONGODB_URI").doesNotContain("hunter2");
    }

    @Test
    void theServerNamesThePortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var variables = Map.of(
                    "OUTREACH_DATA", folder.resolve("data").toString(),
                    "OUTREACH_HTTP_PORT", Integer.toString(taken.getLocalPort()),
                    "OUTREACH_MANAGEMENT_PORT", "0");

            assertThat(Main.run(new String[0], variables, print(out), print(err))).isEqualTo(Exit.REFUSED);
            assertThat(complained()).contains("OUTREACH_HTTP_PORT");
        }
    }

    @Test
    void theServerSaysWhichSettingKeepsItsPortClosed() throws Exception {
        var pem = Files.writeString(folder.resolve("junk.pem"), "junk").toString();
        var variables = new HashMap<>(Map.of(
                "OUTREACH_DATA", folder.resolve("data").toString(), "OUTREACH_HTTP_PORT", "0", "OUTREACH_MANAGEMENT_PORT", "0", "OUTREACH_WRKERS", "1"));
        variables.put("OUTREACH_HTTP_HOST", "nowhere.invalid");
        assertThat(Main.run(new String[0], variables, print(out), print(err))).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("OUTREACH_HTTP_HOST is not an address").contains("OUTREACH_WRKERS means nothing");

        variables.remove("OUTREACH_HTTP_HOST");
        variables.putAll(Map.of("OUTREACH_TLS_CERT", pem, "OUTREACH_TLS_KEY", pem));
        assertThat(Main.run(new String[0], variables, print(out), print(err))).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("OUTREACH_TLS_CERT");
    }
}
