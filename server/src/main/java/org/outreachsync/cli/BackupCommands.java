package org.outreachsync.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.outreachsync.backup.AgeKeys;
import org.outreachsync.backup.BackupContents;
import org.outreachsync.backup.BackupException;
import org.outreachsync.backup.BackupFolder;
import org.outreachsync.backup.BackupReader;
import org.outreachsync.backup.BackupWriter;
import org.outreachsync.backup.LastBackup;
import org.outreachsync.backup.Restoration;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Secrets;
import org.outreachsync.store.StoreException;

/** Admin commands that make and check backups. */
final class BackupCommands {

    static final List<Command> ALL = List.of(
            Command.of(
                    "backup make",
                    "Writes the store as it is at one moment into an encrypted file, while servers are running. The keysets are not in it: keep them elsewhere.",
                    BackupCommands::write,
                    Parameters.file(
                            "FILE",
                            "The backup, which must not exist yet; or a folder, in which it is named by its time."),
                    Parameters.option(
                            "keep",
                            "N",
                            "In a folder: how many backups stay there, 1 to 10000; older ones are deleted when this one is complete."),
                    Parameters.option(
                            "recipient",
                            "AGE1",
                            "Who can open it, as age-keygen prints it; OUTREACH_BACKUP_RECIPIENTS if absent.")),
            Command.alone(
                    "backup verify",
                    "Opens a backup, reads it to its end and checks it, without a store.",
                    BackupCommands::verify,
                    Parameters.file("FILE", "The backup."),
                    identity()),
            Command.alone(
                    "backup key",
                    "Makes an identity of age that opens backups, and prints its recipient. Keep the file away from the server.",
                    BackupCommands::makeKey,
                    Parameters.file("FILE", "The identity; the file must not exist yet.")));

    private static final int KEEP_MAX = 10_000;

    private BackupCommands() {}

    /** The option that every command needs that opens a backup. */
    static Parameters.Parameter identity() {
        return Parameters.needed("identity", "FILE", "A file with the identity of age that opens it.");
    }

    private static void write(Arguments arguments, Desk desk, PrintStream out) {
        var named = Path.of(arguments.word(0)).toAbsolutePath();
        var folder = Files.isDirectory(named) ? new BackupFolder(named) : null;
        int keep = arguments.whole("keep", KEEP_MAX);
        if (keep < 1 || keep > KEEP_MAX) {
            throw new UsageException("--keep is 1 to " + KEEP_MAX + ".");
        }
        if (folder == null && arguments.has("keep")) {
            throw new UsageException("--keep needs a folder that exists, and " + named + " is none. Make it first.");
        }
        var backend = desk.backend();
        var now = backend.clock().instant();
        var target = folder == null ? named : folder.next(now);
        var last = new LastBackup(backend.store());
        try {
            var contents =
                    writer(arguments, desk).write(backend.store(), target, new Secrets(backend.random()).id(), now);
            long bytes = size(target);
            last.note(contents.made(), bytes);
            out.println("written to " + target + ": " + words(contents) + ", " + bytes + " bytes");
            if (folder != null && arguments.has("keep")) {
                folder.deleteAllBut(target, keep).forEach(old -> out.println("deleted " + old));
            }
        } catch (BackupException | StoreException failed) {
            noteFailure(last, backend.clock(), failed);
            throw failed;
        }
    }

    private static BackupWriter writer(Arguments arguments, Desk desk) {
        var recipient = arguments.option("recipient");
        var recipients = recipient == null ? desk.config().backupRecipients() : Set.of(recipient);
        return new BackupWriter(
                recipients, new ProgressNotes(desk.notes(), desk.backend().clock()));
    }

    /** The store may be what fails. */
    private static void noteFailure(LastBackup last, InstantSource clock, RuntimeException failed) {
        try {
            last.noteFailure(clock.instant());
        } catch (StoreException also) {
            failed.addSuppressed(also);
        }
    }

    private static void verify(Arguments arguments, ServerConfig config, PrintStream out, PrintStream notes) {
        var file = Path.of(arguments.word(0));
        var reader = new BackupReader(file, Path.of(arguments.need("identity")));
        var contents = new Restoration(reader, new ProgressNotes(notes, InstantSource.system())).check(null);
        out.println("sound: made " + contents.made() + ", " + words(contents));
    }

    private static void makeKey(Arguments arguments, ServerConfig config, PrintStream out, PrintStream notes) {
        out.println(AgeKeys.make(Path.of(arguments.word(0)).toAbsolutePath()));
        notes.println(
                "This is the recipient, for OUTREACH_BACKUP_RECIPIENTS. The file opens backups: keep it elsewhere.");
    }

    static String words(BackupContents contents) {
        return contents.total() + " documents, " + contents.batches() + " batches of tablets";
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new BackupException("the backup was deleted just after it was written", gone);
        }
    }
}
