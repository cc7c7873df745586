package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.cli.CommandRig;
import org.outreachsync.cli.Exit;
import org.outreachsync.config.ServerConfig;

/** Somebody starts a second server on the folder of a running one; a server that is killed keeps nobody out. */
class TwoServersIT {

    /** Of the documentation of age. */
    private static final String RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Map<String, String> variables() {
        return Map.of(
                "OUTREACH_DATA",
                folder.resolve("data").toString(),
                "OUTREACH_HTTP_PORT",
                "0",
                "OUTREACH_MANAGEMENT_PORT",
                "0");
    }

    @Test
    void theSecondIsToldWhoServesTheFolderUntilTheFirstIsGone() throws Exception {
        var first = launch();
        try {
            Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));
            for (var data : List.of("data", "link")) {
                assertThat(serve(data)).isEqualTo(Exit.REFUSED);
                assertThat(err.toString(StandardCharsets.UTF_8))
                        .contains("process " + first.pid() + " on ", " since 20", "OUTREACH_DATA");
            }
        } finally {
            first.destroyForcibly().waitFor();
        }

        var second = launch();
        second.destroyForcibly().waitFor();
    }

    @Test
    void everyAdminCommandWorksBesideAServer() throws Exception {
        var server = launch();
        try {
            for (var command : List.of(
                    List.of("site", "add", "OSH-1", "Osh", "--country", "KG", "--region", "KG-O"),
                    List.of("site", "place", "OSH-1", "--from", "2026-07-01", "--country", "KG", "--region", "KG-GO"),
                    List.of("site", "close", "OSH-1", "--on", "2027-01-01"),
                    List.of("site", "list"),
                    List.of("code", "OSH-1"),
                    List.of("person", "add", "--role", "admin"),
                    List.of("person", "list"),
                    List.of("device", "list"),
                    List.of("target", "list"),
                    List.of("recount", "check"),
                    List.of("recount", "OSH-1"),
                    List.of("backup", "make", folder.resolve("copy.age").toString(), "--recipient", RECIPIENT))) {
                assertThat(CommandRig.admin(command.toArray(new String[0]), variables(), print(out), print(err)))
                        .as(command + " " + err.toString(StandardCharsets.UTF_8))
                        .isEqualTo(Exit.OK);
            }
            assertThat(server.isAlive()).isTrue();
            assertThat(serve("data")).as("the commands gave nobody's lock back").isEqualTo(Exit.REFUSED);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void oneProcessServesAFolderOnceAndAgainAfterItStopped() {
        var config = ServerConfig.from(variables());
        var around = Backend.openToServe(config);

        assertThat(serve("data")).isEqualTo(Exit.REFUSED);
        assertThat(serve("data")).as("the refusal did not end the lock").isEqualTo(Exit.REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("process " + ProcessHandle.current().pid() + " on ");
        around.store().close();

        Backend.openToServe(config).store().close();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 15", "INT, 2", "HUP, 1"})
    void aServerThatIsToldToStopEndsWithZero(String signal, int number) throws Exception {
        var server = launch();
        try {
            kill(server, signal);
            if (isIgnoredBy(server, number)) {
                kill(server, "TERM");
            }
            assertThat(server.waitFor()).as("SIG" + signal).isZero();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static void kill(Process server, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
                .start()
                .waitFor();
    }

    /** Whoever starts the tests under nohup or in the background has told all their processes to ignore a signal. */
    private static boolean isIgnoredBy(Process server, int signal) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "ignored=", "-p", Long.toString(server.pid()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var mask = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return mask.matches("[0-9a-fA-F]+") && new BigInteger(mask, 16).testBit(signal - 1);
    }

    private int serve(String data) {
        err.reset();
        var all = new HashMap<>(variables());
        all.put("OUTREACH_DATA", folder.resolve(data).toString());
        return CommandRig.serve(all, print(out), print(err));
    }

    /** A server in a process of its own, once it serves. */
    private Process launch() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.outreachsync.cli.Main",
                        "serve")
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("OUTREACH_") || name.equals("MONGODB_URI"));
        builder.environment().putAll(variables());
        var process = builder.start();
        var said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("Use it once")) {
                return process;
            }
        }
        process.destroyForcibly();
        throw new IOException("the server did not start");
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
