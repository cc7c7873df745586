package org.outreachsync.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.cli.Parameters.Parameter;
import org.outreachsync.export.destination.AskedPeriods;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.State;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Range;

/** Admin commands about exports. */
final class ExportCommands {

    private static final Parameter ID = Parameters.word("ID", "The id of the export, as export list shows it.");

    static final List<Command> ALL = List.of(
            Command.of(
                    "export run",
                    "Makes the exports of a period now. A running server delivers them.",
                    ExportCommands::run,
                    DestinationCommands.CODE,
                    Parameters.option(
                            "period", "PERIOD", "A period such as 202610 or 2026Q3; the last one if absent.")),
            Command.of(
                    "export list",
                    "Lists exports, the newest first.",
                    ExportCommands::list,
                    Parameters.option("destination", "CODE", "Only of this destination."),
                    Parameters.option("state", "STATE", "Only in this state, such as needs_approval or undelivered.")),
            Command.of(
                    "export show",
                    "Shows an export with its files, every attempt to deliver it, and what a restatement changes.",
                    ExportCommands::show,
                    ID),
            Command.of(
                    "export approve",
                    "Releases a restatement. A running server delivers it.",
                    ExportCommands::approve,
                    ID),
            Command.of(
                    "export withdraw", "Withdraws a restatement that nobody approved.", ExportCommands::withdraw, ID),
            Command.of(
                    "export send-again",
                    "Has an export delivered once more, by a running server.",
                    ExportCommands::sendAgain,
                    ID),
            Command.of(
                    "export rebuild",
                    "Writes the files of an export again; exit code 1 if they differ from what was signed.",
                    ExportCommands::rebuild,
                    ID),
            Command.of(
                    "export fetch",
                    "Copies the files of an export into a folder.",
                    ExportCommands::fetch,
                    ID,
                    Parameters.needed("into", "FOLDER", "An existing folder. Files of the same names are refused.")),
            Command.of(
                    "export signers",
                    "Prints the line by which recipients check signatures with ssh-keygen.",
                    ExportCommands::signers));

    private static final int WHY_LENGTH_MAX = 120;
    private static final String ROW = "%-44s %-15s %-24s %s";

    private ExportCommands() {}

    private static void run(Arguments arguments, Desk desk, PrintStream out) {
        var period = new AskedPeriods(desk.programme().start()).read(arguments.option("period", AskedPeriods.LAST));
        var run = desk.exporting().exports().start(arguments.word(0), period, desk.user());
        printAll(run.entries(), "Recipients would be told what they were told already.", desk, out);
        long stopped = run.entries().stream()
                .filter(entry -> entry.state() == State.STOPPED)
                .count();
        if (stopped > 0) {
            throw new RefusedException(
                    Code.EXPORT_STATE,
                    "Stopped: " + stopped + " of " + run.entries().size()
                            + ". ./outreach admin export show ID says more.");
        }
    }

    private static void list(Arguments arguments, Desk desk, PrintStream out) {
        var entries = desk.exporting()
                .exports()
                .list(arguments.option("destination"), state(arguments.option("state")), null, Range.LIMIT_MAX);
        printAll(
                entries,
                "There are no such exports. `./outreach admin destination list` has all destinations.",
                desk,
                out);
    }

    private static @Nullable State state(@Nullable String written) {
        return written == null
                ? null
                : Arrays.stream(State.values())
                        .filter(state -> state.name().equalsIgnoreCase(written))
                        .findAny()
                        .orElseThrow(() -> new UsageException("--state must be one of "
                                + Arrays.stream(State.values()).map(State::name).collect(Collectors.joining(", "))
                                + "."));
    }

    private static void printAll(List<Entry> entries, String empty, Desk desk, PrintStream out) {
        Listing.print(
                desk.notes(),
                ROW.formatted("ID", "STATE", "CREATED", "WHY"),
                empty,
                entries,
                entry -> print(entry, desk, out));
    }

    private static void print(Entry entry, Desk desk, PrintStream out) {
        out.println(
                ROW.formatted(entry.id(), entry.state(), second(entry.origin().created()), why(entry, desk))
                        .strip());
    }

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** In a list, what an entry waits for; the rest is shown by the command for one. */
    private static String why(Entry entry, Desk desk) {
        var stop = entry.stop();
        if (stop != null) {
            return stop.reason();
        }
        if (entry.state() == State.NEEDS_APPROVAL) {
            int changes = entry.changes().size();
            return changes + (changes == 1 ? " change" : " changes")
                    + "; look with export show, then approve or withdraw it"
                    + desk.exporting()
                            .exports()
                            .approveUntil(entry)
                            .map(at -> " before " + second(at))
                            .orElse("");
        }
        var progress = entry.progress();
        boolean isUndelivered =
                entry.state() == State.UNDELIVERED || (entry.state() == State.RELEASED && progress.tries() > 0);
        return isUndelivered && !progress.attempts().isEmpty()
                ? shortened(progress.attempts().getLast().reason())
                : "";
    }

    private static String shortened(String reason) {
        return reason.length() <= WHY_LENGTH_MAX
                ? reason
                : reason.substring(0, reason.offsetByCodePoints(0, reason.codePointCount(0, WHY_LENGTH_MAX)))
                        + "… (see export show)";
    }

    private static void show(Arguments arguments, Desk desk, PrintStream out) {
        var entry = desk.exporting().exports().get(arguments.word(0));
        print(entry, desk, out);
        var stop = entry.stop();
        if (stop != null) {
            stop.details().forEach(detail -> out.println("  " + detail));
            if (!stop.by().isEmpty()) {
                out.println("withdrawn" + by(stop.by()));
            }
        }
        var approval = entry.approval();
        if (approval != null) {
            out.println("released " + second(approval.at()) + (approval.by().isEmpty() ? "" : " by " + approval.by()));
        }
        var content = entry.content();
        if (content != null) {
            out.println("counted " + second(content.counted()) + ", destination version "
                    + content.versions().destination());
            if (content.asToldLines() > 0) {
                out.println("as_told " + content.asToldLines() + " lines");
            }
            content.files()
                    .forEach(file -> out.println("file " + file.sha256() + " " + file.size() + " " + file.name()));
        }
        entry.progress()
                .attempts()
                .forEach(attempt -> out.println("tried " + second(attempt.at()) + " "
                        + attempt.asked().cause() + by(attempt.asked().by()) + " " + attempt.result() + " "
                        + attempt.reason()));
        var due = entry.progress().due();
        if (entry.state() == State.RELEASED && due != null) {
            out.println("tried next " + second(due));
        }
        entry.changes()
                .forEach(change ->
                        out.println("change " + change.cell() + ": " + change.before() + " -> " + change.after()));
    }

    private static String by(String person) {
        return person.isEmpty() ? "" : " by " + person;
    }

    private static void approve(Arguments arguments, Desk desk, PrintStream out) {
        print(desk.exporting().exports().approve(arguments.word(0), desk.user()), desk, out);
    }

    private static void withdraw(Arguments arguments, Desk desk, PrintStream out) {
        print(desk.exporting().exports().withdraw(arguments.word(0), desk.user()), desk, out);
    }

    private static void sendAgain(Arguments arguments, Desk desk, PrintStream out) {
        print(desk.exporting().exports().sendAgain(arguments.word(0), desk.user()), desk, out);
    }

    private static void rebuild(Arguments arguments, Desk desk, PrintStream out) {
        try {
            desk.exporting()
                    .exports()
                    .rebuild(arguments.word(0))
                    .forEach(file -> out.println("same " + file.sha256() + " " + file.name()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void fetch(Arguments arguments, Desk desk, PrintStream out) {
        var folder = Path.of(arguments.need("into"));
        if (!Files.isDirectory(folder)) {
            throw new UsageException("There is no folder " + folder + ".");
        }
        var exports = desk.exporting().exports();
        var entry = exports.get(arguments.word(0));
        var content = entry.content();
        if (content == null || content.files().isEmpty()) {
            throw new UsageException("The export has no files.");
        }
        for (var file : content.files()) {
            var to = folder.resolve(file.name());
            try (var in =
                    exports.file(entry.id().toString(), file.name()).content().open()) {
                Files.copy(in, to);
            } catch (FileAlreadyExistsException there) {
                throw new UsageException("There is a file " + to + " already.");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            out.println(to);
        }
    }

    private static void signers(Arguments arguments, Desk desk, PrintStream out) {
        out.println(desk.exporting().exports().allowedSigners().strip());
    }
}
