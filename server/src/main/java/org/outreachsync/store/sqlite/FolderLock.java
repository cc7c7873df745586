package org.outreachsync.store.sqlite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.outreachsync.store.StoreException;

/**
 * Prevents a second server on one folder. The operating system holds the lock and releases it when the process ends, in
 * whatever way; the remaining file only says who held it last. Commands that work beside a server do not take the lock.
 */
public final class FolderLock implements AutoCloseable {

    private static final String FILE = "server.lock";
    /** The locked byte is far behind the text in the file, which other processes must be able to read. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int SAID_MAX = 512;
    /** Folders locked by this process: closing a second channel on the same file would release the lock. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks an existing folder.
     *
     * @param now the time to record in the file
     * @throws StoreException if another server holds the lock, with its process, machine and since when; or if the
     *     folder cannot be locked
     */
    public static FolderLock take(Path folder, Instant now) {
        try {
            var file = folder.toRealPath().resolve(FILE);
            if (!HELD_HERE.add(file)) {
                throw held(said(ProcessHandle.current().pid(), host(), "a moment ago"));
            }
            try {
                return take(file, said(ProcessHandle.current().pid(), host(), now.toString()));
            } catch (IOException | RuntimeException failed) {
                HELD_HERE.remove(file);
                throw failed;
            }
        } catch (IOException e) {
            throw new StoreException("the folder of the store, " + folder.toAbsolutePath() + ", cannot be locked", e);
        }
    }

    private static FolderLock take(Path file, String holder) throws IOException {
        SqliteStore.createFile(file);
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw held(read(channel));
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(holder), 0);
            return new FolderLock(file, channel);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static String said(long pid, String host, String since) {
        return "process " + pid + " on " + host + " since " + since;
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(SAID_MAX);
        channel.read(bytes, 0);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "this machine";
        }
    }

    private static StoreException held(String holder) {
        return new StoreException(
                "another server, or a move, has this folder: " + holder
                        + ". Stop it, or set OUTREACH_DATA to another folder. Most admin commands work beside a server.",
                null);
    }

    /** Releases the lock. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("the lock of the folder could not be released", e);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
