package org.outreachsync.device.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * The file under a {@link Journal}. Forced bytes survive a crash; of bytes that were only appended, any prefix may
 * survive. One owner at a time, one thread at a time. Interrupting the thread neither aborts a call nor breaks the
 * file.
 */
public interface JournalFile extends AutoCloseable {

    /**
     * Whether the file exists. Only {@link #replace} creates it, together with its content, so an empty file is a
     * damaged one.
     */
    boolean exists() throws IOException;

    /** The size in bytes, including appended bytes; 0 when there is no file. */
    long size() throws IOException;

    /** Reads all bytes from the beginning; the caller closes the stream before it appends. */
    InputStream read() throws IOException;

    /** Appends bytes. After a failure, the end of the file is undefined until {@link #truncate}. */
    void append(byte[] bytes) throws IOException;

    /** Overwrites existing bytes. Durable with the next {@link #force}, or some seconds later. */
    void overwrite(long position, byte[] bytes) throws IOException;

    /** Returns once everything written so far survives a loss of power. */
    void force() throws IOException;

    /** Cuts the file to this size in bytes, durably, even after earlier failures. */
    void truncate(long size) throws IOException;

    /**
     * Replaces the whole content, durably and atomically: after a crash the file has either the old content or the new.
     *
     * @param head called after the whole content was written; its bytes replace the first ones
     * @param overwriteOld whether the old content is overwritten on disk afterwards, for a wipe
     */
    void replace(Iterable<byte[]> content, Supplier<byte[]> head, boolean overwriteOld) throws IOException;

    /**
     * Reserves this much storage in all, so that nothing else can use it up, or releases what is too much.
     *
     * @throws IOException when the storage is full; what could be reserved stays reserved
     */
    void reserve(long bytes) throws IOException;

    /** How many bytes are reserved. */
    long reserved();

    /** Roughly how many bytes can be written before the storage is full, not counting the reserved ones. */
    long freeBytes();

    /** Overwrites the content, then removes the file and the reserved storage. This closes the file. */
    void destroy() throws IOException;

    @Override
    void close() throws IOException;
}
