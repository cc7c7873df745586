package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.outreachsync.keys.Keyring;
import org.outreachsync.log.BatchKey;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogEntry;
import org.outreachsync.wire.log.v1.LoggedBatch;

/**
 * The rule that the log stands on: the place after the last one read, taken by whoever writes there first. Then the
 * order of visibility is the order of places, and a reader of the prefix can neither skip nor double.
 */
interface AppendContract {

    /** Writers at once, half of them in another process. */
    int WRITERS = 8;

    /** The store of the test. */
    DocumentStore store();

    /** Another process on the same documents. */
    DocumentStore openAnother();

    /** Batches in one run, a multiple of the writers. */
    default int batches() {
        return Integer.getInteger("append.batches", 1_000);
    }

    @Test
    default void appendingByManyNeitherSkipsNorDoubles() {
        var sealer = Keyring.ephemeral().sealer();
        var one = new EventLog(store(), sealer);
        var another = new EventLog(openAnother(), sealer);
        var attempts = new AtomicLong();
        int batches = batches();
        long begun = System.nanoTime();

        var results = Race.of(
                WRITERS + 1,
                number -> number == WRITERS
                        ? follow(one, batches)
                        : append(number % 2 == 0 ? one : another, number, batches / WRITERS, attempts));

        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %d writers in 2 processes appended %d batches to one scope in %.1f s (%.0f/s, %.2f attempts each); 0 skipped, 0 doubled%n",
                store().getClass().getSimpleName(),
                WRITERS,
                batches,
                seconds,
                batches / seconds,
                attempts.doubleValue() / batches);
        assertThat(results.get(WRITERS)).hasSize(batches).doesNotHaveDuplicates();
        var acked = results.subList(0, WRITERS).stream().flatMap(List::stream);
        assertThat(results.get(WRITERS).stream().sorted())
                .containsExactlyElementsOf(acked.sorted().toList());
    }

    /** Appends this writer's share, and gives the acknowledged batches with their places. */
    private static List<String> append(EventLog log, int writer, int share, AtomicLong attempts) {
        var acked = new ArrayList<String>();
        for (long batch = 0; batch < share; batch++) {
            acked.add(entry(appendOne(log, writer, batch, attempts), writer, batch));
        }
        return acked;
    }

    private static long appendOne(EventLog log, int writer, long batch, AtomicLong attempts) {
        var key = new BatchKey("north", writer, 1, batch);
        while (true) {
            attempts.incrementAndGet();
            long seq = log.tail("north") + 1;
            if (log.append(new LogEntry(key, seq, batch, seq, "h", LoggedBatch.getDefaultInstance()))) {
                return seq;
            }
        }
    }

    /** Reads on from the last place, until all are there; the log itself fails when one is missing between two. */
    private static List<String> follow(EventLog log, int batches) {
        var seen = new ArrayList<String>();
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
        while (seen.size() < batches) {
            assertThat(System.nanoTime()).as("the reader waits for the writers").isLessThan(deadlineNanos);
            for (var found : log.readAfter("north", seen.size(), 500)) {
                assertThat(found.seq()).isEqualTo(seen.size() + 1L);
                seen.add(entry(found.seq(), found.key().deviceNo(), found.key().batchNo()));
            }
        }
        return seen;
    }

    private static String entry(long seq, long writer, long batch) {
        return seq + ": batch " + batch + " of writer " + writer;
    }
}
