package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command logs is read by a person at a terminal, unlike the log of a server. */
class CommandLogIT {

    @TempDir
    private Path folder;

    @Test
    void isReadableAndOnStandardError() throws Exception {
        var rig = new CommandRig(folder.resolve("data"));
        assertThat(rig.admin("init")).isEqualTo(Exit.OK);
        assertThat(rig.admin("site", "add", "OSH-1", "Osh", "--country", "KG", "--region", "KG-O"))
                .isEqualTo(Exit.OK);
        var nowhere = folder.resolve("nowhere.yaml");
        Files.writeString(
                nowhere,
                Files.readString(Path.of("..", "docs", "examples", "destination.yaml"))
                        .replace("country: KG", "country: KZ"));
        assertThat(rig.admin("destination", "add", nowhere.toString())).isEqualTo(Exit.OK);

        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.outreachsync.cli.Main",
                        "admin",
                        "export",
                        "run",
                        "MINISTRY",
                        "--period",
                        "202601")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OUTREACH_") || name.equals("MONGODB_URI"));
        builder.environment().put("OUTREACH_DATA", folder.resolve("data").toString());
        assertThat(builder.start().waitFor()).as(Files.readString(err)).isEqualTo(Exit.REFUSED);

        assertThat(Files.readString(out, StandardCharsets.UTF_8))
                .containsPattern("MINISTRY.MONTHLY.202601.1 +STOPPED .*has no figures");
        assertThat(Files.readAllLines(err))
                .anyMatch(line -> line.startsWith("ERROR: export MINISTRY.MONTHLY.202601.1 is stopped: NOT_COUNTABLE"))
                .noneMatch(line -> line.contains("{\"") || line.contains("org.outreachsync"));
    }
}
