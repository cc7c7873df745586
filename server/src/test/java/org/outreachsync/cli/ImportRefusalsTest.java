package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code admin import} refuses is named, and nothing of it is written. */
class ImportRefusalsTest extends ImportCommandRig {

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
                                .startsWith(
                                        "sites.csv:4 from: The date \"from\" must be a day of the calendar, written like 2026-01-31."),
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
}
