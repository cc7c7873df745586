package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.outreachsync.identity.DonorKey;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Admin commands about the keys with which recipients fetch exports. */
final class DonorKeyCommands {

    static final List<Command> ALL = List.of(
            Command.of(
                    "destination key",
                    "Issues a key with which the recipient fetches the exports of this destination; prints it once.",
                    DonorKeyCommands::issue,
                    DestinationCommands.CODE,
                    Parameters.needed("holder", "NAME", "Who gets it."),
                    Parameters.needed("days", "N", "For how many days it is valid, 400 at most.")),
            Command.of(
                    "destination keys",
                    "Lists the keys of a recipient, including those that have ended.",
                    DonorKeyCommands::list,
                    DestinationCommands.CODE),
            Command.of(
                    "destination revoke-key",
                    "Ends a key at once, on every server.",
                    DonorKeyCommands::revoke,
                    DestinationCommands.CODE,
                    Parameters.word("ID", "The id of the key, as destination keys shows it.")));

    private static final String ROW = "%-32s %-8s %-24s %s";

    private DonorKeyCommands() {}

    private static void issue(Arguments arguments, Desk desk, PrintStream out) {
        var code = code(arguments, desk);
        var issued = desk.identities()
                .donorKeys()
                .issue(code, arguments.need("holder"), Duration.ofDays(arguments.needWhole("days")));
        out.println(issued.secret());
        // On another stream than the key, so that the key can go to a file without being shown.
        desk.notes()
                .println("This is the key of " + issued.key().holder() + ", valid until "
                        + issued.key().expires() + ". It cannot be shown again.");
    }

    private static void list(Arguments arguments, Desk desk, PrintStream out) {
        Listing.print(
                desk.notes(),
                ROW.formatted("ID", "STATE", "KEY ENDS", "HOLDER"),
                "The destination has no keys yet.",
                desk.identities().donorKeys().list(code(arguments, desk)),
                key -> print(key, desk, out));
    }

    private static void revoke(Arguments arguments, Desk desk, PrintStream out) {
        var keys = desk.identities().donorKeys();
        var id = arguments.word(1);
        var before = keys.list(code(arguments, desk));
        if (before.stream().noneMatch(key -> key.id().equals(id))) {
            throw new RefusedException(Code.NOT_FOUND, "The destination has no such key.");
        }
        var revoked = keys.revoke(id);
        print(revoked, desk, out);
        if (before.contains(revoked)) {
            desk.noteNothingChanged();
        }
    }

    private static String code(Arguments arguments, Desk desk) {
        return desk.exporting().destinations().saved(arguments.word(0)).code();
    }

    private static void print(DonorKey key, Desk desk, PrintStream out) {
        out.println(ROW.formatted(key.id(), state(key, desk), key.expires(), key.holder()));
    }

    /** The word for the time that follows. */
    private static String state(DonorKey key, Desk desk) {
        if (key.revoked() != null) {
            return "revoked";
        }
        return desk.backend().clock().instant().isBefore(key.expires()) ? "until" : "expired";
    }
}
