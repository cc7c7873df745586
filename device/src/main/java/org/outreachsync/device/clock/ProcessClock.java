package org.outreachsync.device.clock;

/**
 * The clock of a Java process, which stands for the boot of a tablet. An Android app passes
 * {@code SystemClock.elapsedRealtime()} instead.
 */
public final class ProcessClock implements DeviceClock {

    private final long bootId;
    private final long startNanos = System.nanoTime();

    /** A clock whose boot has this name; it must be another one for every process. */
    public ProcessClock(long bootId) {
        this.bootId = bootId;
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long elapsedMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    @Override
    public long bootId() {
        return bootId;
    }
}
