package org.outreachsync.device.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and folders that only their owner can read, if the file system supports owners. They are created with these
 * permissions, so there is no moment without them.
 */
final class OwnerOnly {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<OpenOption> CREATE_AND_WRITE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private OwnerOnly() {}

    /** Creates the folder and its missing parents. Existing folders keep their permissions. */
    static void folder(Path path) throws IOException {
        Files.createDirectories(path, attributes(path, FOLDER));
    }

    /** Creates the file, or restricts an existing one to its owner. */
    static void file(Path path) throws IOException {
        try {
            Files.createFile(path, attributes(path, FILE));
        } catch (FileAlreadyExistsException there) {
            take(path);
        }
    }

    /** Opens a file for writing, created or restricted as by {@link #file}. */
    static FileChannel channel(Path path) throws IOException {
        var channel = FileChannel.open(path, CREATE_AND_WRITE, attributes(path, FILE));
        take(path);
        return channel;
    }

    private static void take(Path path) throws IOException {
        if (knowsOwners(path) && !Files.getPosixFilePermissions(path).equals(EnumSet.copyOf(FILE))) {
            Files.setPosixFilePermissions(path, FILE);
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return knowsOwners(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
