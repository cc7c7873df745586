package org.outreachsync.device.journal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * An append-only list of sealed entries in one file. An entry that {@link #append} returned for is there after any crash; one that was being
 * written is there whole or not at all.
 */
public final class Journal implements AutoCloseable {

    private static final byte[] MAGIC = {'O', 'R', 'S', 'J', 0, 0, 0, 1};

    private final JournalFile file;
    private final Seal seal;
    private long end;
    private boolean torn;
    private boolean closed;

    private Journal(JournalFile file, Seal seal, long end) {
        this.file = file;
        this.seal = seal;
        this.end = end;
    }

    /**
     * Opens the journal, cuts off an entry that a crash left unfinished, and hands every entry to {@code reader} in order.
     *
     * @throws JournalDamagedException when an entry cannot be read although it is not the last
     * @throws JournalException when the file cannot be read, or is no journal
     */
    public static Journal open(JournalFile file, Seal seal, Consumer<byte[]> reader) {
        try {
            byte[] content;
            try (var in = file.read()) {
                content = in.readAllBytes();
            }
            if (content.length < MAGIC.length) {
                return begin(file, seal, content);
            }
            if (!Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new JournalException("the file is not a journal of this version");
            }
            int end = replay(content, seal, reader);
            if (end < content.length) {
                file.truncate(end);
            }
            return new Journal(file, seal, end);
        } catch (IOException failure) {
            throw new JournalException("the journal cannot be opened", failure);
        }
    }

    private static Journal begin(JournalFile file, Seal seal, byte[] content) throws IOException {
        if (!Arrays.equals(content, Arrays.copyOf(MAGIC, content.length))) {
            throw new JournalException("the file is not a journal of this version");
        }
        file.truncate(0);
        file.append(MAGIC);
        file.force();
        return new Journal(file, seal, MAGIC.length);
    }

    private static int replay(byte[] content, Seal seal, Consumer<byte[]> reader) {
        int position = MAGIC.length;
        while (position < content.length) {
            var payload = Frame.payloadAt(content, position);
            if (payload == null) {
                refuseHole(content, position);
                return position;
            }
            try {
                reader.accept(seal.open(payload));
            } catch (GeneralSecurityException failure) {
                throw new JournalDamagedException(position, "an entry cannot be unsealed", failure);
            }
            position += Frame.HEAD_BYTES + payload.length;
        }
        return position;
    }

    /** An unfinished entry is the last; a sound one after it means that the storage lost something it had promised to keep. */
    private static void refuseHole(byte[] content, int hole) {
        for (int position = hole + 1; position < content.length; position++) {
            if (Frame.payloadAt(content, position) != null) {
                throw new JournalDamagedException(hole, "the storage damaged an entry");
            }
        }
    }

    /**
     * Adds an entry and returns when it is durable.
     *
     * @throws JournalException when it could not be written; it is not there then, unless the storage goes on failing until the app ends
     */
    public void append(byte[] entry) {
        requireOpen();
        var frame = Frame.of(sealed(entry));
        try {
            takeBack();
            torn = true;
            file.append(frame);
            file.force();
            torn = false;
            end += frame.length;
        } catch (IOException failure) {
            tryToTakeBack();
            throw new JournalException("the journal cannot be written", failure);
        }
    }

    /** Cuts off what was written of an entry that was refused. */
    private void takeBack() throws IOException {
        if (torn) {
            file.truncate(end);
            torn = false;
        }
    }

    /** What cannot be cut off now is cut off before the next entry. */
    private void tryToTakeBack() {
        try {
            takeBack();
        } catch (IOException laterThen) {
            return;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new JournalException("the journal is closed");
        }
    }

    /**
     * Puts these entries in place of all there are, in one step.
     *
     * @param overwriteOld whether the old bytes are overwritten afterwards
     * @throws JournalException when that failed; the journal is as it was then
     */
    public void replace(Iterable<byte[]> entries, boolean overwriteOld) {
        requireOpen();
        try {
            file.replace(() -> frames(entries.iterator()), overwriteOld);
            end = file.size();
            torn = false;
        } catch (IOException failure) {
            throw new JournalException("the journal cannot be compacted", failure);
        }
    }

    private Iterator<byte[]> frames(Iterator<byte[]> entries) {
        return new Iterator<>() {
            private boolean begun;

            @Override
            public boolean hasNext() {
                return !begun || entries.hasNext();
            }

            @Override
            public byte[] next() {
                if (!begun) {
                    begun = true;
                    return MAGIC.clone();
                }
                return Frame.of(sealed(entries.next()));
            }
        };
    }

    private byte[] sealed(byte[] entry) {
        try {
            return seal.seal(entry);
        } catch (GeneralSecurityException failure) {
            throw new JournalException("the entry cannot be sealed", failure);
        }
    }

    /** The size of the file in bytes. */
    public long size() {
        return end;
    }

    /**
     * Destroys the content, the file and the key of the seal.
     *
     * @throws JournalException when the file could not be overwritten and removed; the key is gone all the same
     */
    public void destroy() {
        closed = true;
        try {
            file.destroy();
        } catch (IOException failure) {
            throw new JournalException("the journal cannot be destroyed", failure);
        } finally {
            seal.forget();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            tryToTakeBack();
        }
        closed = true;
        try {
            file.close();
        } catch (IOException failure) {
            throw new JournalException("the journal cannot be closed", failure);
        }
    }
}
