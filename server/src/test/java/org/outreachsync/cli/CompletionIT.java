package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers after the script of {@code ./outreach completion} was read. */
class CompletionIT {

    @TempDir
    private Path folder;

    private List<String> offered(String... typed) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(Main.run(new String[] {"completion"}, Map.of(), print, print))
                .isEqualTo(Exit.OK);
        var script = Files.writeString(folder.resolve("completion"), out.toString(StandardCharsets.UTF_8));
        var words = Stream.concat(Stream.of("./outreach"), Stream.of(typed))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        var bash = new ProcessBuilder("bash", "--noprofile", "--norc", "-c", """
                compopt() { :; }
                source '%s'
                COMP_WORDS=(%s)
                COMP_CWORD=%d
                function=$(complete -p outreach | sed 's/.*-F \\([^ ]*\\).*/\\1/')
                "$function"
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script, words, typed.length))
                .redirectErrorStream(true)
                .start();
        var said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void offersCommands() throws Exception {
        assertThat(offered("")).contains("demo", "serve", "admin", "completion");
        assertThat(offered("adm")).containsExactly("admin");
        assertThat(offered("admin", "site", "")).contains("add", "place", "close", "list");
        assertThat(offered("admin", "device", "re")).containsExactlyInAnyOrder("resume", "revoke");
        assertThat(offered("admin", "recount", "ch")).containsExactly("check");
    }

    @Test
    void offersOptionsAndTheirValues() throws Exception {
        assertThat(offered("admin", "person", "add", "--")).contains("--role", "--sites", "--name");
        assertThat(offered("admin", "person", "add", "--role", ""))
                .containsExactlyInAnyOrder("admin", "manager", "supervisor", "viewer");
        assertThat(offered("admin", "target", "add", "--y"))
                .as("no longer documented")
                .isEmpty();
        assertThat(offered("admin", "destination", "credential", "A", "b", "--kind", ""))
                .contains("basic", "ssh_key");
        assertThat(offered("demo", "--o")).containsExactly("--once");
    }
}
