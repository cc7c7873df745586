package org.outreachsync.device.journal;

import java.io.IOException;
import java.io.InputStream;

/**
 * The one file under a {@link Journal}. Bytes that were forced are there after a crash; of bytes that were only appended, any beginning may be.
 * One owner at a time, one thread at a time. Interrupting the thread neither breaks a call off nor the file.
 */
public interface JournalFile extends AutoCloseable {

    /** The size in bytes, appended bytes included. */
    long size() throws IOException;

    /** Reads all bytes from the beginning; the caller closes the stream before it appends. */
    InputStream read() throws IOException;

    /** Adds bytes at the end. After a failure the end of the file is undefined until {@link #truncate}. */
    void append(byte[] bytes) throws IOException;

    /** Returns when everything appended so far survives a loss of power. */
    void force() throws IOException;

    /** Cuts the file to this size in bytes, durably, whatever failed before. */
    void truncate(long size) throws IOException;

    /**
     * Puts these bytes in place of the whole content, durably; after a crash the file has either the old content or the new.
     *
     * @param overwriteOld whether the bytes of the old content are overwritten afterwards, as a wipe wants it
     */
    void replace(Iterable<byte[]> content, boolean overwriteOld) throws IOException;

    /** Overwrites the content and removes the file; the file is closed by it. */
    void destroy() throws IOException;

    @Override
    void close() throws IOException;
}
