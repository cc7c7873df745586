package org.outreachsync.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.load.indicator.Latencies;

/** Watches one upload at a time: after its acknowledgement, asks for the tablet's contacts until they are counted. */
final class FreshnessProbe {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int ASKED_MAX = 3_000;

    private final List<AdminClient> readers;
    private final String period;
    private final Semaphore free = new Semaphore(1);
    private final List<Long> nanos = new ArrayList<>();
    private final List<Long> answers = new ArrayList<>();
    private int reader;
    private int lost;

    /**
     * Asks as these people in turn, since the rate of each is limited.
     *
     * @param period the day of the contacts
     */
    FreshnessProbe(List<AdminClient> readers, String period) {
        this.readers = readers;
        this.period = period;
    }

    /** An acknowledgement has just arrived. */
    void acknowledged(int tablet, long contacts) {
        long acked = System.nanoTime();
        if (free.tryAcquire()) {
            Thread.ofVirtual().name("probe").start(() -> watch(acked, tablet, contacts));
        }
    }

    private void watch(long acked, int tablet, long contacts) {
        try {
            for (int asked = 0; asked < ASKED_MAX; asked++) {
                long begun = System.nanoTime();
                var answer = readers.get(reader++ % readers.size()).indicator("CONTACTS", period, tablet);
                long answered = System.nanoTime();
                answers.add(answered - begun);
                if (answer.getLong("value") >= contacts) {
                    nanos.add(answered - acked);
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            lost++;
        } catch (IOException refused) {
            lost++;
            System.out.println("not measured: " + refused.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }

    /** Waits for the upload that is being watched, then stops watching. */
    void finish() {
        free.acquireUninterruptibly();
    }

    Latencies fresh() {
        return Latencies.of(nanos);
    }

    Latencies answers() {
        return Latencies.of(answers);
    }

    /** Uploads that were never counted. */
    int lost() {
        return lost;
    }
}
