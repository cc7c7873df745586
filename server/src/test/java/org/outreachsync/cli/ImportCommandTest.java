package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code admin import}, as an operator types it, with the files of the documentation and with what people save instead.
 */
class ImportCommandTest {

    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "import");
    private static final List<String> NAMES = List.of("sites.csv", "people.csv", "targets.csv");

    @TempDir
    private Path folder;

    private CommandRig rig;
    private Path files;
    private Path tokens;

    @BeforeEach
    void open() throws IOException {
        rig = new CommandRig(Files.createDirectory(folder.resolve("data")));
        assertThat(rig.admin("init")).isEqualTo(Exit.OK);
        files = Files.createDirectory(folder.resolve("files"));
        tokens = folder.resolve("tokens.csv");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(files.resolve(name), text);
    }

    private int importing(String... more) {
        var arguments = new java.util.ArrayList<>(List.of("import", "--tokens", tokens.toString()));
        arguments.addAll(more.length == 0 ? List.of(files.toString()) : List.of(more));
        return rig.admin(arguments.toArray(String[]::new));
    }

    private String stored() {
        var all = new StringBuilder();
        for (var list : List.of("site", "target")) {
            assertThat(rig.admin(list, "list")).isEqualTo(Exit.OK);
            all.append(rig.printed());
        }
        assertThat(rig.admin("person", "list")).isEqualTo(Exit.OK);
        rig.printed()
                .lines()
                .map(line -> line.substring(32))
                .sorted()
                .forEach(line -> all.append(line).append('\n'));
        return all.toString();
    }

    @Test
    void importsTheExamplesOfTheDocumentation() throws IOException {
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);

        assertThat(rig.printed())
                .contains("new     site OSH-1 \"Osh, trust point 1\", KG KG-O COMMUNITY_LED, project 1 from 2020-01-01")
                .contains("moved   site OSH-1, KG KG-GO COMMUNITY_LED, project 2 from 2026-07-01")
                .contains("closed  site TALAS-1 on 2026-01-01")
                .contains("new     SUPERVISOR \"Cholpon Supervisor\", BISHKEK-1 OSH-1 TALAS-1")
                .contains("new     target KP-1d country:KG 2026S1 72.5%, Grant agreement")
                .contains("15 written, 0 as they are stored");
        assertThat(rig.complained()).isEqualToIgnoringNewLines("Store: " + folder.resolve("data/outreach.db"));
        assertThat(stored())
                .contains(
                        "KG KG-GO COMMUNITY_LED project 2",
                        "closed",
                        "KP-4",
                        "200.5",
                        "IBBS 2024, published",
                        "Aida Programme");
        var kept = Files.readAllLines(tokens);
        assertThat(kept).hasSize(4).first().isEqualTo("name,role,sites,token,expires");
        assertThat(kept.get(3))
                .matches("Cholpon Supervisor,SUPERVISOR,BISHKEK-1 OSH-1 TALAS-1,[A-Za-z0-9_-]{43},20.*Z");
    }

    @Test
    void applyingTwiceChangesNothing() throws IOException {
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);
        var once = stored();
        var kept = Files.readString(tokens);

        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);

        assertThat(rig.printed()).isEqualToIgnoringNewLines("0 written, 15 as they are stored");
        assertThat(stored()).isEqualTo(once);
        assertThat(Files.readString(tokens)).isEqualTo(kept);
    }

    @Test
    void whatSpreadsheetsSaveIsTheSame() throws IOException {
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);
        for (var name : NAMES) {
            // As a spreadsheet in Russian saves "CSV UTF-8": a mark, semicolons, decimal commas, CRLF, columns without
            // text at the end.
            var text = Files.readString(EXAMPLES.resolve(name))
                    .replaceAll("\"([^\",]*),([^\"]*)\"", "$1\u0001$2")
                    .replace(",", ";")
                    .replace("\u0001", ",")
                    .replace("72.5", "72,5")
                    .replace("200.5", "200,50")
                    .replace("\n", ";;\r\n")
                    .replace("kind", " Kind\u00a0");
            write(name, "\uFEFF" + text + ";;;;\r\n\r\n");
        }

        assertThat(importing()).as(rig.complained()).isEqualTo(Exit.OK);

        assertThat(rig.printed()).isEqualToIgnoringNewLines("0 written, 15 as they are stored");
    }

    @Test
    void aDryRunShowsAndWritesNothing() throws IOException {
        var before = stored();

        assertThat(rig.admin("import", "--dry-run", EXAMPLES.toString())).isEqualTo(Exit.OK);

        assertThat(rig.printed())
                .contains("15 to write, 0 as they are stored; a dry run writes nothing")
                .contains("3 new people will get tokens");
        assertThat(stored()).isEqualTo(before);
        assertThat(tokens).doesNotExist();
    }

    @Test
    void onlyTheOwnerReadsTheTokensAndNobodySeesThem() throws IOException {
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens)))
                .isEqualTo("rw-------");
        for (var line : Files.readAllLines(tokens).subList(1, 4)) {
            assertThat(rig.printed() + rig.complained()).doesNotContain(line.split(",", -1)[3]);
        }
    }

    @Test
    void noTokenGoesToAFileThatOthersReadOrToNone() throws IOException {
        Files.writeString(tokens, "mine");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.USAGE);
        assertThat(rig.complained()).contains("not a file that only you may read");
        assertThat(rig.admin("import", EXAMPLES.toString())).isEqualTo(Exit.USAGE);
        assertThat(rig.complained()).contains("--tokens FILE");
        Files.delete(tokens);
        tokens = folder.resolve("no-such-folder").resolve("tokens.csv");
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.USAGE);
        assertThat(rig.complained())
                .contains("The folder of the file for the tokens does not exist: " + tokens.getParent());
        assertThat(rig.printed()).as("nothing is shown as made").isEmpty();
        tokens = folder.resolve("tokens.csv");
        Files.createSymbolicLink(tokens, folder.resolve("elsewhere"));
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.USAGE);

        assertThat(stored()).as("nothing was written").isEmpty();
        assertThat(Files.exists(folder.resolve("elsewhere"))).isFalse();
    }

    @Test
    void namesEverythingThatIsWrongAndWritesNothing() throws IOException {
        write("sites.csv", """
                code,name,from,country,region,project,provider,closed_on
                OSH-1,Osh,2020-01-01,KG,KG-O,1,PUBLIC,
                osh,Osh,2020-01-01,KG,KG-O,1,PUBLIC,
                OSH-2,Osh,2020-13-01,KG,KG-O,1,PUBLIC,
                OSH-3,Osh,2020-01-01,KGZ,KG-O,x,PUBLIC,
                OSH-4,Osh,2021-01-01,KG,KG-O,1,PUBLIC,
                OSH-4,Osh,2020-01-01,KG,KG-O,1,PUBLIC,2019-01-01
                """);
        write("people.csv", """
                name,role,sites
                Aida,boss,
                Bakyt,manager,OSH-1 NOWHERE
                Cholpon,manager,
                Bakyt,manager,OSH-1
                """);
        write("targets.csv", """
                kind,indicator,area,population,period,value,unit,source
                target,KP-1d,site:OSH-1,,2026W1,1,,Grant agreement
                target,KP-1d,site:NOWHERE,,2026,1,,Grant agreement
                target,PERSONS_REACHED,site:OSH-1,,2026,50%,,Grant agreement
                target,PERSONS_REACHED,site:OSH-1,,2026,"1,5",,Grant agreement
                size,,country:KG,PWID,2026,1 000,,Grant agreement
                size,,country:KG,PWID,2026,1000,,Grant agreement
                size,,country:KG,PWID,2026,1001,,Grant agreement
                guess,,country:KG,PWID,2026,1001,,Grant agreement
                """);

        assertThat(importing()).isEqualTo(Exit.REFUSED);

        assertThat(rig.complained().lines().filter(line -> line.contains(".csv:")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("sites.csv:3 code: A site code has"),
                        line -> assertThat(line)
                                .startsWith("sites.csv:4 from: The date \"from\" must be written like 2026-01-31."),
                        line -> assertThat(line).startsWith("sites.csv:5 project: A project is a whole number"),
                        line -> assertThat(line)
                                .startsWith("sites.csv:7 from: The site's last placement begins on 2021-01-01"),
                        line -> assertThat(line).startsWith("people.csv:2 role: A role is admin"),
                        line -> assertThat(line).startsWith("people.csv:3 sites: There is no site NOWHERE"),
                        line -> assertThat(line)
                                .startsWith("people.csv:4 sites: The role manager needs a list of 1 to "),
                        line -> assertThat(line).startsWith("people.csv:5 name: The same name stands in line 3"),
                        line -> assertThat(line).startsWith("targets.csv:2 period: A target is for a year"),
                        line -> assertThat(line).startsWith("targets.csv:3 area: There is no such site"),
                        line -> assertThat(line)
                                .startsWith(
                                        "targets.csv:4 unit: A target of PERSONS_REACHED is written as a whole number (COUNT), not as a percentage (PERCENT)."),
                        line -> assertThat(line).startsWith("targets.csv:5 value: Write the value in digits"),
                        line -> assertThat(line).startsWith("targets.csv:6 value: Write the value in digits"),
                        line -> assertThat(line)
                                .startsWith("targets.csv:8 period: The same is entered in targets.csv:7"),
                        line -> assertThat(line).startsWith("targets.csv:9 kind: A kind is size or target"));
        assertThat(rig.complained()).contains("15 problems; nothing was written");
        assertThat(stored()).isEmpty();
        assertThat(tokens).doesNotExist();
    }

    @Test
    void namesTheFirstHundredProblemsAndCountsTheRest() throws IOException {
        write("targets.csv", "kind,area,period,value,source\n" + "guess,country:KG,2026,1,Grant\n".repeat(250));

        assertThat(importing()).isEqualTo(Exit.REFUSED);

        assertThat(rig.complained().lines().filter(line -> line.startsWith("targets.csv:")))
                .hasSize(100);
        assertThat(rig.complained()).contains("and 150 more").contains("250 problems");
    }

    @Test
    void refusesFilesThatAreNoTables() throws IOException {
        for (var bad : List.of(
                "",
                "\uFEFF",
                "name,role,sites,shoe size\nA,admin,,43\n",
                "name\nA\n",
                "name,role,role\nA,admin,admin\n",
                "name,role\nA,admin,OSH-1\n",
                "name,role\n\"A,admin\n",
                "name,role\n\"A\"x,admin\n")) {
            write("people.csv", bad);
            assertThat(importing()).as(bad).isEqualTo(Exit.REFUSED);
            assertThat(rig.complained()).as(bad).contains("people.csv").contains("nothing was written");
        }
        Files.write(files.resolve("people.csv"), "name,role\nАйда,admin\n".getBytes(Charset.forName("windows-1251")));
        assertThat(importing()).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("people.csv: The file is not in UTF-8. Save it as \"CSV UTF-8\".");
        Files.write(files.resolve("people.csv"), "name,role\nAida,admin\n".getBytes(StandardCharsets.UTF_16));
        assertThat(importing()).isEqualTo(Exit.REFUSED);
        assertThat(importing(files.resolve("nothing-sites.csv").toString())).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("nothing-sites.csv: The file or folder does not exist.");
        assertThat(importing(Files.createDirectory(folder.resolve("empty")).toString()))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("There is no file here whose name ends with sites.csv");
        assertThat(rig.admin("import")).isEqualTo(Exit.USAGE);
    }

    @Test
    void showsWhatDiffersFromWhatIsStored() throws IOException {
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);
        write("2026-sites.csv", """
                code;name;from;country;region;project;provider;closed_on
                BISHKEK-1;Bishkek, trust point 1;2020-01-01;KG;KG-GB;3;PUBLIC;
                TALAS-1;Talas, mobile point;2022-03-01;KG;KG-T;1;OTHER;
                """);
        write("2026-targets.csv", """
                kind;indicator;area;population;period;value;unit;source
                target;KP-1d;country:KG;;2026S1;75,5;percent;Grant agreement
                """);

        assertThat(importing(
                        files.resolve("2026-sites.csv").toString(),
                        files.resolve("2026-targets.csv").toString()))
                .isEqualTo(Exit.OK);

        assertThat(rig.printed().lines())
                .containsExactly(
                        "changed site BISHKEK-1, KG KG-GB PUBLIC, project 3 from 2020-01-01 (instead of KG KG-GB PUBLIC, project 1 from 2020-01-01)",
                        "changed target KP-1d country:KG 2026S1 75.5%, Grant agreement (instead of 72.5%, Grant agreement)",
                        "2026-sites.csv:3: site TALAS-1 is closed on 2026-01-01, and stays so",
                        "2 written, 1 as they are stored");
    }

    @Test
    void placesASiteThatWasNowhereAndSaysHowAClosingDateIsWritten() throws IOException {
        assertThat(rig.admin("site", "add", "OSH-9", "Osh")).isEqualTo(Exit.OK);
        var header = "code,name,from,country,region,closed_on\n";
        write("sites.csv", header + "OSH-9,Osh,2026-01-01,KG,KG-O,soon\n");
        assertThat(importing()).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained())
                .contains("sites.csv:2 closed_on: The date \"closed_on\" must be written like 2026-01-31.");

        write("sites.csv", header + "OSH-9,Osh,2026-01-01,KG,KG-O,\n");
        assertThat(importing()).isEqualTo(Exit.OK);
        assertThat(rig.printed().lines())
                .containsExactly(
                        "placed  site OSH-9, KG KG-O OTHER from 2026-01-01", "1 written, 0 as they are stored");
    }

    @Test
    void neverChangesOrRenewsSomebodysAccess() throws IOException {
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);
        assertThat(rig.admin("person", "list")).isEqualTo(Exit.OK);
        var bakyt = rig.printed()
                .lines()
                .filter(line -> line.contains("Bakyt Osh"))
                .findFirst()
                .orElseThrow()
                .substring(0, 32);
        write("people.csv", "name,role,sites\nBakyt Osh,manager,BISHKEK-1\n");

        assertThat(importing()).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained())
                .contains("people.csv:2 sites: \"Bakyt Osh\" is MANAGER on OSH-1")
                .contains("person revoke " + bakyt);

        assertThat(rig.admin("person", "revoke", bakyt)).isEqualTo(Exit.OK);
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);
        assertThat(rig.printed())
                .contains("the access of \"Bakyt Osh\" has ended, and stays so")
                .contains("0 written, 14 as they are stored");
        assertThat(Files.readAllLines(tokens)).hasSize(4);
    }

    @Test
    void goesOnWhereItBrokeOff() throws IOException {
        write("sites.csv", Files.readString(EXAMPLES.resolve("sites.csv")));
        assertThat(importing()).isEqualTo(Exit.OK);
        var written = stored();
        write("people.csv", Files.readString(EXAMPLES.resolve("people.csv")));
        write("targets.csv", Files.readString(EXAMPLES.resolve("targets.csv")));

        // No file system takes so long a name.
        tokens = folder.resolve("t".repeat(300) + ".csv");
        assertThat(importing()).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("0 of 10 were written and stay. Run the same command again");
        assertThat(stored()).as("nobody is there whose token was lost").isEqualTo(written);

        tokens = folder.resolve("tokens.csv");
        assertThat(importing()).isEqualTo(Exit.OK);
        assertThat(rig.printed()).contains("10 written, 5 as they are stored");
        assertThat(Files.readAllLines(tokens)).hasSize(4);
    }
}
