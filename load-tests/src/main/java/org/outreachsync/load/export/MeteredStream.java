package org.outreachsync.load.export;

import java.io.OutputStream;

/** Counts the bytes that are written to it, and looks at the heap from time to time. */
final class MeteredStream extends OutputStream {

    private static final double MIB = 1 << 20;

    private final long step;
    private long bytes;
    private long next;
    private double highestHeap;

    /** @param step looks at the heap each time after so many bytes */
    MeteredStream(long step) {
        this.step = step;
        this.next = step;
    }

    @Override
    public void write(int one) {
        count(1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        count(length);
    }

    private void count(int length) {
        bytes += length;
        if (bytes >= next) {
            next = bytes + step;
            highestHeap = Math.max(highestHeap, liveHeap());
        }
    }

    long bytes() {
        return bytes;
    }

    /** The most that was in use, in MiB. */
    double highestHeap() {
        return highestHeap;
    }

    /** What is in use after a collection, in MiB. */
    static double liveHeap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MIB;
    }
}
