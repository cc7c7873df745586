package org.outreachsync.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The threads that may block on the store: named virtual threads, at most as many at a time as there are permits.
 * Nothing queues: work without a permit is refused immediately, so that callers retry later instead of piling up in
 * memory.
 */
public final class Workers {

    private final int permits;
    private final Semaphore free;
    private final BlockingThreads threads;

    /**
     * Creates workers with this name.
     *
     * @param permits how many may work at the same time, at least 1
     */
    public Workers(String name, int permits) {
        this.permits = permits;
        this.free = new Semaphore(permits);
        this.threads = BlockingThreads.named(name);
    }

    /**
     * Runs work on a new thread and completes on the given context.
     *
     * @return fails immediately with BUSY if there is no permit
     */
    public <T> Future<T> run(Context context, Callable<T> work) {
        if (!free.tryAcquire()) {
            return Future.failedFuture(Problems.busy());
        }
        return threads.run(context, work, free::release);
    }

    /** The number of permits in use. */
    public int inUse() {
        return permits - free.availablePermits();
    }

    /**
     * Takes every permit, so that no new work starts, and waits for running work.
     *
     * @return false if work is still running after this time
     */
    public boolean drain(Duration patience) throws InterruptedException {
        return free.tryAcquire(permits, patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}
