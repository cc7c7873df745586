package org.outreachsync.device.journal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal file on a disk. It is locked while it is open, so that two processes never write the same queue, and only
 * its owner may read it. It is written through {@link RandomAccessFile}, since a channel closes itself when its thread
 * is interrupted.
 */
public final class DiskJournalFile implements JournalFile {

    private static final int WIPE_BLOCK_BYTES = 64 * 1024;

    private final Path path;
    private final JournalFolder folder;
    private final FileChannel lock;
    private final Path successor;
    private final RoomFile room;
    private @Nullable RandomAccessFile file;

    private DiskJournalFile(
            Path path, JournalFolder folder, FileChannel lock, RoomFile room, @Nullable RandomAccessFile file) {
        this.path = path;
        this.folder = folder;
        this.lock = lock;
        this.successor = JournalFolder.beside(path, ".new");
        this.room = room;
        this.file = file;
    }

    /**
     * Opens the file, if it exists. Three more files stand beside it: {@code .lock}; {@code .room}, which reserves
     * storage; and, for moments, {@code .new}. If the folder does not exist, it is made, and only its owner may enter
     * it; an existing folder is left as it is.
     *
     * @throws IOException when the file cannot be read and written, or another process has it open
     */
    public static DiskJournalFile open(Path path) throws IOException {
        var absolute = path.toAbsolutePath();
        var folder = JournalFolder.of(absolute);
        var lock = JournalFolder.lock(JournalFolder.beside(absolute, ".lock"));
        try {
            Files.deleteIfExists(JournalFolder.beside(absolute, ".new"));
            var room = new RoomFile(JournalFolder.beside(absolute, ".room"));
            return new DiskJournalFile(
                    absolute, folder, lock, room, Files.exists(absolute) ? openAtEnd(absolute) : null);
        } catch (IOException failure) {
            lock.close();
            throw failure;
        }
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
            throw new IOException("the bytes to overwrite do not exist");
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

    /** Never extends the file: the zeros would look like damage. */
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
        folder.force();
        if (old != null) {
            retire(old, overwriteOld);
        }
    }

    /** Writes the new file and moves it into place. If that fails, the unfinished file is deleted, to free the disk. */
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

    /** Closes the old file. The new content is durable already, so a failure here does not matter. */
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
            folder.force();
            lock.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (file != null) {
                file.close();
            }
        } finally {
            lock.close();
        }
    }

    /** Closes a file that has failed; its content does not matter any more. */
    private static void close(RandomAccessFile failed) {
        try {
            failed.close();
        } catch (IOException asBefore) {
            return;
        }
    }
}
