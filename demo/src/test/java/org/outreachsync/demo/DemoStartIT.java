package org.outreachsync.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo says in a sentence why it cannot start. */
class DemoStartIT {

    @TempDir
    private Path folder;

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var demo = demo("--once", "--port", Integer.toString(taken.getLocalPort()));

            var said = new String(demo.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(demo.waitFor()).isEqualTo(1);
            assertThat(said)
                    .isEqualToIgnoringNewLines(
                            "The demo cannot start: port " + taken.getLocalPort()
                                    + " of 127.0.0.1 is taken by another program. Choose another by --port N, or leave --port out and a free one is taken.");
            assertThat(folder).as("its scratch folder is gone").isEmptyDirectory();
        }
    }

    private Process demo(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-Dorg.sqlite.tmpdir=" + Files.createTempDirectory("sqlite"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.outreachsync.demo.Demo"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
