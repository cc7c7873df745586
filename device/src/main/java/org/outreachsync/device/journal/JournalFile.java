package org.outreachsync.device.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * The one file under a {@link Journal}. Bytes that were forced are there after a crash; of bytes that were only
 * appended, any beginning may be. One owner at a time, one thread at a time. Interrupting the thread neither breaks a
 * call off nor the file.
 */
public interface JournalFile extends AutoCloseable {

    /**
     * Whether the file is there. It comes to be by {@link #replace} only, with its content, so that an empty one has
     * lost it.
     */
    boolean exists() throws IOException;

    /** The size in bytes, appended bytes included; 0 when there is no file. */
    long size() throws IOException;

    /** Reads all bytes from the beginning; the caller closes the stream before it appends. */
    InputStream read() throws IOException;

    /** Adds bytes at the end. After a failure the end of the file is undefined until {@link #truncate}. */
    void append(byte[] bytes) throws IOException;

    /** Overwrites bytes that are there. Durable with the next {@link #force}, or some seconds later. */
    void overwrite(long position, byte[] bytes) throws IOException;

    /** Returns when everything written so far survives a loss of power. */
    void force() throws IOException;

    /** Cuts the file to this size in bytes, durably, whatever failed before. */
    void truncate(long size) throws IOException;

    /**
     * Puts these bytes in place of the whole content, durably; after a crash the file has either the old content or the
     * new.
     *
     * @param head asked for after the last of the content, and written over the first bytes of it
     * @param overwriteOld whether the bytes of the old content are overwritten afterwards, as a wipe wants it
     */
    void replace(Iterable<byte[]> content, Supplier<byte[]> head, boolean overwriteOld) throws IOException;

    /**
     * Keeps storage aside that nobody else can use up, so much in all, or gives back what is too much.
     *
     * @throws IOException when the storage is full; what there is of it is kept then
     */
    void reserve(long bytes) throws IOException;

    /** How many bytes are kept aside. */
    long reserved();

    /** About how many bytes can be written before the storage is full, without those kept aside. */
    long freeBytes();

    /** Overwrites the content and removes the file and what is kept aside; the file is closed by it. */
    void destroy() throws IOException;

    @Override
    void close() throws IOException;
}
