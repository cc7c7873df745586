package org.outreachsync.load.write;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of PostgreSQL on this machine.
 *
 * @param folder that has them
 */
record PostgresPrograms(Path folder) {

    /** Where packages of systems put a folder for each version. */
    private static final List<String> USUAL =
            List.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt");

    /** The newest on the PATH or in the usual folders, if there is one. */
    static Optional<PostgresPrograms> find() throws IOException {
        var folders = new ArrayList<Path>();
        Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).forEach(folders::add);
        for (var usual : USUAL) {
            folders.addAll(versions(Path.of(usual)));
        }
        return folders.stream()
                .filter(folder ->
                        Files.isExecutable(folder.resolve("postgres")) && Files.isExecutable(folder.resolve("initdb")))
                .findFirst()
                .map(PostgresPrograms::new);
    }

    private static List<Path> versions(Path usual) throws IOException {
        if (!Files.isDirectory(usual)) {
            return List.of();
        }
        try (var folders = Files.list(usual)) {
            return folders.map(version -> version.resolve("bin"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    String program(String name) {
        return folder.resolve(name).toString();
    }
}
