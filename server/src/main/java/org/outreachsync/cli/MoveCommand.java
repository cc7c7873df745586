package org.outreachsync.cli;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.List;
import org.outreachsync.app.EmbeddedMove;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.move.StoreMove.Step;

/** The admin command that moves the embedded store to MongoDB. */
final class MoveCommand {

    static final List<Command> ALL = List.of(
            Command.alone(
                    "move",
                    "Moves the embedded store to an empty database of MongoDB, while no server runs. Run it again if it was broken off.",
                    MoveCommand::move,
                    Parameters.needed(
                            "to",
                            "URI",
                            "What MONGODB_URI will be, mongodb://... or mongodb+srv://...; a hyphen reads it from standard input.")));

    private static final int URI_BYTES_MAX = 8_192;
    /** How many documents are copied between two lines of progress. */
    private static final int DOCUMENTS_PER_LINE = 10_000;

    private MoveCommand() {}

    private static void move(Arguments arguments, ServerConfig config, PrintStream out, PrintStream notes) {
        if (config.mongoUri() != null) {
            throw new UsageException(
                    "MONGODB_URI is set, so there is no embedded store to move. Unset it, and name the database with --to.");
        }
        var uri = uri(arguments.need("to"));
        var outcome = EmbeddedMove.run(
                config, uri, new SecureRandom(), (step, table, done, all) -> note(notes, step, table, done, all));
        if (outcome.parts().isEmpty()) {
            out.println("everything is in " + outcome.where() + " already");
        }
        long documents = 0;
        for (var part : outcome.parts()) {
            documents += part.documents();
            out.printf("%-18s %10d  sha256 %s%n", part.table(), part.documents(), part.sha256());
        }
        if (documents > 0) {
            out.println(documents + " documents moved to " + outcome.where() + ", read again there, and equal");
        }
        notes.println("Now start the servers with MONGODB_URI, and with OUTREACH_KEYS="
                + config.keys().toAbsolutePath().normalize() + " or a copy of that folder.");
    }

    /** Everybody on a machine can see the arguments of a command, so a password is better typed elsewhere. */
    private static String uri(String given) {
        var uri = given.equals("-") ? TextInput.read(given, URI_BYTES_MAX).strip() : given;
        if (!uri.startsWith("mongodb://") && !uri.startsWith("mongodb+srv://")) {
            throw new UsageException("--to takes what MONGODB_URI will be: mongodb://... or mongodb+srv://...");
        }
        return uri;
    }

    private static void note(PrintStream notes, Step step, String table, long done, long all) {
        if (step == Step.COMPARE) {
            notes.println("comparing " + table + ": " + all + " documents");
        } else if (done % DOCUMENTS_PER_LINE == 0) {
            notes.println("copying " + table + ": " + done + " of " + all);
        }
    }
}
