package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** A word or an option of any command that is given without content. No store is needed to tell. */
class BlankArgumentsTest {

    private static final List<String> BLANKS = List.of("", " ", "\t");

    /** An argument of a command. */
    record Case(String command, CommandSpec spec, ArgSpec blank) {

        String label() {
            return blank.isOption() ? "--" + name(blank) : blank.paramLabel();
        }

        /** Every word and every needed option has a value, and so has the argument, whose value is blank. */
        List<String> typed(String value) {
            var typed = new ArrayList<>(List.of(command.split(" ", -1)));
            for (var word : spec.positionalParameters()) {
                typed.add(word.equals(blank) ? value : "x");
            }
            for (var option : spec.options()) {
                if (option.equals(blank)) {
                    typed.add("--" + name(option) + "=" + value);
                } else if (option.required()) {
                    typed.add("--" + name(option) + "=x");
                }
            }
            return typed;
        }

        @Override
        public String toString() {
            return command + " " + label();
        }
    }

    private static String name(ArgSpec option) {
        return ((CommandLine.Model.OptionSpec) option).longestName().substring(2);
    }

    static Stream<Case> arguments() {
        return CommandTree.adminCommands().stream().flatMap(BlankArgumentsTest::argumentsOf);
    }

    private static Stream<Case> argumentsOf(String command) {
        var words = command.split(" ", -1);
        var typed = Stream.concat(Stream.of("admin"), Stream.of(words)).toArray(String[]::new);
        var line = CommandTree.line(typed);
        for (var word : typed) {
            line = Objects.requireNonNull(line.getSubcommands().get(word));
        }
        var spec = line.getCommandSpec();
        return spec.args().stream()
                .filter(argument -> argument.arity().max() > 0)
                .map(argument -> new Case(command, spec, argument));
    }

    private static String complaint(List<String> typed) {
        var err = new ByteArrayOutputStream();
        var print = new PrintStream(err, true, StandardCharsets.UTF_8);
        var variables = Map.of("OUTREACH_DATA", "/no/such/folder");
        assertThat(CommandRig.admin(typed.toArray(String[]::new), variables, print, print))
                .as("%s", typed)
                .isEqualTo(Exit.USAGE);
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void isNamed(Case argument) {
        for (var value : BLANKS) {
            assertThat(complaint(argument.typed(value)).lines())
                    .as("\"%s\"", value)
                    .startsWith(argument.label() + " needs a value.")
                    .anyMatch(line -> line.startsWith("Usage: ./outreach admin " + argument.command()));
        }
    }

    @Test
    void theLastOfSeveralWordsIsSeenToo() {
        assertThat(complaint(List.of("recount", "OSH-1", ""))).startsWith("SITE needs a value.");
    }
}
