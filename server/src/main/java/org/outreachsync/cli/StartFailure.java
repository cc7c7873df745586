package org.outreachsync.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.outreachsync.app.StartException;
import org.outreachsync.codes.CodesRefusedException;
import org.outreachsync.config.ConfigException;
import org.outreachsync.edge.TlsFilesException;
import org.outreachsync.indicator.catalogue.CatalogueException;
import org.outreachsync.keys.KeyringException;
import org.outreachsync.keys.SealException;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.sheet.SheetException;
import org.outreachsync.store.StoreException;

/** Says in a sentence why a program did not do what it was told to. Nobody who runs it needs a stack trace for that. */
public final class StartFailure {

    private StartFailure() {}

    /** What went wrong and, where it is known, what to do; ends with a full stop. */
    public static String sentence(Throwable failed) {
        var said = isExpected(failed)
                ? Objects.requireNonNullElse(failed.getMessage(), "no reason is known")
                : unexpected(failed);
        var text = said + file(failed);
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    private static boolean isExpected(Throwable failed) {
        return switch (failed) {
            case ConfigException _,
                    StartException _,
                    TlsFilesException _,
                    CatalogueException _,
                    CodesRefusedException _,
                    KeyringException _,
                    SealException _,
                    RecountCommands.DiffersException _,
                    RefusedException _,
                    SheetException _,
                    StoreException _ -> true;
            default -> false;
        };
    }

    /**
     * What is ours to mend is named so that it can be reported: by its type and place, without a message that may hold
     * content.
     */
    private static String unexpected(Throwable failed) {
        var frames = failed.getStackTrace();
        return "an error that is not expected; please report it: "
                + failed.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
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
