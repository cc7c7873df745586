package org.outreachsync.store;

import java.util.concurrent.Callable;

/**
 * The end of the time that a request has. It is handed down to each call of a store, so that the calls of a request end
 * with it however many they are. Work without a request has no deadline; each of its calls has the store's own limit.
 */
public final class Deadline {

    private static final ScopedValue<Long> END_NANOS = ScopedValue.newInstance();

    private Deadline() {}

    /**
     * Runs work on this thread, whose calls to a store all end at the deadline.
     *
     * @param endNanos of {@link System#nanoTime}
     */
    public static <T> T by(long endNanos, Callable<T> work) throws Exception {
        return ScopedValue.where(END_NANOS, endNanos).call(work::call);
    }

    /** The same work for another thread, where it has the deadline of this one. */
    public static <T> Callable<T> carried(Callable<T> work) {
        if (!END_NANOS.isBound()) {
            return work;
        }
        long endNanos = END_NANOS.get();
        return () -> by(endNanos, work);
    }

    /** The deadline of the work on this thread, or an earlier end; both of {@link System#nanoTime}. */
    public static long orEarlier(long endNanos) {
        return END_NANOS.isBound() && END_NANOS.get() - endNanos < 0 ? END_NANOS.get() : endNanos;
    }
}
