package org.outreachsync.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;

/** Runs work that may block, each piece on a new thread, and completes on the context of its caller. */
final class BlockingThreads {

    private final ThreadFactory threads;

    BlockingThreads(ThreadFactory threads) {
        this.threads = threads;
    }

    /** Virtual threads with this name and a number. */
    static BlockingThreads named(String name) {
        return new BlockingThreads(Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /**
     * Runs work on a new thread and completes on the given context.
     *
     * @param ended runs once: after the work and before the completion, or if the thread cannot be started, which is
     *     thrown
     */
    <T> Future<T> run(Context context, Callable<T> work, Runnable ended) {
        Promise<T> promise = Promise.promise();
        try {
            threads.newThread(() -> work(context, work, ended, promise)).start();
        } catch (RuntimeException | Error notStarted) {
            ended.run();
            throw notStarted;
        }
        return promise.future();
    }

    private static <T> void work(Context context, Callable<T> work, Runnable ended, Promise<T> promise) {
        try {
            T result;
            try {
                result = work.call();
            } finally {
                ended.run();
            }
            context.runOnContext(back -> promise.complete(result));
        } catch (Throwable thrown) {
            context.runOnContext(back -> promise.fail(thrown));
        }
    }
}
