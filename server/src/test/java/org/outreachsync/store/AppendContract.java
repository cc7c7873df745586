package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The rule that the log stands on, played with the bare store: the number after the last one read, taken by whoever inserts it first. Then the
 * order of visibility is the order of numbers, and a reader of the prefix can neither skip nor double.
 */
interface AppendContract {

    /** Writers at once, half of them in another process. */
    int WRITERS = 8;

    /** The store of the test. */
    DocumentStore store();

    /** Another process on the same documents. */
    DocumentStore openAnother();

    /** Batches in one run. */
    default int batches() {
        return 4_000;
    }

    @Test
    default void appendingByManyNeitherSkipsNorDoubles() {
        var another = openAnother();
        var attempts = new AtomicLong();
        int batches = batches();
        long begun = System.nanoTime();

        var results = Race.of(WRITERS + 1, number -> number == WRITERS
                ? follow(store(), batches)
                : append(number % 2 == 0 ? store() : another, number, batches / WRITERS, attempts));

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
        var acked = results.subList(0, WRITERS).stream().flatMap(List::stream).toList();
        assertThat(results.get(WRITERS)).containsExactlyInAnyOrderElementsOf(acked);
    }

    /** Appends this writer's share, and gives the acknowledged batches with their numbers. */
    private static List<String> append(DocumentStore store, int writer, int share, AtomicLong attempts) {
        var acked = new ArrayList<String>();
        for (long batch = 0; batch < share; batch++) {
            acked.add(entry(appendOne(store, writer, batch, attempts), writer, batch));
        }
        return acked;
    }

    private static long appendOne(DocumentStore store, long writer, long batch, AtomicLong attempts) {
        while (true) {
            attempts.incrementAndGet();
            var last = store.range(Tables.LOG, Range.last("log_seq", List.of("north")));
            long seq = last.isEmpty() ? 1 : last.getFirst().need("seq") + 1;
            Map<String, Object> fields = Map.of(
                    "scope", "north", "seq", seq, "device", writer, "epoch", 1L, "batchNo", batch, "lastOp", batch, "receivedAt", seq, "hash", "h");
            try {
                store.insert(Tables.LOG, new Document("north/" + seq, 0, fields, new byte[100]));
                return seq;
            } catch (DuplicateKeyException e) {
                // Another writer was faster; the next number may be free.
            }
        }
    }

    /** Reads on from the last number, until all are there; a number missing between two is a failure at once. */
    private static List<String> follow(DocumentStore store, int batches) {
        var seen = new ArrayList<String>();
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
        while (seen.size() < batches) {
            assertThat(System.nanoTime()).as("the reader waits for the writers").isLessThan(deadlineNanos);
            var found = store.range(Tables.LOG, Range.ascending("log_seq", List.of("north"), seen.size() + 1L, null, 500));
            for (var document : found) {
                assertThat(document.need("seq")).as("the next number").isEqualTo(seen.size() + 1L);
                seen.add(entry(document.need("seq"), document.need("device"), document.need("batchNo")));
            }
        }
        return seen;
    }

    private static String entry(long seq, long writer, long batch) {
        return seq + ": batch " + batch + " of writer " + writer;
    }
}
