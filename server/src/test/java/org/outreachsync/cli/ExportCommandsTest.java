package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about destinations and exports, over a store without a server. */
class ExportCommandsTest {

    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "destination.yaml");

    @TempDir
    private Path folder;

    private CommandRig rig;

    @BeforeEach
    void open() throws IOException {
        rig = new CommandRig(folder.resolve("data"));
        assertThat(rig.admin("init")).isEqualTo(Exit.OK);
        run("site", "add", "OSH-1", "Osh", "--country", "KG", "--region", "KG-O");
        run("destination", "add", EXAMPLE.toString());
    }

    private void run(String... arguments) {
        assertThat(rig.admin(arguments)).as(rig.complained()).isEqualTo(Exit.OK);
    }

    private String refused(int code, String... arguments) {
        assertThat(rig.admin(arguments)).as(rig.printed()).isEqualTo(code);
        return rig.complained();
    }

    @Test
    void keepsWhatAPersonWrote() throws IOException {
        run("destination", "list");
        assertThat(rig.printed()).containsPattern("MINISTRY +1 +suppress +pull");
        run("destination", "show", "MINISTRY");
        assertThat(rig.printed()).isEqualTo(Files.readString(EXAMPLE));

        var changed = folder.resolve("changed.yaml");
        Files.writeString(changed, Files.readString(EXAMPLE) + "# changed\n");
        run("destination", "update", changed.toString());
        assertThat(rig.printed()).contains("version 2");
        assertThat(refused(Exit.REFUSED, "destination", "update", changed.toString(), "--version", "1"))
                .contains("saved as version 2");
        run("destination", "show", "MINISTRY", "--version", "1");
        assertThat(rig.printed()).isEqualTo(Files.readString(EXAMPLE));
        assertThat(refused(Exit.REFUSED, "destination", "add", EXAMPLE.toString()))
                .contains("saved as version 2");
    }

    @Test
    void namesTheLineThatIsWrong() throws IOException {
        var wrong = folder.resolve("wrong.yaml");
        Files.writeString(
                wrong,
                Files.readString(EXAMPLE)
                        .replace("code: MINISTRY", "code: OTHER")
                        .replace("pull", "pigeon"));
        assertThat(refused(Exit.REFUSED, "destination", "add", wrong.toString()))
                .containsPattern("wrong\\.yaml:\\d+:\\d+: channel: there is no channel pigeon");
        assertThat(refused(
                        Exit.USAGE,
                        "destination",
                        "add",
                        folder.resolve("none.yaml").toString()))
                .contains("There is no file");
        assertThat(refused(Exit.REFUSED, "destination", "show", "NOBODY")).contains("no such destination");
    }

    @Test
    void printsADryRunAsATable() throws IOException {
        run("destination", "dry-run", "MINISTRY");
        assertThat(rig.printed())
                .containsPattern("MONTHLY, \\d{6}, revision 1: \\d+ lines, \\d+ protected, of which \\d+ left out")
                .containsPattern("INDICATOR +AREA +GROUP +NUMERATOR +DENOMINATOR")
                .containsPattern("CONTACTS +country:KG +everybody +0");
        run("export", "list");
        assertThat(rig.printed()).isEmpty();

        var unsaved = folder.resolve("unsaved.yaml");
        Files.writeString(unsaved, Files.readString(EXAMPLE).replace("code: MINISTRY", "code: UNSAVED"));
        run("destination", "dry-run", unsaved.toString(), "--period", "202601");
        assertThat(rig.printed()).contains("MONTHLY, 202601");
        run("destination", "list");
        assertThat(rig.printed()).doesNotContain("UNSAVED");
        assertThat(refused(Exit.REFUSED, "destination", "dry-run", "MINISTRY", "--period", "201401"))
                .contains("before the programme began");
        assertThat(refused(Exit.REFUSED, "destination", "dry-run", "MINISTRY", "--period", "2099Q5"))
                .contains("eriod");
    }

    @Test
    void makesAndFetchesAnExportThatCanBeRebuilt() throws IOException {
        run("export", "run", "MINISTRY", "--period", "202601");
        assertThat(rig.printed()).containsPattern("MINISTRY.MONTHLY.202601.1 +RELEASED");
        var into = Files.createDirectory(folder.resolve("into"));
        run("export", "fetch", "MINISTRY.MONTHLY.202601.1", "--into", into.toString());
        assertThat(into.resolve("MINISTRY_MONTHLY_202601_r1.csv")).isNotEmptyFile();
        assertThat(into.resolve("MINISTRY_MONTHLY_202601_r1_manifest.json.sig")).isNotEmptyFile();
        assertThat(refused(Exit.USAGE, "export", "fetch", "MINISTRY.MONTHLY.202601.1", "--into", into.toString()))
                .contains("already");
        run("export", "rebuild", "MINISTRY.MONTHLY.202601.1");
        assertThat(rig.printed().lines()).hasSize(4).allMatch(line -> line.startsWith("same "));
        run("export", "show", "MINISTRY.MONTHLY.202601.1");
        assertThat(rig.printed()).contains("released ", "destination version 1", "_r1.csv");
        assertThat(rig.printed()).containsPattern("tried next 20.*Z");
        run("export", "send-again", "MINISTRY.MONTHLY.202601.1");
        assertThat(refused(Exit.REFUSED, "export", "approve", "MINISTRY.MONTHLY.202601.1"))
                .contains("It must be NEEDS_APPROVAL");
        run("export", "list", "--state", "released", "--destination", "MINISTRY");
        assertThat(rig.printed()).contains("MINISTRY.MONTHLY.202601.1");
        assertThat(refused(Exit.USAGE, "export", "list", "--state", "lost")).contains("NEEDS_APPROVAL");
        assertThat(refused(Exit.REFUSED, "export", "show", "MINISTRY.MONTHLY.202601.7"))
                .contains("no such export");
        run("export", "signers");
        assertThat(rig.printed()).startsWith("outreach-exports namespaces=\"outreach-export\" ssh-ed25519 ");
    }

    @Test
    void makesNothingOfADataSetWithoutFigures() throws IOException {
        var elsewhere = folder.resolve("elsewhere.yaml");
        Files.writeString(
                elsewhere,
                Files.readString(EXAMPLE)
                        .replace("code: MINISTRY", "code: ELSEWHERE")
                        .replace("country: KG", "country: KZ"));
        run("destination", "add", elsewhere.toString());
        assertThat(refused(Exit.REFUSED, "destination", "dry-run", "ELSEWHERE", "--period", "202601"))
                .contains("It would be stopped.");
        assertThat(rig.printed()).contains("It would be stopped: The data set MONTHLY has no figures", "NOT_COUNTABLE");
        assertThat(refused(Exit.REFUSED, "export", "run", "ELSEWHERE", "--period", "202601"))
                .contains("Stopped: 1 of 1");
        assertThat(rig.printed()).containsPattern("ELSEWHERE.MONTHLY.202601.1 +STOPPED .* no site is placed there");
        run("export", "show", "ELSEWHERE.MONTHLY.202601.1");
        assertThat(rig.printed()).doesNotContain("file ", "released");
    }

    @Test
    void namesTheCredentialThatADocumentNeeds() throws IOException {
        var fund = folder.resolve("fund.yaml");
        Files.writeString(
                fund,
                Files.readString(EXAMPLE)
                        .replace("code: MINISTRY", "code: FUND")
                        .replace(
                                "channel: pull", "channel: {kind: put, url: https://example.org, credential: upload}"));
        var hosts = Map.of("OUTREACH_EXPORT_HOSTS", "example.org");
        assertThat(rig.adminWith(hosts, "destination", "add", fund.toString()))
                .as(rig.complained())
                .isEqualTo(Exit.OK);
        assertThat(rig.complained())
                .contains("destination credential FUND upload --kind token, or --kind basic --user NAME");
        var secret = Files.writeString(folder.resolve("token"), "abc\n").toString();
        assertThat(rig.adminWith(
                        hosts, "destination", "credential", "FUND", "other", "--kind", "token", "--file", secret))
                .isEqualTo(Exit.OK);
        assertThat(rig.complained()).contains("The document does not name it; it names upload.");
    }

    @Test
    void neverPrintsASecretTwice() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "correct horse battery staple\n");
        run(
                "destination",
                "credential",
                "MINISTRY",
                "mail",
                "--kind",
                "basic",
                "--user",
                "u",
                "--file",
                secret.toString());
        assertThat(rig.printed()).contains("not shown again").doesNotContain("horse");
        run("destination", "show", "MINISTRY");
        assertThat(rig.complained()).contains("credential mail: basic").doesNotContain("horse");
        assertThat(refused(
                        Exit.USAGE,
                        "destination",
                        "credential",
                        "MINISTRY",
                        "sftp",
                        "--kind",
                        "basic",
                        "--file",
                        secret.toString()))
                .contains("--user");

        run("destination", "key", "MINISTRY", "--holder", "Statistics", "--days", "30");
        assertThat(rig.printed()).matches("osdk_[A-Za-z0-9_-]{43}\\R");
        run("destination", "keys", "MINISTRY");
        assertThat(rig.printed())
                .containsPattern("[0-9a-f]{32} until .* Statistics")
                .doesNotContain("osdk_");
        var id = rig.printed().split(" ", 2)[0];
        run("destination", "revoke-key", "MINISTRY", id);
        assertThat(rig.printed()).contains("revoked");
        assertThat(rig.complained()).doesNotContain("nothing changed");
        run("destination", "revoke-key", "MINISTRY", id);
        assertThat(rig.complained()).contains("nothing changed: it was so already");
        assertThat(refused(Exit.REFUSED, "destination", "revoke-key", "MINISTRY", "nothing"))
                .contains("no such key");
        assertThat(refused(Exit.REFUSED, "destination", "key", "MINISTRY", "--holder", "A", "--days", "401"))
                .contains("400 days");
    }
}
