package org.outreachsync.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A folder of backups that are named by their time, such as {@code outreach-20261128T013000Z.age}. */
public final class BackupFolder {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("outreach-([0-9]{8}T[0-9]{6}Z)\\.age");
    private static final Pattern PART = Pattern.compile("outreach-([0-9]{8}T[0-9]{6}Z)\\.age" + BackupWriter.PART);
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

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
     * Deletes old backups. Of the others, the newest by their names stay. Also deletes what a backup left that broke
     * off more than a day before. Files with other names stay.
     *
     * @param made the backup that was just made. It stays even if others have names of later times, as after a clock
     *     was wrong
     * @param keep how many stay with it, 1 or more
     * @return those that were deleted
     * @throws BackupException if one cannot be deleted
     */
    public List<Path> deleteAllBut(Path made, int keep) {
        try (var files = Files.list(folder)) {
            var all = files.sorted(Comparator.comparing(BackupFolder::name).reversed())
                    .toList();
            var old = new ArrayList<>(all.stream()
                    .filter(file ->
                            NAME.matcher(name(file)).matches() && !name(file).equals(name(made)))
                    .skip(keep - 1L)
                    .toList());
            all.stream().filter(file -> isAbandoned(name(file), made)).forEach(old::add);
            for (var file : old) {
                Files.delete(file);
            }
            return List.copyOf(old);
        } catch (IOException failed) {
            throw new BackupException("the backup is written, but an old one cannot be deleted", failed);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static boolean isAbandoned(String part, Path made) {
        var began = PART.matcher(part);
        var now = NAME.matcher(name(made));
        return began.matches()
                && now.matches()
                && time(began.group(1)).plus(ABANDONED_AFTER).isBefore(time(now.group(1)));
    }

    private static Instant time(String written) {
        return LocalDateTime.parse(written, TIME).toInstant(ZoneOffset.UTC);
    }
}
