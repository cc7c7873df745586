package org.outreachsync.export.channel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends a conversation that takes too long, however busy the far side keeps it. */
final class TimeLimit implements AutoCloseable {

    private final AtomicBoolean passed = new AtomicBoolean();
    private final Thread waiting;

    /**
     * Starts to count.
     *
     * @param after the time allowed
     * @param end ends the conversation, so that a call that waits for the far side fails
     */
    TimeLimit(Duration after, Runnable end) {
        this.waiting = Thread.ofVirtual().name("delivery-time-limit").start(() -> {
            try {
                Thread.sleep(after);
            } catch (InterruptedException inTime) {
                return;
            }
            passed.set(true);
            end.run();
        });
    }

    /** Whether the conversation was ended. */
    boolean hasPassed() {
        return passed.get();
    }

    @Override
    public void close() {
        waiting.interrupt();
    }
}
