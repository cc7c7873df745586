package org.outreachsync.backup;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Document;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;

/** Opens a backup and reads it from its first byte to its last. */
public final class BackupReader {

    private static final int BUFFER = 64 << 10;

    private final Path file;
    private final Path identity;

    /**
     * A reader.
     *
     * @param identity a file with an identity of age that can open the backup
     */
    public BackupReader(Path file, Path identity) {
        this.file = file;
        this.identity = identity;
    }

    /**
     * Reads everything.
     *
     * @param visitor receives each document; it has seen all of a sound backup only when this returns
     * @throws BackupException if the identity cannot open it, if it was changed, damaged or cut off, or if a newer
     *     version of this program wrote it
     */
    public BackupContents read(BiConsumer<Table, Document> visitor) {
        var identities = AgeKeys.identities(identity);
        try (var sealed = FileChannel.open(file)) {
            var opened = Channels.newInputStream(open(sealed, identities));
            return read(new DataInputStream(new BufferedInputStream(opened, BUFFER)), visitor);
        } catch (BackupException | StoreException known) {
            throw known;
        } catch (IOException | RuntimeException broken) {
            throw isOfTheDisk(broken)
                    ? new BackupException("the backup cannot be read", broken)
                    : new BackupException(file + " is damaged or cut off; use an earlier backup", null);
        }
    }

    /** What is encrypted. Damage behind the header is found while it is read. */
    ReadableByteChannel open(ReadableByteChannel sealed, List<RecipientStanzaReader> identities) {
        try {
            return new StandardDecryptingChannelFactory().newDecryptingChannel(sealed, identities);
        } catch (UnsupportedRecipientStanzaException other) {
            throw new BackupException(
                    file + " was not encrypted for this identity; use the one of its recipient", null);
        } catch (GeneralSecurityException | IOException | RuntimeException damaged) {
            throw new BackupException(file + " is not a backup, or its beginning is damaged", damaged);
        }
    }

    private static boolean isOfTheDisk(Exception failed) {
        return failed instanceof java.nio.file.FileSystemException;
    }

    private BackupContents read(DataInputStream in, BiConsumer<Table, Document> visitor) throws IOException {
        if (!BackupFormat.MAGIC.equals(BackupFormat.text(in))) {
            throw new BackupException(file + " can be opened, but is not a backup of this program", null);
        }
        if (in.readInt() > BackupFormat.FORM) {
            throw newer("form");
        }
        var id = BackupFormat.text(in);
        var made = Instant.ofEpochMilli(in.readLong());
        var documents = new TreeMap<String, Long>();
        @Nullable Table table = null;
        byte next = in.readByte();
        while (next != BackupFormat.END) {
            if (next == BackupFormat.TABLE) {
                var name = BackupFormat.text(in);
                table = BackupFormat.BY_NAME.get(name);
                if (table == null) {
                    throw newer("table " + name);
                }
                documents.put(name, 0L);
            } else if (next == BackupFormat.DOCUMENT && table != null) {
                visitor.accept(table, checked(table, BackupFormat.document(in)));
                documents.merge(table.name(), 1L, Long::sum);
            } else {
                throw newer("part " + next);
            }
            next = in.readByte();
        }
        var contents = new BackupContents(id, made, documents);
        if (in.readLong() != contents.total() || in.read() >= 0) {
            throw new BackupException(file + " does not hold what its end says; use an earlier backup", null);
        }
        return contents;
    }

    private Document checked(Table table, Document document) {
        try {
            table.check(document);
            return document;
        } catch (IllegalArgumentException unknown) {
            throw newer("field of " + table.name());
        }
    }

    private BackupException newer(String what) {
        return new BackupException(
                file + " was written by a newer version of this program, which has a " + what
                        + " that this one does not know; restore it with that version",
                null);
    }
}
