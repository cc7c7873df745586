package org.outreachsync.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that begin at the same moment. */
public final class Race {

    private Race() {}

    /** What one of the threads does. */
    @FunctionalInterface
    public interface Runner<T> {
        /** Runs as the thread of this number, from 0. */
        T run(int number) throws Exception;
    }

    /** Runs all of them, waits for the last, and fails when one failed. */
    public static <T> List<T> of(int threads, Runner<T> runner) {
        var barrier = new CyclicBarrier(threads);
        var futures = new ArrayList<Future<T>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                int number = i;
                futures.add(executor.submit(() -> {
                    barrier.await();
                    return runner.run(number);
                }));
            }
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a thread of the race failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
