package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a folder of its own, over a program in the place of Java. */
class LauncherIT {

    private static final String PREPARING = "Preparing quicker starts";

    /** Writes the cache if it is to, and says that it serves. */
    private static final String JAVA = """
            #!/usr/bin/env bash
            for given; do
                case $given in -XX:AOTCacheOutput=*) echo cache >"${given#*=}"; echo "Serving on" ;; esac
            done
            """;

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        var launcher = Path.of("..", "outreach");
        program("outreach", Files.readString(launcher));
        program("jdk/bin/java", JAVA);
        program("jdk/bin/javac", JAVA);
        file("jdk/release", "JAVA_VERSION=\"25.0.1\"\nJAVA_RUNTIME_VERSION=\"25.0.1+8\"\n");
        file("server/target/lib/sqlite-jdbc-1.jar", "a library");
        jar = file("server/target/outreach-server-1.jar", "the server");
        file("server/target/.built", "");
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
