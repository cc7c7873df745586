package org.outreachsync.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A build of the server.
 *
 * @param command the words that start it; arguments follow
 */
public record Build(List<String> command) {

    /** The build of the same sources as the bench. */
    static final Build THIS = ofClassPath(System.getProperty("java.class.path"));

    /** The build whose jars are in a folder. */
    static Build in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            if (files.noneMatch(file -> file.getFileName().toString().startsWith("outreach-server-"))) {
                throw new IOException("no build of the server in " + folder);
            }
        }
        return ofClassPath(folder.resolve("*").toString());
    }

    /** The build that people start by this script. */
    public static Build by(Path script) {
        return new Build(List.of(script.toAbsolutePath().toString()));
    }

    private static Build ofClassPath(String classPath) {
        return new Build(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "org.outreachsync.cli.Main"));
    }
}
