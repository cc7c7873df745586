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
 * Files and folders that nobody but their owner can read, where the file system knows of owners. They are so from the
 * moment they are made.
 */
final class OwnerOnly {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<OpenOption> CREATE_AND_WRITE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private OwnerOnly() {}

    /** Makes the folder and those above it, as far as they are not there. Those that are there stay as they are. */
    static void folder(Path path) throws IOException {
        Files.createDirectories(path, attributes(path, FOLDER));
    }

    /** Makes the file when it is not there, and takes it from others when it is. */
    static void file(Path path) throws IOException {
        try {
            Files.createFile(path, attributes(path, FILE));
        } catch (FileAlreadyExistsException there) {
            take(path);
        }
    }

    /** Opens a file for writing as {@link #file} leaves it. */
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
