package org.outreachsync.device.journal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal file on a disk. It is locked while it is open, so that two processes never write one queue, and only its
 * owner may read it. Its bytes go through a class of {@code java.io}, since a channel closes itself when the thread
 * that uses it is interrupted.
 */
public final class DiskJournalFile implements JournalFile {

    private static final int WIPE_BLOCK_BYTES = 64 * 1024;

    private final Path path;
    private final Path successor;
    private final FileChannel lockChannel;
    private final RoomFile room;
    private @Nullable RandomAccessFile file;

    private DiskJournalFile(
            Path path, Path successor, FileChannel lockChannel, RoomFile room, @Nullable RandomAccessFile file) {
        this.path = path;
        this.successor = successor;
        this.lockChannel = lockChannel;
        this.room = room;
        this.file = file;
    }

    /**
     * Opens the file when it is there. Beside it stand {@code .lock}, {@code .room}, which keeps storage aside, and,
     * for moments, {@code .new}. A folder that is made for them is the owner's alone; one that is there stays as it is.
     *
     * @throws IOException when the file cannot be read and written, or another process has it open
     */
    public static DiskJournalFile open(Path path) throws IOException {
        var absolute = path.toAbsolutePath();
        var folder = folderOf(absolute);
        OwnerOnly.folder(folder);
        var successor = beside(absolute, ".new");
        var lockChannel = lock(beside(absolute, ".lock"));
        try {
            Files.deleteIfExists(successor);
            var room = new RoomFile(beside(absolute, ".room"));
            return new DiskJournalFile(
                    absolute, successor, lockChannel, room, Files.exists(absolute) ? openAtEnd(absolute) : null);
        } catch (IOException failure) {
            lockChannel.close();
            throw failure;
        }
    }

    private static Path beside(Path path, String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }

    private static RandomAccessFile openAtEnd(Path path) throws IOException {
        OwnerOnly.file(path);
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            file.seek(file.length());
            return file;
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel = OwnerOnly.channel(path);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("the journal is open elsewhere: " + path);
        }
        return channel;
    }

    private RandomAccessFile file() throws IOException {
        var begun = file;
        if (begun == null) {
            throw new IOException("there is no journal yet: " + path);
        }
        return begun;
    }

    @Override
    public boolean exists() {
        return file != null;
    }

    @Override
    public long size() throws IOException {
        return file == null ? 0 : file.length();
    }

    @Override
    public InputStream read() throws IOException {
        return new FileInputStream(path.toFile());
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        file().write(bytes);
    }

    @Override
    public void overwrite(long position, byte[] bytes) throws IOException {
        var whole = file();
        long end = whole.length();
        if (position + bytes.length > end) {
            throw new IOException("there is nothing to overwrite");
        }
        whole.seek(position);
        try {
            whole.write(bytes);
        } finally {
            whole.seek(end);
        }
    }

    @Override
    public void force() throws IOException {
        file().getFD().sync();
    }

    @Override
    public void truncate(long size) throws IOException {
        try {
            cut(size);
        } catch (IOException failure) {
            var before = file();
            file = openAtEnd(path);
            close(before);
            cut(size);
        }
    }

    /** A file that is too short is not filled up with zeros, which would look like damage. */
    private void cut(long size) throws IOException {
        var whole = file();
        if (whole.length() < size) {
            throw new IOException("the journal is shorter than what was written");
        }
        whole.setLength(size);
        whole.seek(size);
        whole.getFD().sync();
    }

    @Override
    public void replace(Iterable<byte[]> content, Supplier<byte[]> head, boolean overwriteOld) throws IOException {
        var next = successor(content, head);
        var old = file;
        file = next;
        forceFolder(folderOf(path));
        if (old != null) {
            retire(old, overwriteOld);
        }
    }

    /** The new file, whole and in its place. One that cannot be finished must not go on filling the disk. */
    private RandomAccessFile successor(Iterable<byte[]> content, Supplier<byte[]> head) throws IOException {
        OwnerOnly.file(successor);
        var next = new RandomAccessFile(successor.toFile(), "rw");
        try {
            next.setLength(0);
            for (var bytes : content) {
                next.write(bytes);
            }
            long end = next.getFilePointer();
            next.seek(0);
            next.write(head.get());
            next.seek(end);
            next.getFD().sync();
            Files.move(successor, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return next;
        } catch (IOException | RuntimeException failure) {
            close(next);
            Files.deleteIfExists(successor);
            throw failure;
        }
    }

    /** The new content stands; a failure to tidy up after the old one changes nothing about it. */
    private static void retire(RandomAccessFile old, boolean overwrite) {
        try (old) {
            if (overwrite) {
                overwrite(old);
            }
        } catch (IOException untidy) {
            return;
        }
    }

    private static void overwrite(RandomAccessFile file) throws IOException {
        var zeros = new byte[WIPE_BLOCK_BYTES];
        long left = file.length();
        file.seek(0);
        while (left > 0) {
            int length = (int) Math.min(left, zeros.length);
            file.write(zeros, 0, length);
            left -= length;
        }
        file.getFD().sync();
    }

    @Override
    public void reserve(long bytes) throws IOException {
        room.resize(bytes);
    }

    @Override
    public long reserved() {
        return room.size();
    }

    @Override
    public long freeBytes() {
        return path.toFile().getUsableSpace();
    }

    @Override
    public void destroy() throws IOException {
        var whole = file();
        try {
            overwrite(whole);
        } finally {
            whole.close();
            Files.deleteIfExists(path);
            Files.deleteIfExists(successor);
            room.delete();
            forceFolder(folderOf(path));
            lockChannel.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (file != null) {
                file.close();
            }
        } finally {
            lockChannel.close();
        }
    }

    /** Closes a file that failed already; nothing that counts is in it. */
    private static void close(RandomAccessFile failed) {
        try {
            failed.close();
        } catch (IOException asBefore) {
            return;
        }
    }

    private static Path folderOf(Path absolute) throws IOException {
        var folder = absolute.getParent();
        if (folder == null) {
            throw new IOException("a journal needs a folder: " + absolute);
        }
        return folder;
    }

    /** Makes a rename or a new name durable. Some platforms cannot open a folder, and need not. */
    private static void forceFolder(Path folder) {
        boolean interrupted = Thread.interrupted();
        while (!forced(folder)) {
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean forced(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException again) {
            return false;
        } catch (IOException notOffered) {
            return true;
        }
    }
}
