package org.outreachsync.device.clock;

/**
 * A clock for plain Java, where a process counts as a boot. An Android app uses {@code SystemClock.elapsedRealtime()}
 * for the time since boot.
 */
public final class ProcessClock implements DeviceClock {

    private final long bootId;
    private final long startNanos = System.nanoTime();

    /** @param bootId different for every process */
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
