package org.outreachsync.mutation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Compiles each {@link Mutant} beside the project's classes, which stay as they are, and runs its tests with the mutant
 * before them on the class path. Arguments name mutants; without any, all are tried.
 */
final class MutantsMain {

    /** Absolute, since tests run in another folder. */
    private static final String CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path", "").split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));

    private MutantsMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int notCaught = 0;
        for (var mutant : Mutant.all()) {
            if (arguments.length == 0 || Arrays.asList(arguments).contains(mutant.name())) {
                var result = tried(mutant);
                notCaught += result.startsWith("caught") ? 0 : 1;
                System.out.printf("%-24s %s%n", mutant.name(), result);
            }
        }
        System.exit(notCaught == 0 ? 0 : 1);
    }

    private static String tried(Mutant mutant) throws IOException, InterruptedException {
        var file = Path.of(mutant.file());
        var text = Files.exists(file) ? Files.readString(file) : "";
        int at = text.indexOf(mutant.right());
        if (at < 0 || text.indexOf(mutant.right(), at + 1) >= 0) {
            return "STALE: " + mutant.file() + " does not say once: " + mutant.right();
        }
        var folder = Files.createTempDirectory("mutant");
        try {
            var source = folder.resolve(Path.of(mutant.file()).getFileName());
            Files.writeString(source, text.replace(mutant.right(), mutant.wrong()));
            return compiled(source, folder) ? ran(mutant, folder) : "STALE: does not compile";
        } finally {
            delete(folder);
        }
    }

    private static boolean compiled(Path source, Path folder) {
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
        var options = List.of("-proc:none", "-nowarn", "-cp", CLASS_PATH, "-d", folder.toString(), source.toString());
        return compiler.run(null, null, null, options.toArray(String[]::new)) == 0;
    }

    private static String ran(Mutant mutant, Path folder) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-ea",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                folder + File.pathSeparator + CLASS_PATH,
                NamedTests.class.getName()));
        command.addAll(mutant.tests());
        var printed = folder.resolve("printed");
        // Tests read documents and examples from the folder of their module.
        int status = new ProcessBuilder(command)
                .directory(Path.of("server").toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start()
                .waitFor();
        return switch (status) {
            case NamedTests.RED -> "caught: " + red(printed);
            case NamedTests.GREEN -> "MISSED by " + mutant.tests();
            default -> "STALE: its tests did not run";
        };
    }

    private static String red(Path printed) throws IOException {
        return Files.readString(printed)
                .lines()
                .filter(line -> line.startsWith("red: "))
                .findFirst()
                .orElse("?");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
