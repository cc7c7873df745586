package org.outreachsync.device.journal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder in which a journal stands with the files beside it. */
final class JournalFolder {

    private final Path folder;

    private JournalFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder of this absolute path; made if it does not exist, and then for its owner only. */
    static JournalFolder of(Path journal) throws IOException {
        var folder = journal.getParent();
        if (folder == null) {
            throw new IOException("a journal needs a folder: " + journal);
        }
        OwnerOnly.folder(folder);
        return new JournalFolder(folder);
    }

    /** The file of the same name with this ending added. */
    static Path beside(Path journal, String ending) {
        return journal.resolveSibling(journal.getFileName() + ending);
    }

    /**
     * Locks this file until the channel is closed.
     *
     * @throws IOException when this process or another has it locked
     */
    static FileChannel lock(Path path) throws IOException {
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

    /** Makes a rename or a new name durable. Some platforms cannot open a folder; they do not need it. */
    void force() {
        boolean interrupted = Thread.interrupted();
        while (!forced()) {
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean forced() {
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
