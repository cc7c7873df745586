package org.outreachsync.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.outreachsync.app.StartException;
import org.outreachsync.backup.BackupException;
import org.outreachsync.codes.CodesRefusedException;
import org.outreachsync.config.ConfigException;
import org.outreachsync.edge.TlsFilesException;
import org.outreachsync.export.outbox.Parcels;
import org.outreachsync.keys.KeyringException;
import org.outreachsync.keys.SealException;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.sheet.SheetException;
import org.outreachsync.store.StoreException;
import org.outreachsync.yaml.YamlException;

/** Says in a sentence why a program failed, without a stack trace. */
public final class StartFailure {

    private StartFailure() {}

    /** The reason and, if known, what to do; ends with a full stop. */
    public static String sentence(Throwable failed) {
        var said = isExpected(failed)
                ? Objects.requireNonNullElse(failed.getMessage(), "the reason is unknown")
                : unexpected(failed);
        var text = said + file(failed);
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    private static boolean isExpected(Throwable failed) {
        return switch (failed) {
            case BackupException _,
                    ConfigException _,
                    StartException _,
                    TlsFilesException _,
                    YamlException _,
                    CodesRefusedException _,
                    KeyringException _,
                    SealException _,
                    RecountCommands.DiffersException _,
                    RecountCommands.NotComparedException _,
                    Parcels.FilesDifferException _,
                    RefusedException _,
                    SheetException _,
                    StoreException _ -> true;
            default -> false;
        };
    }

    /**
     * A bug is described so that it can be reported: by type and stack frame, without its message, which may contain
     * content.
     */
    private static String unexpected(Throwable failed) {
        var frames = failed.getStackTrace();
        return "an unexpected error; please report it: " + failed.getClass().getName()
                + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    private static String file(Throwable failed) {
        for (var cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException trouble && trouble.getFile() != null) {
                return " (" + trouble.getFile() + ": " + reason(trouble) + ")";
            }
        }
        return "";
    }

    private static String reason(FileSystemException trouble) {
        return switch (trouble) {
            case AccessDeniedException _ -> "this user has no access";
            case NoSuchFileException _ -> "it does not exist";
            case FileAlreadyExistsException _ -> "something else is in its place";
            case NotDirectoryException _ -> "it is not a folder";
            default -> trouble.getReason() == null ? "the file system refused" : trouble.getReason();
        };
    }
}
