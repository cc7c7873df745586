package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code admin import}, as an operator types it, with the files of the documentation and with what people save instead.
 */
class ImportCommandTest extends ImportCommandRig {

    private static final List<String> NAMES = List.of("sites.csv", "people.csv", "targets.csv");

    @Test
    void importsTheExamplesOfTheDocumentation() throws IOException {
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);

        assertThat(rig.printed())
                .contains(
                        "new     site OSH-1 \"Osh, trust point 1\", KG KG-O COMMUNITY_LED, funding source 1 from 2020-01-01")
                .contains("moved   site OSH-1, KG KG-GO COMMUNITY_LED, funding source 2 from 2026-07-01")
                .contains("closed  site TALAS-1 on 2026-01-01")
                .contains("new     SUPERVISOR \"Cholpon Supervisor\", BISHKEK-1 OSH-1 TALAS-1")
                .contains("new     target KP-1d country:KG 2026S1 72.5%, Grant agreement")
                .contains("15 written, 0 already stored");
        assertThat(rig.complained()).isEqualToIgnoringNewLines("Store: " + folder.resolve("data/outreach.db"));
        assertThat(stored())
                .contains(
                        "KG KG-GO COMMUNITY_LED     2",
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

        assertThat(rig.printed()).isEqualToIgnoringNewLines("0 written, 15 already stored");
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

        assertThat(rig.printed()).isEqualToIgnoringNewLines("0 written, 15 already stored");
    }

    @Test
    void aDryRunShowsAndWritesNothing() throws IOException {
        var before = stored();

        assertThat(rig.admin("import", "--dry-run", EXAMPLES.toString())).isEqualTo(Exit.OK);

        assertThat(rig.printed())
                .contains("15 to write, 0 already stored; a dry run writes nothing")
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
                        "changed site BISHKEK-1, KG KG-GB PUBLIC, funding source 3 from 2020-01-01 (instead of KG KG-GB PUBLIC, funding source 1 from 2020-01-01)",
                        "changed target KP-1d country:KG 2026S1 75.5%, Grant agreement (instead of 72.5%, Grant agreement)",
                        "2026-sites.csv:3: site TALAS-1 is closed on 2026-01-01, and stays so",
                        "2 written, 1 already stored");
    }

    @Test
    void placesASiteThatWasNowhereAndSaysHowAClosingDateIsWritten() throws IOException {
        assertThat(rig.admin("site", "add", "OSH-9", "Osh")).isEqualTo(Exit.OK);
        var header = "code,name,from,country,region,closed_on\n";
        write("sites.csv", header + "OSH-9,Osh,2026-01-01,KG,KG-O,soon\n");
        assertThat(importing()).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained())
                .contains(
                        "sites.csv:2 closed_on: The date \"closed_on\" must be a day of the calendar, written like 2026-01-31.");

        write("sites.csv", header + "OSH-9,Osh,2026-01-01,KG,KG-O,\n");
        assertThat(importing()).isEqualTo(Exit.OK);
        assertThat(rig.printed().lines())
                .containsExactly("placed  site OSH-9, KG KG-O OTHER from 2026-01-01", "1 written, 0 already stored");
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
        assertThat(rig.complained()).doesNotContain("nothing changed");
        assertThat(rig.admin("person", "revoke", bakyt)).isEqualTo(Exit.OK);
        assertThat(rig.complained()).contains("nothing changed: it was so already");
        assertThat(importing(EXAMPLES.toString())).isEqualTo(Exit.OK);
        assertThat(rig.printed())
                .contains("the access of \"Bakyt Osh\" has ended, and stays so")
                .contains("0 written, 14 already stored");
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
        assertThat(rig.printed()).contains("10 written, 5 already stored");
        assertThat(Files.readAllLines(tokens)).hasSize(4);
    }
}
