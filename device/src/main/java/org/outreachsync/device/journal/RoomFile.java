package org.outreachsync.device.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A file whose only use is its size: cut shorter, it gives the storage back that a full disk has not. Its blocks are
 * written, and not alike, since a file system need not keep what is empty or can be compressed.
 */
final class RoomFile {

    private static final int BLOCK_BYTES = 16 * 1024;

    private final Path path;
    private final byte[] block = new byte[BLOCK_BYTES];
    private long size;

    RoomFile(Path path) throws IOException {
        this.path = path;
        this.size = Files.exists(path) ? Files.size(path) : 0;
        new Random(BLOCK_BYTES).nextBytes(block);
    }

    long size() {
        return size;
    }

    /** Makes the file so large; when the disk is full before, as large as it can be. */
    void resize(long wanted) throws IOException {
        if (wanted == size) {
            return;
        }
        OwnerOnly.file(path);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            if (wanted > size) {
                grow(file, wanted);
            } else {
                file.setLength(wanted);
                size = wanted;
            }
            file.getFD().sync();
        }
    }

    private void grow(RandomAccessFile file, long wanted) throws IOException {
        try {
            file.seek(size);
            while (size < wanted) {
                int length = (int) Math.min(BLOCK_BYTES, wanted - size);
                file.write(block, 0, length);
                size += length;
            }
        } catch (IOException full) {
            file.setLength(size);
            file.getFD().sync();
            throw full;
        }
    }

    void delete() throws IOException {
        size = 0;
        Files.deleteIfExists(path);
    }
}
