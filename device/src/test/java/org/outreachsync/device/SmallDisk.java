package org.outreachsync.device;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.journal.DiskJournalFile;
import org.outreachsync.device.journal.JournalFile;
import org.outreachsync.device.journal.MemoryJournalFile;

/**
 * A disk that a test can fill up: a file system in memory if this process may mount one, otherwise a journal file with
 * a limit.
 */
final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final boolean mounted;
    private @Nullable MemoryJournalFile memory;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    static SmallDisk ofBytes(int bytes) throws IOException {
        var folder = Files.createTempDirectory("small-disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", folder.toString());
        System.out.println("SmallDisk: " + (mounted ? "a tmpfs" : "in memory, since nothing can be mounted here"));
        return new SmallDisk(folder, mounted);
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void write(byte[] journal) throws IOException {
        if (mounted) {
            Files.write(folder.resolve("queue"), journal);
        } else {
            memory = new MemoryJournalFile(journal);
        }
    }

    JournalFile open() throws IOException {
        if (memory == null) {
            return DiskJournalFile.open(folder.resolve("queue"));
        }
        memory = memory.reopened();
        return memory;
    }

    /** Fills all free space with another file. */
    void fill() throws IOException {
        if (memory != null) {
            memory.fillUpAt(memory.size() + memory.reserved());
            return;
        }
        try (var out = Files.newOutputStream(folder.resolve("pictures-" + System.nanoTime()))) {
            fill(out);
        }
    }

    private static void fill(OutputStream out) {
        var block = new byte[4096];
        try {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return;
        }
    }

    /** Deletes that other file. */
    void free() throws IOException {
        if (memory != null) {
            memory.fillUpAt(Long.MAX_VALUE);
            return;
        }
        try (var files = Files.newDirectoryStream(folder, "pictures-*")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            run("umount", "-l", folder.toString());
        }
        Files.deleteIfExists(folder);
    }
}
