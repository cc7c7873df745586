package org.outreachsync.export.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder in which files are written until they are complete. A lock on a file beside it shows that its server lives;
 * the operating system frees the lock of a server that is killed.
 */
final class Workplace implements AutoCloseable {

    private static final String HIDDEN = ".writing-";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;

    private Workplace(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Makes one. */
    static Workplace create(Path parent) throws IOException {
        var lockFile = Files.createTempFile(parent, HIDDEN, LOCK);
        var lock = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        try {
            lock.lock();
            var folder = folderOf(lockFile);
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new Workplace(folder, lockFile, lock);
        } catch (IOException failed) {
            lock.close();
            Files.deleteIfExists(lockFile);
            throw failed;
        }
    }

    private static Path folderOf(Path lockFile) {
        var name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    /** Where to write. It may be moved away when it is complete. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            delete(folder);
            Files.deleteIfExists(lockFile);
        }
    }

    /** Removes those of servers that do not live any more. */
    static void removeLeftBehind(Path parent) throws IOException {
        try (var lockFiles = Files.newDirectoryStream(parent, HIDDEN + "*" + LOCK)) {
            for (var lockFile : lockFiles) {
                remove(lockFile);
            }
        }
    }

    private static void remove(Path lockFile) throws IOException {
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                var free = channel.tryLock()) {
            if (free != null) {
                delete(folderOf(lockFile));
                Files.deleteIfExists(lockFile);
            }
        } catch (OverlappingFileLockException ownServer) {
            // This process writes there.
        } catch (NoSuchFileException over) {
            // Its server has finished.
        }
    }

    /** Removes a folder with its files. */
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException | DirectoryNotEmptyException | NotDirectoryException another) {
            // Another server writes or deletes the same files; they are checked before they are used.
        }
    }
}
