package org.outreachsync.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.sqlite.SqliteStore;

/**
 * An SQLite store on a disk of its own that can be full. Where the test may mount, the disk is a small file system in
 * memory that a file fills to the last byte; elsewhere writes fail in front of the store as they do there.
 */
public final class SmallDisk implements AutoCloseable {

    private static final int MIB = 1 << 20;
    private static final int SIZE_MIB = 12;

    private final Path folder;
    private final boolean mounted;
    private final DocumentStore store;
    private volatile boolean full;

    public SmallDisk(Path folder) {
        this.folder = folder;
        this.mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE_MIB + "m", "tmpfs", folder.toString());
        this.store = mounted ? new SqliteStore(file()) : new Refusing(new SqliteStore(file()));
    }

    public DocumentStore store() {
        return store;
    }

    /** Takes all the room that there is. */
    public void fill() {
        full = true;
        if (!mounted) {
            return;
        }
        for (int piece = MIB; piece >= 1; piece /= 2) {
            while (grows(piece)) {
                // Another piece of this size may still fit.
            }
        }
    }

    private boolean grows(int bytes) {
        try (var ballast =
                Files.newByteChannel(ballast(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            return ballast.write(ByteBuffer.allocate(bytes)) == bytes;
        } catch (IOException noRoom) {
            return false;
        }
    }

    /** Gives it back. */
    public void free() {
        full = false;
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path file() {
        return folder.resolve("outreach.db");
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        store.close();
        if (mounted) {
            run("umount", folder.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private final class Refusing extends ForwardingStore {

        Refusing(DocumentStore store) {
            super(store);
        }

        @Override
        public void insert(Table table, Document document) {
            refuse();
            super.insert(table, document);
        }

        @Override
        public Set<String> replaceIfNewer(Table table, List<Document> documents) {
            refuse();
            return super.replaceIfNewer(table, documents);
        }

        private void refuse() {
            if (full) {
                throw new StoreUnavailableException("SQLite answered SQLITE_FULL", null);
            }
        }
    }
}
