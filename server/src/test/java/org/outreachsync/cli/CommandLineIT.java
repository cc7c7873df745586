package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.store.mongo.WireStandIn;

/** What an operator types, what is printed, and the exit codes. */
class CommandLineIT {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int admin(String... arguments) {
        out.reset();
        err.reset();
        var variables = Map.of("OUTREACH_DATA", folder.resolve("data").toString());
        return CommandRig.admin(arguments, variables, print(out), print(err));
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
    void addsASiteACodeAndAPerson() {
        assertThat(admin("init")).isEqualTo(Exit.OK);
        assertThat(admin("site", "add", "OSH-1", "Osh, дом 1")).isEqualTo(Exit.OK);
        assertThat(admin("site", "list")).isEqualTo(Exit.OK);
        assertThat(printed()).contains("OSH-1").contains("Osh, дом 1");
        assertThat(complained())
                .startsWith("Store: " + folder.resolve("data/outreach.db"))
                .containsPattern("CODE +PLACED TODAY +FUNDING SOURCE +NAME");
        assertThat(admin("code", "OSH-1", "--minutes", "5")).isEqualTo(Exit.OK);
        assertThat(printed()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\\R");
        assertThat(complained()).contains("enrols one tablet for OSH-1 until ");
        assertThat(admin("person", "add", "--role=manager", "--sites", "OSH-1", "--name", "Aigul"))
                .isEqualTo(Exit.OK);
        assertThat(printed()).as("what a file takes is the token alone").matches("[A-Za-z0-9_-]{43}\\R");
        assertThat(complained()).contains("the token of Aigul, valid until ");
        assertThat(admin("person", "list")).isEqualTo(Exit.OK);
        assertThat(printed())
                .contains("MANAGER")
                .contains(" until ")
                .contains("OSH-1")
                .contains("Aigul");
        assertThat(admin("person", "revoke", printed().substring(0, 32))).isEqualTo(Exit.OK);
        assertThat(admin("person", "list")).isEqualTo(Exit.OK);
        assertThat(printed()).contains(" revoked ").doesNotContain(" until ").contains("Aigul");
        assertThat(admin("person", "revoke", "nobody")).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("no such person");
    }

    @ParameterizedTest
    @CsvSource({"site, sites", "person, people", "device, tablets", "target, targets or size estimates"})
    void saysThatAListIsEmpty(String group, String things) {
        admin("init");
        assertThat(admin(group, "list")).isEqualTo(Exit.OK);
        assertThat(printed()).as("what a script reads").isEmpty();
        assertThat(complained()).endsWith("There are no " + things + " yet." + System.lineSeparator());
    }

    @Test
    void keepsTheLastAdmin() {
        admin("init");
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
        admin("init");
        assertThat(admin("code", "NOWHERE")).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("no such site").doesNotContain("/v1/", "GET");
        assertThat(admin("site", "add", "lower", "Name")).isEqualTo(Exit.REFUSED);
        assertThat(admin("site", "add", "OSH-1", "Osh")).isEqualTo(Exit.OK);
        assertThat(admin("code", "OSH-1", "--minutes", "10081")).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("A code is valid for 1 to 10080 minutes.");
        assertThat(admin("device", "wipe", "nobody")).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("There is no such tablet.");
    }

    @Test
    void makesNoStoreUnlessItIsToldTo() {
        for (var command : List.of(
                "site list",
                "person add --role admin",
                "recount",
                "backup make copy.age",
                "device list",
                "target list")) {
            assertThat(admin(command.split(" "))).as(command).isEqualTo(Exit.USAGE);
            assertThat(complained())
                    .as(command)
                    .isEqualToIgnoringNewLines(
                            "There is no store in the folder " + folder.resolve("data")
                                    + ". If it is elsewhere, set OUTREACH_DATA. The first ./outreach serve creates a store, and so does ./outreach admin init.");
        }
        assertThat(folder.resolve("data")).doesNotExist();

        assertThat(admin("init")).isEqualTo(Exit.OK);
        assertThat(admin("person", "add", "--role", "admin")).isEqualTo(Exit.OK);
        assertThat(admin("init")).as("once more").isEqualTo(Exit.OK);
        assertThat(admin("person", "list")).isEqualTo(Exit.OK);
        assertThat(printed().lines()).hasSize(1);
    }

    @Test
    void makesNoDatabaseEither() {
        admin("init");
        try (var mongo = new WireStandIn()) {
            var variables =
                    Map.of("OUTREACH_KEYS", folder.resolve("data/keys").toString(), "MONGODB_URI", mongo.uri("field"));
            for (int times = 0; times < 2; times++) {
                err.reset();
                assertThat(CommandRig.admin(new String[] {"site", "list"}, variables, print(out), print(err)))
                        .isEqualTo(Exit.USAGE);
                assertThat(complained())
                        .startsWith("There is no store in the database field of MongoDB at 127.0.0.1:")
                        .contains("MONGODB_URI");
            }
            assertThat(CommandRig.admin(new String[] {"init"}, variables, print(out), print(err)))
                    .isEqualTo(Exit.OK);
            err.reset();
            assertThat(CommandRig.admin(new String[] {"site", "list"}, variables, print(out), print(err)))
                    .isEqualTo(Exit.OK);
            assertThat(complained()).startsWith("Store: the database field of MongoDB at 127.0.0.1:");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site              | site alone is not a command. It is followed by one of: add, place, close, list.",
                "site lst          | There is no command site lst. Did you mean site list?",
                "site move OSH-1   | There is no command site move. It is followed by one of: add, place, close, list.",
                "sites list        | There is no command sites. Did you mean site list?",
                "cdoe OSH-1        | There is no command cdoe. Did you mean code?",
                "persn             | There is no command persn. Did you mean person?",
                "recont            | There is no command recont. Did you mean recount?",
                "nonsense          | There is no command nonsense.",
                "code OSH --minute 5 | There is no option --minute. Did you mean --minutes?",
                "code OSH --hours 5 | There is no option --hours.",
                "person list all   | No argument is expected, and 1 given: all.",
                "person list a b   | No argument is expected, and 2 given: a b.",
                "code A B          | One argument is expected, and more are given: B.",
                "site add A B C    | 2 arguments are expected, and more are given: C.",
                "site close OSH-1  | --on is missing.",
                "site close OSH-1 --on | --on needs a value.",
                "site close        | CODE is missing.",
                "code              | SITE[,SITE...] is missing.",
                "code OSH --minutes | --minutes needs a value.",
                "code OSH --minutes soon | --minutes must be a whole number of at most nine digits, without a sign.",
                "code OSH --minutes -5 | --minutes must be a whole number of at most nine digits, without a sign.",
                "code OSH --minutes 9999999999 | --minutes must be a whole number of at most nine digits, without a sign.",
                "destination show X --version 9999999999 | --version must be a whole number of at most nine digits, without a sign.",
                "site add OSH Osh --country= --region KG-O | --country needs a value.",
                "person add --role --name X | --role needs a value.",
                "import            | FILE-OR-FOLDER is missing.",
                "import --dryrun x | There is no option --dryrun. Did you mean --dry-run?",
            })
    void saysWhatIsMistyped(String typed, String expected) {
        admin("init");

        assertThat(admin(typed.split(" "))).isEqualTo(Exit.USAGE);

        assertThat(complained()
                        .lines()
                        .filter(line -> !line.startsWith("Store: "))
                        .findFirst())
                .contains(expected);
    }

    @Test
    void takesWordsAndValuesAsTheyAre() {
        admin("init");
        for (var name : List.of("@home", "${sys:user.name}", "'quoted' \"twice\"", "-1 floor", "%n")) {
            var code = "S-" + Integer.toUnsignedString(name.hashCode());
            assertThat(admin("site", "add", "--", code, name)).as(name).isEqualTo(Exit.OK);
            admin("site", "list");
            assertThat(printed()).contains(name);
        }
        assertThat(admin("person", "add", "--role", "ADMIN", "--name", "-A=B-")).isEqualTo(Exit.OK);
        assertThat(complained()).contains("the token of -A=B-,");
    }

    @Test
    void saysHowItIsUsed() {
        admin("init");
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
            assertThat(complained()).contains("SITE[,SITE...] takes sites separated by commas");
            assertThat(admin("person", "add", "--role", "manager", "--sites", sites))
                    .as(sites)
                    .isEqualTo(Exit.USAGE);
            assertThat(complained()).contains("--sites takes sites separated by commas");
        }
        assertThat(admin("person", "add", "--role", "king")).isEqualTo(Exit.USAGE);
        assertThat(admin("person", "add")).isEqualTo(Exit.USAGE);
        assertThat(complained()).contains("--role is missing");
    }
}
