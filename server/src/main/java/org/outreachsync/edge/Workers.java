package org.outreachsync.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that may wait for the store: virtual ones, named, and no more of them at a time than there are permits.
 * Nothing queues: work that finds no permit is refused at once, so that callers come back later instead of piling up in
 * memory.
 */
public final class Workers {

    private final int permits;
    private final Semaphore free;
    private final ThreadFactory threads;

    /**
     * Workers of this name.
     *
     * @param permits the most that work at the same time, from 1
     */
    public Workers(String name, int permits) {
        this.permits = permits;
        this.free = new Semaphore(permits);
        this.threads = Thread.ofVirtual().name(name + "-", 0).factory();
    }

    /**
     * Does work on a thread of its own and gives the outcome to the context.
     *
     * @return fails with BUSY, at once, when there is no permit
     */
    public <T> Future<T> run(Context context, Callable<T> work) {
        if (!free.tryAcquire()) {
            return Future.failedFuture(Problems.busy());
        }
        Promise<T> promise = Promise.promise();
        try {
            threads.newThread(() -> work(context, work, promise)).start();
        } catch (RuntimeException | Error notStarted) {
            free.release();
            throw notStarted;
        }
        return promise.future();
    }

    private <T> void work(Context context, Callable<T> work, Promise<T> promise) {
        try {
            T result;
            try {
                result = work.call();
            } finally {
                free.release();
            }
            context.runOnContext(back -> promise.complete(result));
        } catch (Throwable thrown) {
            context.runOnContext(back -> promise.fail(thrown));
        }
    }

    /** How many work right now. */
    public int inUse() {
        return permits - free.availablePermits();
    }

    /**
     * Takes every permit, so that nothing new begins, and waits for what is under way.
     *
     * @return false when something still works after this time
     */
    public boolean drain(Duration patience) throws InterruptedException {
        return free.tryAcquire(permits, patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}
