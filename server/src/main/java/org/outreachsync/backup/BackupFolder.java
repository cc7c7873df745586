package org.outreachsync.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A folder of backups that are named by their time, such as {@code outreach-20261128T013000Z.age}. */
public final class BackupFolder {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("outreach-[0-9]{8}T[0-9]{6}Z\\.age");

    private final Path folder;

    /** A folder that exists. */
    public BackupFolder(Path folder) {
        this.folder = folder;
    }

    /** The place of a backup that is made now. */
    public Path next(Instant now) {
        return folder.resolve("outreach-" + TIME.format(now) + ".age");
    }

    /**
     * Deletes the oldest backups by their names. Files with other names stay.
     *
     * @param keep how many of the newest stay, 1 or more
     * @return those that were deleted
     * @throws BackupException if one cannot be deleted
     */
    public List<Path> deleteAllBut(int keep) {
        try (var files = Files.list(folder)) {
            var old = files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .skip(keep)
                    .toList();
            for (var file : old) {
                Files.delete(file);
            }
            return old;
        } catch (IOException failed) {
            throw new BackupException("the backup is written, but an old one cannot be deleted", failed);
        }
    }
}
