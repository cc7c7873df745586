package org.outreachsync.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The floor of durability: appends to a file and forces it to disk before it goes on. */
public final class FsyncFloor {

    private final Path file;

    /** Appends to this file, which it creates and removes. */
    public FsyncFloor(Path file) {
        this.file = file;
    }

    /** What was measured. */
    public record Floor(double acksPerSecond, double recordsPerSecond, double p50Ms, double p99Ms) {}

    /**
     * Appends one after the other.
     *
     * @param bytes of each
     * @param records that each stands for
     */
    public Floor measure(int appends, int bytes, int records) throws IOException {
        var latencies = new long[appends];
        var content = new byte[bytes];
        Arrays.fill(content, (byte) 7);
        long begin = System.nanoTime();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int at = 0; at < appends; at++) {
                long one = System.nanoTime();
                channel.write(ByteBuffer.wrap(content));
                channel.force(false);
                latencies[at] = System.nanoTime() - one;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Files.delete(file);
        Arrays.sort(latencies);
        double acks = appends / seconds;
        return new Floor(acks, acks * records, latencies[appends / 2] / 1e6, latencies[appends * 99 / 100] / 1e6);
    }
}
