package org.outreachsync.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Identities;
import org.outreachsync.app.RestoreTarget;
import org.outreachsync.backup.BackupException;
import org.outreachsync.backup.BackupReader;
import org.outreachsync.backup.Restoration;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.EndedAccess;
import org.outreachsync.log.LogGeneration;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.store.Unfinished;
import org.outreachsync.store.sqlite.FolderLock;

/** Admin commands that put a backup back. */
final class RestoreCommands {

    private static final String ENDED = "ended";
    private static final String NOTHING_ENDED = "nothing-ended";

    static final List<Command> ALL = List.of(
            Command.alone(
                    "restore",
                    "Checks a backup and restores it into an empty store, which servers use when it is complete. Suspends all tablets and ends all other access unless one of the last two options says what was ended since the backup.",
                    RestoreCommands::restore,
                    Parameters.file("FILE", "The backup."),
                    BackupCommands.identity(),
                    Parameters.optionalFile(ENDED, "A list of ended access, as access ended prints it."),
                    Parameters.flag(NOTHING_ENDED, "Nobody's access was ended since the backup.")),
            Command.of(
                    "restored",
                    "Tells a store that it was put back by other means, such as mongorestore or a snapshot of a volume, before a server starts. Ends access as restore does.",
                    RestoreCommands::restored,
                    Parameters.optionalFile(ENDED, "A list of ended access, as access ended prints it."),
                    Parameters.flag(NOTHING_ENDED, "Nobody's access was ended since the backup.")),
            Command.of(
                    "access ended",
                    "Lists the people, tablets and donor keys whose access was ended, for a restore. Keep it beside the backups.",
                    (arguments, desk, out) ->
                            ended(desk.identities()).list().forEach(entry -> out.println(entry.line()))));

    private RestoreCommands() {}

    private static EndedAccess ended(Identities identities) {
        return new EndedAccess(identities.people(), identities.devices(), identities.donorKeys());
    }

    private static void restore(Arguments arguments, ServerConfig config, PrintStream out, PrintStream notes) {
        var entries = entries(arguments);
        var reader = new BackupReader(Path.of(arguments.word(0)), Path.of(arguments.need("identity")));
        try (var target = RestoreTarget.open(config)) {
            var backend = target.backend();
            notes.println("Store: " + Backend.where(config, backend.store()));
            var restoration = new Restoration(reader, new ProgressNotes(notes, backend.clock()));
            var contents = restoration.write(backend.store(), backend.keys(), backend.random());
            var access = ended(Identities.over(backend, config, RestoreCommands::noCodes));
            var said = endAccess(access, entries);
            Unfinished.end(backend.store());
            target.finish();
            out.println("restored as of " + contents.made() + ": " + BackupCommands.words(contents));
            notes.println(said);
        }
    }

    private static void restored(Arguments arguments, Desk desk, PrintStream out) {
        var entries = entries(arguments);
        var backend = desk.backend();
        var lock = desk.config().mongoUri() == null
                ? FolderLock.take(desk.config().data(), backend.clock().instant())
                : null;
        try {
            LogGeneration.begin(backend.store(), backend.random());
            out.println("The logs have a new generation; tablets will send again what is missing.");
            desk.notes().println(endAccess(ended(desk.identities()), entries));
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    /** What was ended since the backup; empty if nobody said. */
    private static Optional<List<EndedAccess.Entry>> entries(Arguments arguments) {
        if (arguments.has(ENDED) && arguments.has(NOTHING_ENDED)) {
            throw new UsageException("Either --ended or --nothing-ended, not both.");
        }
        var list = arguments.option(ENDED);
        if (list != null) {
            return Optional.of(read(Path.of(list)));
        }
        return arguments.has(NOTHING_ENDED) ? Optional.of(List.of()) : Optional.empty();
    }

    /** Sites are only placed by other commands. */
    private static CodeLists noCodes() {
        throw new IllegalStateException("a restore places no sites");
    }

    private static String endAccess(EndedAccess access, Optional<List<EndedAccess.Entry>> entries) {
        if (entries.isPresent() && entries.get().isEmpty()) {
            return "Nobody's access was ended.";
        }
        if (entries.isPresent()) {
            int listed = entries.get().size();
            return "Access was ended for " + access.end(entries.get()) + " of " + listed
                    + " in the list; others had none in the backup.";
        }
        var out = access.endAll();
        return "Nobody said whose access was ended since the backup, so nobody has any: " + out.tablets()
                + " tablets are suspended and keep what they hold, " + out.people() + " people and " + out.donorKeys()
                + " donor keys are ended. ./outreach admin person add --role admin adds an admin; "
                + "./outreach admin device resume ID lets a tablet sync that is in good hands.";
    }

    private static List<EndedAccess.Entry> read(Path file) {
        var entries = new ArrayList<EndedAccess.Entry>();
        int no = 0;
        try {
            for (var line : Files.readAllLines(file)) {
                no++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                var entry = EndedAccess.Entry.of(line);
                if (entry.isEmpty()) {
                    throw new BackupException(
                            file + ", line " + no
                                    + " is not an ended access; one is written person, tablet, wiped-tablet or donor-key, and an id",
                            null);
                }
                entries.add(entry.get());
            }
        } catch (MalformedInputException binary) {
            throw new BackupException(file + " is not a list of ended access", null);
        } catch (IOException unreadable) {
            throw new BackupException("the list of ended access cannot be read", unreadable);
        }
        return entries;
    }
}
