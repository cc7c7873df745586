package org.outreachsync.device.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A journal file in memory, for simulations: it can crash as a tablet does, and its disk can fill up or fail. */
public final class MemoryJournalFile implements JournalFile {

    private byte[] bytes;
    private int size;
    private int forced;
    private boolean open = true;
    private long sizeMax = Long.MAX_VALUE;
    private int failures;

    /** A new, empty file. */
    public MemoryJournalFile() {
        this(new byte[0]);
    }

    /** A file that a crash left with this content. */
    public MemoryJournalFile(byte[] content) {
        this.bytes = content.clone();
        this.size = content.length;
        this.forced = content.length;
    }

    /**
     * The power fails. This file is of no use any more.
     *
     * @param unforcedKept how many of the bytes that were not forced reached the disk all the same; as many as there are at most
     * @return the file as it is found after the crash
     */
    public MemoryJournalFile crash(int unforcedKept) {
        open = false;
        return new MemoryJournalFile(Arrays.copyOf(bytes, Math.min(size, forced + Math.max(0, unforcedKept))));
    }

    /** The file as another process of the same tablet would open it after this one was closed. */
    public MemoryJournalFile reopened() {
        return crash(size - forced);
    }

    /** Bytes that a crash could lose. */
    public int unforcedBytes() {
        return size - forced;
    }

    /** The content, as far as it was written. */
    public byte[] content() {
        return Arrays.copyOf(bytes, size);
    }

    /** From now on, writing beyond this size in bytes fails as on a full disk, after the bytes that still fit. */
    public void fillUpAt(long bytesMax) {
        sizeMax = bytesMax;
    }

    /** The next so many calls to force or to cut fail, as on storage that went bad for a moment. */
    public void failForcesAndCuts(int count) {
        failures = count;
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
        int length = (int) Math.min(added.length, Math.max(0, sizeMax - size));
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
    public void force() throws IOException {
        check();
        fail();
        forced = size;
    }

    @Override
    public void truncate(long newSize) throws IOException {
        check();
        fail();
        size = (int) Math.min(size, newSize);
        forced = size;
    }

    @Override
    public void replace(Iterable<byte[]> content, boolean overwriteOld) throws IOException {
        check();
        var next = new ByteArrayOutputStream();
        for (var part : content) {
            next.write(part);
            if (next.size() > sizeMax) {
                throw new IOException("no space left");
            }
        }
        bytes = next.toByteArray();
        size = bytes.length;
        forced = size;
    }

    @Override
    public void destroy() {
        Arrays.fill(bytes, (byte) 0);
        size = 0;
        forced = 0;
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
