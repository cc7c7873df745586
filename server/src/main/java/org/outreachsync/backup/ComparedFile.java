package org.outreachsync.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Passes bytes on to a file, and afterwards compares them with what the file holds. Nobody here could decrypt a backup,
 * but this notices a disk that did not keep what it was given. Leaves the file open when it is closed, so that the file
 * can be synced after the encryption has ended.
 */
final class ComparedFile implements WritableByteChannel {

    private static final int BUFFER = 64 << 10;

    private final WritableByteChannel to;
    private final MessageDigest passed = sha256();

    ComparedFile(WritableByteChannel to) {
        this.to = to;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        var given = bytes.duplicate();
        int written = to.write(bytes);
        passed.update(given.limit(given.position() + written));
        return written;
    }

    @Override
    public boolean isOpen() {
        return to.isOpen();
    }

    @Override
    public void close() {}

    /** Reads the file to its end. To be called once, when everything is written. Throws if it holds anything else. */
    void check(Path file) throws IOException {
        var held = sha256();
        var buffer = ByteBuffer.allocate(BUFFER);
        try (var reading = FileChannel.open(file)) {
            while (reading.read(buffer) >= 0) {
                held.update(buffer.flip());
                buffer.clear();
            }
        }
        if (!MessageDigest.isEqual(held.digest(), passed.digest())) {
            throw new IOException("the disk does not hold what was written to it");
        }
    }
}
