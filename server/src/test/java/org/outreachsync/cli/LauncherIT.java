package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a folder of its own, over a program in the place of Java. */
class LauncherIT {

    private static final String PREPARING = "Preparing quicker starts";

    @TempDir
    private Path folder;

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private ServerSocket api;
    private ServerSocket management;
    private Path jar;

    @BeforeEach
    void build() throws IOException {
        api = listening();
        management = listening();
        // Writes the cache if it is to, and says that it serves on two ports.
        var java = """
                #!/usr/bin/env bash
                for given; do
                    case $given in -XX:AOTCacheOutput=*) echo cache >"${given#*=}"; echo "Serving on http://localhost:%d, management on http://127.0.0.1:%d" ;; esac
                done
                """.formatted(api.getLocalPort(), management.getLocalPort());
        var launcher = Path.of("..", "outreach");
        program("outreach", Files.readString(launcher));
        program("jdk/bin/java", java);
        program("jdk/bin/javac", java);
        file("jdk/release", "JAVA_VERSION=\"25.0.1\"\nJAVA_RUNTIME_VERSION=\"25.0.1+8\"\n");
        file("server/target/lib/sqlite-jdbc-1.jar", "a library");
        jar = file("server/target/outreach-server-1.jar", "the server");
        file("server/target/.built", "");
    }

    @AfterEach
    void close() throws IOException {
        api.close();
        management.close();
    }

    /** A port that answers one request and remembers its first line. */
    private ServerSocket listening() throws IOException {
        var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (var connection = port.accept()) {
                requests.add(new BufferedReader(
                                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine());
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                requests.add("none");
            }
        });
        return port;
    }

    private Path file(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void program(String name, String content) throws IOException {
        Files.setPosixFilePermissions(file(name, content), PosixFilePermissions.fromString("rwx------"));
    }

    /** What a start says. */
    private String start() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(folder.resolve("outreach").toString(), "serve").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void preparesQuickerStartsOnceForTheSameJars() throws Exception {
        assertThat(start()).contains(PREPARING);
        assertThat(start()).isEmpty();

        var built = Files.getLastModifiedTime(jar);
        Files.writeString(jar, "the sender");
        Files.setLastModifiedTime(jar, built);
        assertThat(start()).as("another one of the same size and time").contains(PREPARING);
        assertThat(start()).isEmpty();
        assertThat(caches()).hasSize(1);
    }

    @Test
    void rehearsesTheFirstRequests() throws Exception {
        assertThat(start()).contains(PREPARING);
        assertThat(requests).containsExactlyInAnyOrder("GET /health/ready HTTP/1.1", "GET /v1/indicators HTTP/1.1");
    }

    @Test
    void startsWhereNothingAnswersThem() throws Exception {
        close();
        assertThat(start()).contains(PREPARING);
        assertThat(caches()).hasSize(1);
    }

    /** As after the clock of the machine was put right. */
    @Test
    void preparesNothingAnewIfOnlyTheTimeOfAJarIsAnother() throws Exception {
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plus(Duration.ofDays(400))));
        assertThat(start()).contains(PREPARING);
        assertThat(start()).isEmpty();

        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        assertThat(start()).isEmpty();
    }

    private List<Path> caches() throws IOException {
        try (var files = Files.list(folder.resolve("server/target"))) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }
}
