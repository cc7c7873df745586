package org.outreachsync.device.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A file that only reserves storage: shortened, it frees space on a full disk. Its blocks are written with varying
 * bytes, since a file system may not allocate storage for empty or compressible blocks.
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

    /** Resizes the file. If the disk fills up first, the file is as large as it could get. */
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
