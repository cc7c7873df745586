package org.outreachsync.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A build of the server.
 *
 * @param classPath as Java takes it
 */
record Build(String classPath) {

    /** The build of the same sources as the bench. */
    static final Build THIS = new Build(System.getProperty("java.class.path"));

    /** The build whose jars are in a folder. */
    static Build in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            if (files.noneMatch(file -> file.getFileName().toString().startsWith("outreach-server-"))) {
                throw new IOException("no build of the server in " + folder);
            }
        }
        return new Build(folder.resolve("*").toString());
    }
}
