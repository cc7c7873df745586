package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.thing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every adapter promises to many threads and two processes at once. */
interface ConcurrencyContract {

    /** The store of the test. */
    DocumentStore store();

    /** Another process on the same documents. */
    DocumentStore openAnother();

    @Test
    default void oneOfManyInsertsOfAnIdWins() {
        var another = openAnother();
        for (int round = 0; round < 10; round++) {
            var id = "id" + round;
            var won = Race.of(16, number -> inserted(number % 2 == 0 ? store() : another, thing(id, number)));

            assertThat(won).containsOnlyOnce(true);
            assertThat(store().get(TABLE, List.of(id)).getFirst().version()).isEqualTo(won.indexOf(true));
        }
    }

    @Test
    default void oneOfManyInsertsOfAUniqueKeyWins() {
        var another = openAnother();
        for (long round = 0; round < 10; round++) {
            long seq = round;
            var won = Race.of(
                    16,
                    number -> inserted(
                            number % 2 == 0 ? store() : another,
                            thing(seq + "/" + number, 1, "scope", "north", "seq", seq)));

            assertThat(won).containsOnlyOnce(true);
            var found = store().range(TABLE, Range.ascending("things_seq", List.of("north", seq), null, null, 10));
            assertThat(Things.ids(found)).containsExactly(seq + "/" + won.indexOf(true));
        }
    }

    @Test
    default void theHighestOfRacingVersionsStays() {
        long seed = 4;
        System.out.println("seed " + seed);
        var another = openAnother();
        int threads = 16;
        long versions = 25;
        var ids = List.of("a", "b", "c");

        var written = Race.of(threads, number -> {
            var random = new Random(seed + number);
            var mine = new ArrayList<>(LongStream.range(0, versions)
                    .map(i -> i * threads + number)
                    .boxed()
                    .toList());
            Collections.shuffle(mine, random);
            var reported = new ArrayList<String>();
            for (long version : mine) {
                var documents = new ArrayList<>(ids.stream()
                        .map(id -> thing(id, version, "day", version))
                        .toList());
                Collections.shuffle(documents, random);
                for (var id : (number % 2 == 0 ? store() : another).replaceIfNewer(TABLE, documents)) {
                    reported.add(id + version);
                }
            }
            return reported;
        });

        long highest = versions * threads - 1;
        assertThat(store().get(TABLE, ids)).hasSize(3).allSatisfy(document -> {
            assertThat(document.version()).isEqualTo(highest);
            assertThat(document.need("day")).isEqualTo(highest);
        });
        var all = written.stream().flatMap(List::stream).toList();
        assertThat(all).doesNotHaveDuplicates().contains("a" + highest, "b" + highest, "c" + highest);
    }

    @Test
    default void racingFirstWritesOfADocumentKeepTheHighest() {
        for (int round = 0; round < 20; round++) {
            var id = "id" + round;
            var written = Race.of(
                    16,
                    number -> store().replaceIfNewer(TABLE, List.of(thing(id, number)))
                            .size());

            assertThat(written.get(15)).isEqualTo(1);
            assertThat(store().get(TABLE, List.of(id)).getFirst().version()).isEqualTo(15);
        }
    }

    @Test
    default void aReaderBesideWritersMissesNothingThatStaysInPlace() {
        int steady = 200;
        store().replaceIfNewer(
                        TABLE,
                        IntStream.range(0, steady)
                                .mapToObj(i -> thing("s" + i, 1, "scope", "north", "day", 2L * i))
                                .toList());
        var reading = new AtomicBoolean(true);

        var seen = Race.of(4, number -> {
            if (number > 0) {
                return write(number, reading);
            }
            try {
                for (int i = 0; i < 30; i++) {
                    readWhileOthersWrite(steady);
                }
            } finally {
                reading.set(false);
            }
            return 0;
        });

        assertThat(seen).hasSize(4);
    }

    private void readWhileOthersWrite(int steady) {
        var found = store().range(TABLE, Range.ascending("things_day", List.of("north"), null, null, Range.LIMIT_MAX));
        var times = new HashMap<String, Integer>();
        found.forEach(document -> times.merge(document.id(), 1, Integer::sum));

        assertThat(times.values()).containsOnly(1);
        assertThat(IntStream.range(0, steady).mapToObj(i -> "s" + i)).allMatch(times::containsKey);
    }

    /** Inserts, moves and removes documents between those that stay. */
    private int write(int number, AtomicBoolean reading) {
        var random = new Random(number);
        int version = 0;
        while (reading.get()) {
            version++;
            var id = "w" + number + "/" + version % 50;
            store().replaceIfNewer(
                            TABLE, List.of(thing(id, version, "scope", "north", "day", (long) random.nextInt(400))));
            if (random.nextInt(5) == 0) {
                store().remove(TABLE, store().get(TABLE, List.of(id)));
            }
        }
        return version;
    }

    private static boolean inserted(DocumentStore store, Document document) {
        try {
            store.insert(TABLE, document);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
