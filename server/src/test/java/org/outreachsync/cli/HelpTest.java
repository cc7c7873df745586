package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The help of each command and group, which needs no store. */
class HelpTest {

    static Stream<String> commands() {
        var groups = Stream.of("site", "person", "device", "target", "codes", "destination", "export");
        return Stream.concat(
                Stream.of("serve", "completion", "admin"),
                Stream.concat(CommandTree.adminCommands().stream(), groups).map(name -> "admin " + name));
    }

    private static String help(String typed) {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(Main.run(typed.split(" "), Map.of(), print, print)).isEqualTo(Exit.OK);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysHowItIsUsed(String name) {
        assertThat(help(name + " --help"))
                .startsWith("Usage: ./outreach " + name + " ")
                .contains("-h, --help")
                .doesNotContain("@|", "%n")
                .isEqualTo(help(name + " -h"));
    }

    @Test
    void namesWordsOptionsAndExitCodes() {
        assertThat(help("admin code --help"))
                .contains("SITE[,SITE...]")
                .contains("--minutes=N")
                .contains("How long the code is valid");
        assertThat(help("admin target add --help"))
                .contains("such as 72.5%, or")
                .containsPattern("--kind=KIND\\s+--period=PERIOD\\s+\\[--population=CODE]")
                .doesNotContain("--year");
        assertThat(help("admin site --help")).contains("add", "place", "close", "list");
        assertThat(help("admin --help"))
                .contains("recount check [SITE...]")
                .contains(" --period PERIOD ")
                .contains("import FILE-OR-FOLDER... [--dry-run] [--tokens FILE]")
                .containsPattern("0 +done")
                .containsPattern("2 +wrong command line");
        assertThat(help("--help")).contains("demo", "serve", "admin", "completion");
    }
}
