package org.outreachsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One idea for each file, and no file that cannot be read at a sitting. */
class FileLengthTest {

    private static final Path ROOT = Path.of("..");
    private static final int LINES_MAX = 300;

    @Test
    void noSourceIsLong() throws IOException {
        var lengths = new TreeMap<String, Integer>();
        try (var files = Files.walk(ROOT)) {
            for (var file : files.filter(FileLengthTest::isWrittenByHand).toList()) {
                lengths.put(
                        ROOT.relativize(file).toString(),
                        Files.readAllLines(file).size());
            }
        }
        assertThat(lengths).hasSizeGreaterThan(500);
        lengths.values().removeIf(lines -> lines <= LINES_MAX);
        assertThat(lengths).as("sources of more than %d lines", LINES_MAX).isEmpty();
    }

    private static boolean isWrittenByHand(Path file) {
        return file.toString().endsWith(".java") && !file.toString().contains("/target/");
    }
}
