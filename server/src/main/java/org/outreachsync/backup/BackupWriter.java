package org.outreachsync.backup;

import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Snapshot;
import org.outreachsync.store.Table;

/**
 * Writes a store as it is at one moment into one file, encrypted with age (X25519). What the store holds is sealed
 * already; the encryption also hides how many tablets, sites and records there are, and shows every change of the file.
 */
public final class BackupWriter {

    /** Ends the name of a backup that is not complete. */
    static final String PART = ".part";

    private static final int BUFFER = 64 << 10;

    private final Collection<String> recipients;
    private final Progress progress;

    /**
     * A writer.
     *
     * @param recipients who can open it, each written {@code age1…}
     */
    public BackupWriter(Collection<String> recipients, Progress progress) {
        this.recipients = recipients;
        this.progress = progress;
    }

    /**
     * Writes a backup. The file gets its name when it is complete, synced and compared with what was written.
     *
     * @param target a file that does not exist yet; only its owner may read it
     * @param id tells it from any other backup
     * @throws BackupException if a recipient is wrong, or the file exists or cannot be written
     */
    public BackupContents write(DocumentStore store, Path target, String id, Instant now) {
        var readers = AgeKeys.recipients(recipients);
        var part = target.toAbsolutePath().resolveSibling(target.getFileName() + PART);
        if (Files.exists(target)) {
            throw new BackupException("the file of the backup exists already: " + target, null);
        }
        try (var snapshot = store.snapshot()) {
            Files.createDirectories(part.resolveSibling(""));
            Files.deleteIfExists(part);
            OwnerOnly.create(part);
            BackupContents contents;
            try (var file = FileChannel.open(part, StandardOpenOption.WRITE)) {
                var compared = new ComparedFile(file);
                // Closed once: each close would end the encryption again.
                var sealed = new StandardEncryptingChannelFactory().newEncryptingChannel(compared, readers);
                try (var out =
                        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(sealed), BUFFER))) {
                    contents = write(snapshot, out, id, now);
                }
                file.force(true);
                compared.check(part);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return contents;
        } catch (UncheckedIOException | IOException failed) {
            throw new BackupException("the backup was not written; " + discarded(part), failed);
        } catch (GeneralSecurityException impossible) {
            throw new BackupException("the backup could not be encrypted; " + discarded(part), impossible);
        }
    }

    /** A part is of no use, and takes space on a disk that is perhaps full. */
    private static String discarded(Path part) {
        try {
            Files.deleteIfExists(part);
            return "its beginning was deleted";
        } catch (IOException cannot) {
            return "delete " + part;
        }
    }

    private BackupContents write(Snapshot snapshot, DataOutputStream out, String id, Instant now) throws IOException {
        BackupFormat.text(out, BackupFormat.MAGIC);
        out.writeInt(BackupFormat.FORM);
        BackupFormat.text(out, id);
        out.writeLong(now.toEpochMilli());
        var documents = new TreeMap<String, Long>();
        for (var table : BackupFormat.TABLES) {
            out.writeByte(BackupFormat.TABLE);
            BackupFormat.text(out, table.name());
            documents.put(table.name(), write(snapshot, table, out));
        }
        var contents = new BackupContents(id, now, documents);
        out.writeByte(BackupFormat.END);
        out.writeLong(contents.total());
        return contents;
    }

    private long write(Snapshot snapshot, Table table, DataOutputStream out) {
        long about = snapshot.estimate(table);
        var done = new long[1];
        snapshot.forEach(table, document -> {
            try {
                BackupFormat.write(out, document);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            done[0]++;
            progress.at(table.name(), done[0], about);
        });
        return done[0];
    }
}
