package org.outreachsync.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.outreachsync.config.Sheets;
import org.outreachsync.sheet.Import;

/** The admin command that imports sites, people and targets from CSV files. */
final class ImportCommand {

    static final List<Command> ALL = List.of(Command.of(
            "import",
            "Imports sites, people, targets and size estimates from sites.csv, people.csv and targets.csv.",
            ImportCommand::run,
            Parameters.files(
                    "FILE-OR-FOLDER",
                    "Folders with such files, or files whose names end so. All rows are checked before anything is written."),
            Parameters.flag("dry-run", "Only shows the changes."),
            Parameters.optionalFile("tokens", "The file for the tokens of new people; only you may read it.")));

    private ImportCommand() {}

    private static void run(Arguments arguments, Desk desk, PrintStream out) {
        boolean isDry = arguments.has("dry-run");
        try (var tokens = new TokenFile(arguments.option("tokens"))) {
            var identities = desk.identities();
            var programme = new Import.Books(
                    identities.sites(),
                    identities.people(),
                    desk.targets(),
                    desk.programme().start(),
                    desk.backend().clock().instant(),
                    tokens::keep);
            var found = Import.of(arguments.words().stream().map(Path::of).toList(), programme, Sheets.standard());
            if (found.tokens() > 0 && !isDry) {
                tokens.check();
            }
            found.changes().forEach(out::println);
            found.notes().forEach(out::println);
            if (!isDry) {
                found.write();
            }
            var rest = ", " + found.same() + " already stored";
            out.println(found.changes().size()
                    + (isDry ? " to write" : " written")
                    + rest
                    + (isDry ? "; a dry run writes nothing" : ""));
            if (found.tokens() > 0) {
                out.println(
                        isDry
                                ? found.tokens() + " new people will get tokens: name a file for them with --tokens"
                                : found.tokens() + " tokens are in " + arguments.option("tokens")
                                        + "; they cannot be shown again");
            }
        }
    }
}
