package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.List;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.cli.Parameters.Parameter;
import org.outreachsync.export.destination.AskedPeriods;
import org.outreachsync.export.destination.ChannelChoice;
import org.outreachsync.export.destination.Credential;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.SavedDestination;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Admin commands about the recipients of exports. */
final class DestinationCommands {

    static final Parameter CODE = Parameters.word("CODE", "The code of the destination.");
    private static final Parameter FILE =
            Parameters.word("FILE", "The document, in YAML or JSON; - for standard input.");

    static final List<Command> ALL = List.of(
            Command.of(
                    "destination add",
                    "Adds a recipient of exports, after checking the document.",
                    DestinationCommands::add,
                    FILE),
            Command.of(
                    "destination update",
                    "Saves a new version of a recipient; every version is kept.",
                    DestinationCommands::update,
                    FILE,
                    Parameters.option(
                            "version",
                            "N",
                            "The version that was changed; refused if there is a newer one. The newest if absent.")),
            Command.of("destination list", "Lists the recipients of exports.", DestinationCommands::list),
            Command.of(
                    "destination show",
                    "Prints the document of a recipient as it was saved.",
                    DestinationCommands::show,
                    CODE,
                    Parameters.option("version", "N", "An earlier version.")),
            Command.of(
                    "destination remove",
                    "Removes a recipient with its keys and credentials; what it was told stays in the ledger.",
                    DestinationCommands::remove,
                    CODE),
            Command.of(
                    "destination dry-run",
                    "Shows what a recipient would get, what is masked and what has no place in the mapping; makes nothing.",
                    DestinationCommands::dryRun,
                    Parameters.word("CODE-OR-FILE", "The code of a destination, or a file with one that is not saved."),
                    Parameters.option(
                            "period", "PERIOD", "A period such as 202610 or 2026Q3; the last one if absent.")),
            Command.of(
                    "destination credential",
                    "Saves a credential by which the recipient's server knows this one; it is never shown again.",
                    DestinationCommands::credential,
                    CODE,
                    Parameters.word("NAME", "The name by which the document calls it."),
                    Parameters.neededChoice(
                            "kind",
                            "KIND",
                            "One of: basic (user and password), token, password, ssh_key, addresses (presigned, one a line).",
                            "basic",
                            "token",
                            "password",
                            "ssh_key",
                            "addresses"),
                    Parameters.option("user", "USER", "The user, for basic."),
                    Parameters.optionalFile("file", "Where the secret is read from; standard input if absent.")));

    private static final String ROW = "%-20s %7s %-9s %-8s %-20s %-20s %s";

    private DestinationCommands() {}

    private static void add(Arguments arguments, Desk desk, PrintStream out) {
        var added = desk.exporting().destinations().add(name(arguments), document(arguments, desk), desk.user());
        out.println("added " + added.code() + " as version " + added.version());
        noteCredential(added, desk);
    }

    private static void update(Arguments arguments, Desk desk, PrintStream out) {
        var destinations = desk.exporting().destinations();
        var document = document(arguments, desk);
        var code = destinations.read(name(arguments), document).code();
        int version = arguments.option("version") == null
                ? destinations.saved(code).version()
                : arguments.needWhole("version");
        var saved = destinations.replace(name(arguments), code, version, document, desk.user());
        out.println(
                saved.version() == version
                        ? "nothing changed: " + saved.code() + " is version " + version
                        : "saved " + saved.code() + " as version " + saved.version());
    }

    /** The name of the file that the command reads, for messages. */
    private static String name(Arguments arguments) {
        var word = arguments.word(0);
        return word.equals("-") ? "standard input" : word;
    }

    private static void remove(Arguments arguments, Desk desk, PrintStream out) {
        var code = arguments.word(0);
        desk.exporting().removal().remove(code, desk.user());
        out.println("removed " + code + "; what it was told stays in `./outreach admin export list`");
    }

    private static String document(Arguments arguments, Desk desk) {
        int bytesMax = desk.backend().limits().channels().destinations().documentBytesMax();
        return TextInput.read(arguments.word(0), bytesMax);
    }

    private static void noteCredential(Destination destination, Desk desk) {
        var channel = destination.channel();
        if (!channel.credential().isEmpty()) {
            desk.notes()
                    .println("Save its credential next: ./outreach admin destination credential " + destination.code()
                            + " " + channel.credential() + " --kind " + kinds(channel));
        }
        switch (channel.word()) {
            case "pull" ->
                desk.notes()
                        .println("Issue a key for the recipient next: ./outreach admin destination key "
                                + destination.code() + " --holder NAME --days 365");
            case "folder" ->
                desk.notes()
                        .println("Create its folder next, if it is not there, below outgoing in "
                                + desk.config().data() + ".");
            default -> {}
        }
    }

    private static String kinds(ChannelChoice channel) {
        return switch (channel) {
            case ChannelChoice.Sftp _ -> "ssh_key, or --kind password";
            case ChannelChoice.Dhis2 _ -> "token, or --kind basic --user NAME";
            case ChannelChoice.Put(var url, var _) ->
                url.isEmpty() ? "addresses" : "token, or --kind basic --user NAME";
            case ChannelChoice.Pull _, ChannelChoice.Folder _ -> "";
        };
    }

    private static void list(Arguments arguments, Desk desk, PrintStream out) {
        Listing.print(
                desk.notes(),
                ROW.formatted("CODE", "VERSION", "POLICY", "CHANNEL", "FORMATS", "SCHEDULE", "TITLE"),
                "There are no destinations yet.",
                desk.exporting().destinations().savedList(),
                saved -> print(saved, out));
    }

    private static void print(SavedDestination saved, PrintStream out) {
        var destination = saved.destination();
        if (destination == null) {
            out.println(ROW.formatted(
                    saved.code(), saved.version(), "-", "-", "-", "-", "cannot be used: " + saved.problem()));
            return;
        }
        var schedule = destination.schedule();
        out.println(ROW.formatted(
                destination.code(),
                destination.version(),
                destination.policy().kind().word(),
                destination.channel().word(),
                String.join(",", destination.formats()),
                schedule == null ? "by hand" : schedule.cron(),
                destination.title().in(destination.language(), destination.code())));
    }

    private static void show(Arguments arguments, Desk desk, PrintStream out) {
        var exporting = desk.exporting();
        var code = arguments.word(0);
        int version = arguments.whole("version", 0);
        // Printed first: a document that cannot be used any more has to be seen to be corrected.
        out.print(exporting.destinations().document(code, version));
        exporting
                .credentials()
                .list(code)
                .forEach(one -> desk.notes()
                        .println("credential " + one.name() + ": " + one.kind() + ", saved by " + one.by() + " at "
                                + one.saved()));
        var newest = exporting.destinations().saved(code);
        desk.notes()
                .println("The newest version is " + newest.version() + ", saved by " + newest.by()
                        + " at " + newest.at() + "."
                        + (newest.problem().isEmpty() ? "" : " It cannot be used: " + newest.problem()));
    }

    private static void dryRun(Arguments arguments, Desk desk, PrintStream out) {
        var exporting = desk.exporting();
        var named = arguments.word(0);
        var destination = exporting
                .destinations()
                .find(named)
                .orElseGet(() -> exporting.destinations().read(name(arguments), document(arguments, desk)));
        var period = new AskedPeriods(desk.programme().start()).read(arguments.option("period", AskedPeriods.LAST));
        var dryRun = exporting.exports().dryRun(destination, period);
        DryRunTable.print(dryRun, out);
        dryRun.obstacle().ifPresent(why -> {
            throw new RefusedException(Code.EXPORT_STATE, why);
        });
    }

    private static void credential(Arguments arguments, Desk desk, PrintStream out) {
        var exporting = desk.exporting();
        var destination = exporting.destinations().need(arguments.word(0));
        var code = destination.code();
        int lengthMax = desk.backend().limits().channels().destinations().credentialLengthMax();
        var kind = arguments.need("kind");
        if (kind.equals("basic") == (arguments.option("user") == null)) {
            throw new UsageException("--user is needed for basic, and for nothing else.");
        }
        if (arguments.option("file") == null && isTyped()) {
            desk.notes().println("Give the secret on standard input; end it with Ctrl-D.");
        }
        var text = TextInput.read(arguments.option("file"), 4 * lengthMax);
        var saved = exporting
                .credentials()
                .put(destination, arguments.word(1), credential(kind, arguments, text), desk.user());
        out.println("saved " + saved.name() + " of " + code + "; it is not shown again");
        var named = destination.channel().credential();
        if (!saved.name().equals(named) && !saved.name().equals(Credential.MAIL)) {
            desk.notes()
                    .println("The document does not name it" + (named.isEmpty() ? "." : "; it names " + named + "."));
        }
    }

    /** Whether a person types, and nothing is piped. Java 25 gives no console then, unlike 22 to 24. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTyped() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static Credential credential(String kind, Arguments arguments, String text) {
        return switch (kind) {
            case "basic" -> new Credential.Basic(arguments.need("user"), text.strip());
            case "token" -> new Credential.Token(text.strip());
            case "password" -> new Credential.Password(text.strip());
            case "ssh_key" -> new Credential.SshKey(text);
            case "addresses" -> new Credential.Addresses(text);
            default -> throw new UsageException("--kind must be basic, token, password, ssh_key or addresses.");
        };
    }
}
