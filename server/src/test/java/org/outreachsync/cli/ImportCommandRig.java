package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Types {@code admin import} over a store in a folder. */
abstract class ImportCommandRig {

    static final Path EXAMPLES = Path.of("..", "docs", "examples", "import");

    @TempDir
    Path folder;

    CommandRig rig;
    Path files;
    Path tokens;

    @BeforeEach
    void open() throws IOException {
        rig = new CommandRig(Files.createDirectory(folder.resolve("data")));
        assertThat(rig.admin("init")).isEqualTo(Exit.OK);
        files = Files.createDirectory(folder.resolve("files"));
        tokens = folder.resolve("tokens.csv");
    }

    void write(String name, String text) throws IOException {
        Files.writeString(files.resolve(name), text);
    }

    int importing(String... more) {
        var arguments = new java.util.ArrayList<>(List.of("import", "--tokens", tokens.toString()));
        arguments.addAll(more.length == 0 ? List.of(files.toString()) : List.of(more));
        return rig.admin(arguments.toArray(String[]::new));
    }

    String stored() {
        var all = new StringBuilder();
        for (var list : List.of("site", "target")) {
            assertThat(rig.admin(list, "list")).isEqualTo(Exit.OK);
            all.append(rig.printed());
        }
        assertThat(rig.admin("person", "list")).isEqualTo(Exit.OK);
        rig.printed()
                .lines()
                .map(line -> line.substring(32))
                .sorted()
                .forEach(line -> all.append(line).append('\n'));
        return all.toString();
    }
}
