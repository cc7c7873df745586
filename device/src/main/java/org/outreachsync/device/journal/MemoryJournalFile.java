package org.outreachsync.device.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Supplier;

/** A journal file in memory, for simulations. It can crash like a tablet, and its disk can fill up or fail. */
public final class MemoryJournalFile implements JournalFile {

    private boolean exists;
    private byte[] bytes;
    /** The forced version of those bytes that can be overwritten. */
    private byte[] forcedHead;

    private int size;
    private int forced;
    private long reserved;
    private boolean open = true;
    private long sizeMax = Long.MAX_VALUE;
    private int failures;

    /** A new, empty file. */
    public MemoryJournalFile() {
        this(new byte[0]);
        exists = false;
    }

    /** A file with this content, as found after a crash. */
    public MemoryJournalFile(byte[] content) {
        this.exists = true;
        this.bytes = content.clone();
        this.forcedHead = headOf(content);
        this.size = content.length;
        this.forced = content.length;
    }

    /**
     * Simulates a power failure. This object is unusable afterwards.
     *
     * @param unforcedKept how many of the unforced bytes reached the disk nevertheless; capped at their number
     * @return the file as it is found after the crash
     */
    public MemoryJournalFile crash(int unforcedKept) {
        open = false;
        int kept = Math.min(size, forced + Math.max(0, unforcedKept));
        var found = Arrays.copyOf(bytes, kept);
        if (kept < size || unforcedKept == 0) {
            System.arraycopy(forcedHead, 0, found, 0, Math.min(kept, forcedHead.length));
        }
        return found(found);
    }

    private MemoryJournalFile found(byte[] content) {
        var found = exists ? new MemoryJournalFile(content) : new MemoryJournalFile();
        found.reserved = reserved;
        found.sizeMax = sizeMax;
        return found;
    }

    private static byte[] headOf(byte[] content) {
        return Arrays.copyOf(content, Math.min(content.length, Mark.HEAD_BYTES));
    }

    /** The file as another process on the same tablet would open it after this one was closed. */
    public MemoryJournalFile reopened() {
        open = false;
        return found(content());
    }

    /** The content written so far. */
    public byte[] content() {
        return Arrays.copyOf(bytes, size);
    }

    /** Limits the disk to this many bytes in all. A write beyond the limit fails after the bytes that still fit. */
    public void fillUpAt(long bytesMax) {
        sizeMax = bytesMax;
    }

    /** Makes the next calls to force or truncate fail, as on storage with a temporary fault. */
    public void failForcesAndCuts(int count) {
        failures = count;
    }

    @Override
    public boolean exists() throws IOException {
        check();
        return exists;
    }

    @Override
    public long size() throws IOException {
        check();
        return size;
    }

    @Override
    public InputStream read() throws IOException {
        check();
        return new ByteArrayInputStream(bytes, 0, size);
    }

    @Override
    public void append(byte[] added) throws IOException {
        check();
        int length = (int) Math.min(added.length, Math.max(0, freeBytes()));
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, Math.min(2 * bytes.length, size + length + 65_536)));
        }
        System.arraycopy(added, 0, bytes, size, length);
        size += length;
        if (length < added.length) {
            throw new IOException("no space left");
        }
    }

    @Override
    public void overwrite(long position, byte[] part) throws IOException {
        check();
        if (position + part.length > size) {
            throw new IOException("the bytes to overwrite do not exist");
        }
        System.arraycopy(part, 0, bytes, (int) position, part.length);
    }

    @Override
    public void force() throws IOException {
        check();
        fail();
        forced = size;
        forcedHead = headOf(content());
    }

    @Override
    public void truncate(long newSize) throws IOException {
        check();
        fail();
        if (newSize > size) {
            throw new IOException("the journal is shorter than what was written");
        }
        size = (int) newSize;
        forced = size;
        forcedHead = headOf(content());
    }

    @Override
    public void replace(Iterable<byte[]> content, Supplier<byte[]> head, boolean overwriteOld) throws IOException {
        check();
        var next = new ByteArrayOutputStream();
        for (var part : content) {
            next.write(part);
            if (next.size() > freeBytes()) {
                throw new IOException("no space left");
            }
        }
        bytes = next.toByteArray();
        var begin = head.get();
        System.arraycopy(begin, 0, bytes, 0, begin.length);
        exists = true;
        size = bytes.length;
        forced = size;
        forcedHead = headOf(bytes);
    }

    @Override
    public void reserve(long wanted) throws IOException {
        check();
        if (wanted - reserved > freeBytes()) {
            reserved += Math.max(0, freeBytes());
            throw new IOException("no space left");
        }
        reserved = wanted;
    }

    @Override
    public long reserved() {
        return reserved;
    }

    @Override
    public long freeBytes() {
        return sizeMax - reserved - size;
    }

    @Override
    public void destroy() {
        Arrays.fill(bytes, (byte) 0);
        size = 0;
        forced = 0;
        reserved = 0;
        exists = false;
        open = false;
    }

    @Override
    public void close() {
        open = false;
    }

    private void fail() throws IOException {
        if (failures > 0) {
            failures--;
            throw new IOException("the storage does not answer");
        }
    }

    private void check() throws IOException {
        if (!open) {
            throw new IOException("the file is closed");
        }
    }
}
