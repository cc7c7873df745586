package org.outreachsync.device.journal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * An append-only list of sealed entries in one file. Once {@link #append} has returned, its entry survives any crash;
 * an entry that was being written at a crash is either complete or absent. If the file loses its end in another way,
 * that is detected, see {@link Mark}.
 */
public final class Journal implements AutoCloseable {

    private static final int READ_BUFFER_BYTES = 64 * 1024;

    private final JournalFile file;
    private final Seal seal;
    private long entries;
    private long end;
    private boolean torn;
    private boolean closed;

    private Journal(JournalFile file, Seal seal) {
        this.file = file;
        this.seal = seal;
    }

    /**
     * Opens the journal, cuts off an entry that a crash left unfinished, and passes every entry to {@code reader} in
     * order.
     *
     * @throws JournalDamagedException when an entry that was durable is unreadable or missing
     * @throws JournalException when the file cannot be read, or is no journal
     */
    public static Journal open(JournalFile file, Seal seal, Consumer<byte[]> reader) {
        var journal = new Journal(file, seal);
        try {
            if (file.exists()) {
                journal.replay(reader);
            } else {
                journal.replace(Collections.emptyList(), false);
            }
            return journal;
        } catch (IOException failure) {
            throw new JournalException("the journal cannot be opened", failure);
        }
    }

    private void replay(Consumer<byte[]> reader) throws IOException {
        long size = file.size();
        try (var in = new DataInputStream(new BufferedInputStream(file.read(), READ_BUFFER_BYTES))) {
            var mark = mark(in, size);
            end = Mark.HEAD_BYTES;
            for (var payload = Frame.next(in, size - end); payload != null; payload = Frame.next(in, size - end)) {
                reader.accept(opened(payload));
                end += Frame.HEAD_BYTES + payload.length;
                entries++;
                if ((end >= mark.end() && entries < mark.entries())
                        || (end > mark.end() && entries == mark.entries())) {
                    throw new JournalDamagedException(end, "the entries do not match the mark");
                }
            }
            if (end < mark.end() || entries < mark.entries()) {
                throw new JournalDamagedException(
                        end,
                        size < mark.end()
                                ? "the end of the journal was cut off, which had entries up to " + mark.end()
                                : "the storage damaged an entry");
            }
        } catch (EOFException shrunk) {
            throw new JournalDamagedException(end, "the storage returns fewer bytes than the file has", shrunk);
        }
        if (end < size) {
            refuseHole(size);
            file.truncate(end);
        }
    }

    private Mark mark(DataInputStream in, long size) throws IOException {
        var head = new byte[(int) Math.min(size, Mark.HEAD_BYTES)];
        in.readFully(head);
        if (!Mark.isHead(head)) {
            throw new JournalException("the file is not a journal of this version");
        }
        if (head.length < Mark.HEAD_BYTES) {
            throw new JournalDamagedException(head.length, "the journal was cut off at its beginning");
        }
        var mark = Mark.of(head, seal);
        if (mark == null) {
            throw new JournalDamagedException(0, "the head is damaged, or this is the wrong key");
        }
        return mark;
    }

    private byte[] opened(byte[] payload) {
        try {
            return seal.open(payload);
        } catch (GeneralSecurityException failure) {
            throw new JournalDamagedException(end, "an entry cannot be unsealed", failure);
        }
    }

    /** Only the last entry can be unfinished. If an intact one follows, the storage lost data that it had confirmed. */
    private void refuseHole(long size) throws IOException {
        var tail = new byte[(int) Math.min(size - end, Frame.PAYLOAD_BYTES_MAX)];
        try (var in = new DataInputStream(new BufferedInputStream(file.read(), READ_BUFFER_BYTES))) {
            for (long skipped = 0; skipped < end; ) {
                skipped += in.skip(end - skipped);
            }
            in.readFully(tail);
        }
        for (int position = 1; position < tail.length; position++) {
            if (Frame.payloadAt(tail, position) != null) {
                throw new JournalDamagedException(end, "the storage damaged an entry");
            }
        }
    }

    /**
     * Appends an entry and returns once it is durable.
     *
     * @throws JournalException when it could not be written. It is then absent, unless the storage keeps failing until
     *     the app ends
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
            entries++;
        } catch (IOException failure) {
            tryToTakeBack();
            throw new JournalException("the journal cannot be written", failure);
        }
        markEnd();
    }

    /** Marks the new end. If this fails, the entry is durable nevertheless, and the next entry sets a later mark. */
    private void markEnd() {
        try {
            var mark = new Mark(entries, end);
            file.overwrite(mark.position(), mark.sealed(seal));
        } catch (IOException | GeneralSecurityException withTheNextThen) {
            return;
        }
    }

    /** Cuts off the partly written bytes of a failed entry. */
    private void takeBack() throws IOException {
        if (torn) {
            file.truncate(end);
            torn = false;
        }
    }

    /** If this fails now, it is done before the next entry. */
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
     * Replaces all entries by these, atomically.
     *
     * @param overwriteOld whether the old bytes are overwritten afterwards
     * @throws JournalException when that failed; the journal is then unchanged
     */
    public void replace(Iterable<byte[]> content, boolean overwriteOld) {
        requireOpen();
        var frames = new Frames(content.iterator());
        try {
            file.replace(() -> frames, frames::head, overwriteOld);
            end = frames.bytes;
            entries = frames.count;
            torn = false;
        } catch (IOException failure) {
            throw new JournalException("the journal cannot be compacted", failure);
        }
    }

    /** The chunks of a new file. The first reserves space for the head, which counts the entries after it. */
    private final class Frames implements Iterator<byte[]> {

        private final Iterator<byte[]> content;
        private long count;
        private long bytes;

        Frames(Iterator<byte[]> content) {
            this.content = content;
        }

        @Override
        public boolean hasNext() {
            return bytes == 0 || content.hasNext();
        }

        @Override
        public byte[] next() {
            if (bytes == 0) {
                bytes = Mark.HEAD_BYTES;
                return new byte[Mark.HEAD_BYTES];
            }
            var frame = Frame.of(sealed(content.next()));
            bytes += frame.length;
            count++;
            return frame;
        }

        byte[] head() {
            try {
                return new Mark(count, bytes).head(seal);
            } catch (GeneralSecurityException failure) {
                throw new JournalException("the journal cannot be sealed", failure);
            }
        }
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
     * @throws JournalException when the file could not be overwritten and removed; the key is destroyed nevertheless
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
