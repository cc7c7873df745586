package org.outreachsync.device.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A journal file on a disk. It is locked while it is open, so that two processes never write one queue. */
public final class DiskJournalFile implements JournalFile {

    private static final int WIPE_BLOCK_BYTES = 64 * 1024;

    private final Path path;
    private final Path successor;
    private final FileChannel lockChannel;
    private FileChannel channel;

    private DiskJournalFile(Path path, Path successor, FileChannel lockChannel, FileChannel channel) {
        this.path = path;
        this.successor = successor;
        this.lockChannel = lockChannel;
        this.channel = channel;
    }

    /**
     * Opens the file, or makes it. Beside it stand {@code .lock} and, for moments, {@code .new}.
     *
     * @throws IOException when the file cannot be read and written, or another process has it open
     */
    public static DiskJournalFile open(Path path) throws IOException {
        var absolute = path.toAbsolutePath();
        var folder = folderOf(absolute);
        Files.createDirectories(folder);
        var successor = absolute.resolveSibling(absolute.getFileName() + ".new");
        var lockChannel = lock(absolute.resolveSibling(absolute.getFileName() + ".lock"));
        try {
            Files.deleteIfExists(successor);
            var channel = FileChannel.open(absolute, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.position(channel.size());
            forceFolder(folder);
            return new DiskJournalFile(absolute, successor, lockChannel, channel);
        } catch (IOException failure) {
            lockChannel.close();
            throw failure;
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public InputStream read() throws IOException {
        return Channels.newInputStream(FileChannel.open(path, StandardOpenOption.READ));
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        write(channel, bytes);
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
        channel.position(size);
        channel.force(true);
    }

    @Override
    public void replace(Iterable<byte[]> content, boolean overwriteOld) throws IOException {
        var next = FileChannel.open(
                successor, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            for (var bytes : content) {
                write(next, bytes);
            }
            next.force(true);
            Files.move(successor, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException failure) {
            next.close();
            throw failure;
        }
        var old = channel;
        channel = next;
        forceFolder(folderOf(path));
        retire(old, overwriteOld);
    }

    /** The new content stands; a failure to tidy up after the old one changes nothing about it. */
    private static void retire(FileChannel old, boolean overwrite) {
        try (old) {
            if (overwrite) {
                overwrite(old);
            }
        } catch (IOException untidy) {
            return;
        }
    }

    private static void overwrite(FileChannel channel) throws IOException {
        var zeros = new byte[WIPE_BLOCK_BYTES];
        long left = channel.size();
        channel.position(0);
        while (left > 0) {
            int length = (int) Math.min(left, zeros.length);
            write(channel, zeros, length);
            left -= length;
        }
        channel.force(true);
    }

    @Override
    public void destroy() throws IOException {
        try {
            overwrite(channel);
        } finally {
            channel.close();
            Files.deleteIfExists(path);
            Files.deleteIfExists(successor);
            forceFolder(folderOf(path));
            lockChannel.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            lockChannel.close();
        }
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        write(channel, bytes, bytes.length);
    }

    private static void write(FileChannel channel, byte[] bytes, int length) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
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
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOffered) {
            return;
        }
    }
}
