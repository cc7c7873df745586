package org.outreachsync.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.outreachsync.codes.CodesRefusedException;
import org.outreachsync.model.codes.OwnCodeChange;

/** The admin command about a programme's own codes. */
final class CodeCommands {

    static final List<Command> ALL = List.of(Command.of(
            "codes check",
            "Says what a server that starts with OUTREACH_CODES=FILE would change, and changes nothing; exit code 1 when it would not start.",
            CodeCommands::check,
            Parameters.file("FILE", "The file with the programme's own codes.")));

    private CodeCommands() {}

    private static void check(Arguments arguments, Desk desk, PrintStream out) {
        var backend = desk.backend();
        var codes = backend.codes(desk.config().codes());
        var next = codes.read(Path.of(arguments.word(0)));
        var served = codes.served();
        var before = served.latest();
        out.printf(
                "version %d with %d codes, after %s%n",
                next.version(),
                next.size(),
                before.version() == 0 ? "none" : "version " + before.version() + " with " + before.size());
        var changes = served.changes(next);
        changes.forEach(change -> out.printf("%-10s %s%n", change.kind().name().toLowerCase(Locale.ROOT), change));
        if (changes.isEmpty()) {
            out.println("nothing changes");
        }
        long refused = changes.stream()
                .filter(change -> change.kind() == OwnCodeChange.Kind.REFUSED)
                .count();
        if (refused > 0) {
            throw new CodesRefusedException("A server would not start with this file: " + refused + " refused.");
        }
    }
}
