package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.ids;
import static org.outreachsync.store.Things.thing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every adapter promises of stretches of an index. */
interface RangeContract {

    /** The store of the test. */
    DocumentStore store();

    @Test
    default void rangesKeepToTheirBounds() {
        for (long seq : LongStream.rangeClosed(-3, 3).toArray()) {
            store().insert(TABLE, thing("n" + seq, 1, "scope", "north", "seq", seq));
            store().insert(TABLE, thing("s" + seq, 1, "scope", "south", "seq", seq));
        }

        assertThat(ids(store().range(TABLE, Range.ascending("things_seq", List.of("north"), null, null, 100))))
                .containsExactly("n-3", "n-2", "n-1", "n0", "n1", "n2", "n3");
        assertThat(ids(store().range(TABLE, Range.ascending("things_seq", List.of("north"), -1L, 2L, 100))))
                .containsExactly("n-1", "n0", "n1", "n2");
        assertThat(ids(store().range(TABLE, Range.ascending("things_seq", List.of("north"), 2L, null, 100))))
                .containsExactly("n2", "n3");
        assertThat(ids(store().range(TABLE, Range.ascending("things_seq", List.of("north"), null, -2L, 1))))
                .containsExactly("n-3");
        assertThat(ids(store().range(TABLE, Range.descending("things_seq", List.of("north"), -1L, 2L, 3))))
                .containsExactly("n2", "n1", "n0");
        assertThat(ids(store().range(TABLE, Range.last("things_seq", List.of("south")))))
                .containsExactly("s3");
        assertThat(ids(store().range(TABLE, Range.ascending("things_seq", List.of("north", 2L), null, null, 100))))
                .containsExactly("n2");
        assertThat(ids(store().range(TABLE, Range.ascending("things_seq", List.of(), "south", null, 2))))
                .containsExactly("s-3", "s-2");
        assertThat(store().range(TABLE, Range.ascending("things_seq", List.of("north"), 3L, -3L, 100)))
                .isEmpty();
        assertThat(store().range(TABLE, Range.ascending("things_seq", List.of("nort"), null, null, 100)))
                .isEmpty();
        assertThat(store().range(TABLE, Range.last("things_seq", List.of("west"))))
                .isEmpty();
    }

    @Test
    default void rangesAmongValuesHaveThemOnly() {
        for (long day : LongStream.rangeClosed(-9, 9).toArray()) {
            var name = day == 0 ? null : "of " + Math.abs(day);
            store().insert(TABLE, thing("n" + day, 1, "scope", "north", "day", day, "name", name));
            store().insert(TABLE, thing("s" + day, 1, "scope", "south", "day", day, "name", name));
        }

        assertThat(ids(store().range(
                                TABLE,
                                Range.among(
                                        "things_name_day",
                                        List.of("north"),
                                        List.of("of 7", "of 3", "of 0", "of 33", "of 3"),
                                        100))))
                .containsExactly("n-3", "n3", "n-7", "n7");
        assertThat(ids(store().range(TABLE, Range.among("things_day", List.of("south"), List.of(2L, -1L), 100))))
                .containsExactly("s-1", "s2");
        assertThat(ids(store().range(TABLE, Range.among("things_name", List.of(), List.of("of 1", "of 2"), 5))))
                .containsExactly("n-1", "n1", "s-1", "s1", "n-2");
        assertThat(ids(store().range(
                                TABLE,
                                new Range("things_day", List.of("north"), List.of(1L, 8L, 3L), null, null, true, 2))))
                .containsExactly("n8", "n3");
        assertThat(store().range(TABLE, Range.among("things_day", List.of("west"), List.of(1L), 100)))
                .isEmpty();
        var many = LongStream.rangeClosed(1, Range.AMONG_MAX).boxed().toList();
        assertThat(store().range(TABLE, Range.among("things_day", List.of("north"), many, 100)))
                .hasSize(9);
        assertThatThrownBy(() -> store().range(TABLE, Range.among("things_day", List.of("north"), List.of("1"), 100)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().range(TABLE, Range.among("things_day", List.of("n", 1L), List.of(1L), 100)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Range.among("things_day", List.of("north"), List.of(), 100))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Range.among(
                        "things_day",
                        List.of("north"),
                        LongStream.rangeClosed(0, Range.AMONG_MAX).boxed().toList(),
                        100))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void countsWhatAnIndexHasUnderItsFirstFields() {
        for (long day : LongStream.range(0, 7).toArray()) {
            var name = day % 2 == 0 ? "even" : null;
            store().insert(TABLE, thing("n" + day, 1, "scope", "north", "seq", day, "day", day / 2, "name", name));
        }
        store().insert(TABLE, thing("s", 1, "scope", "south", "seq", 1L, "day", 1L));
        assertThat(store().count(TABLE, "things_seq", List.of())).isEqualTo(8);
        assertThat(store().count(TABLE, "things_day", List.of("north"))).isEqualTo(7);
        assertThat(store().count(TABLE, "things_day", List.of("north", 1L))).isEqualTo(2);
        assertThat(store().count(TABLE, "things_name_day", List.of("north")))
                .as("a document without a field is not in the index")
                .isEqualTo(4);
        assertThat(store().count(TABLE, "things_day", List.of("nort"))).isZero();
        store().replaceIfNewer(TABLE, List.of(thing("n0", 2, "scope", "north", "seq", 0L)));
        store().remove(TABLE, store().get(TABLE, List.of("n1")));
        assertThat(store().count(TABLE, "things_day", List.of("north"))).isEqualTo(5);
        assertThatThrownBy(() -> store().count(TABLE, "things_day", List.of(1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().count(TABLE, "things_of_nobody", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void rangesKeepTheOrderOfTheIndexAndOfIds() {
        store().replaceIfNewer(
                        TABLE,
                        List.of(
                                thing("d", 1, "scope", "north", "name", "b", "day", 1L),
                                thing("a", 1, "scope", "north", "name", "b", "day", 2L),
                                thing("c", 1, "scope", "north", "name", "b", "day", 1L),
                                thing("b", 1, "scope", "north", "name", "a", "day", 10L),
                                thing("e", 1, "scope", "north", "name", "a", "day", 9L),
                                thing("f", 1, "scope", "north", "day", 0L)));

        assertThat(ids(store().range(TABLE, Range.ascending("things_name_day", List.of("north"), null, null, 100))))
                .containsExactly("e", "b", "c", "d", "a");
        assertThat(ids(store().range(TABLE, Range.descending("things_name_day", List.of("north"), "b", null, 2))))
                .containsExactly("a", "d");
        assertThat(ids(store().range(TABLE, Range.descending("things_name_day", List.of("north", "b"), null, 1L, 100))))
                .containsExactly("d", "c");
        assertThat(ids(store().range(TABLE, Range.ascending("things_day", List.of("north"), null, null, 3))))
                .containsExactly("f", "c", "d");
    }

    @Test
    default void textIsOrderedByItsBytes() {
        var sorted = List.of(
                "",
                "A",
                "Z",
                "a",
                "aa",
                "b",
                "\u00e4",
                "\u0410\u043d\u043d\u0430",
                "\u042f",
                "\u0430\u043d\u043d\u0430",
                "\u0431",
                "\u0451",
                "\uD7FF");
        insertShuffled(sorted);

        assertThat(store().range(TABLE, Range.ascending("things_name", List.of(), null, null, 100)))
                .extracting(document -> document.text("name"))
                .containsExactlyElementsOf(sorted);
        assertThat(store().range(TABLE, Range.ascending("things_name", List.of(), "\u0410", "\u042f", 100)))
                .extracting(document -> document.text("name"))
                .containsExactly("\u0410\u043d\u043d\u0430", "\u042f");
    }

    @Test
    default void textBeyondTheFirstPlaneIsOrderedByItsBytesToo() {
        var sorted = sortedBeyondTheFirstPlane();
        insertShuffled(sorted);

        assertThat(store().range(TABLE, Range.ascending("things_name", List.of(), "\uD7FF", null, 100)))
                .extracting(document -> document.text("name"))
                .containsExactlyElementsOf(sorted);
    }

    /**
     * The last characters of the first plane and some of later ones, in the order of their bytes; that of UTF-16 units
     * is another.
     */
    default List<String> sortedBeyondTheFirstPlane() {
        return List.of("\uE000", "\uFFFD", "\uD83D\uDE00", "\uD83D\uDE00a", "\uDBFF\uDFFD");
    }

    private void insertShuffled(List<String> names) {
        var shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.forEach(name -> store().insert(TABLE, thing("id of " + name, 1, "name", name)));
    }

    @Test
    default void readsLongRanges() {
        int count = 2_500;
        for (int start = 0; start < count; start += 500) {
            store().replaceIfNewer(
                            TABLE,
                            IntStream.range(start, start + 500)
                                    .mapToObj(i -> thing("id" + i, 1, "scope", "north", "day", (long) i))
                                    .toList());
        }

        var all = store().range(TABLE, Range.ascending("things_day", List.of("north"), null, null, Range.LIMIT_MAX));
        var most = store().range(TABLE, Range.descending("things_day", List.of("north"), null, null, count - 100));

        assertThat(all)
                .extracting(document -> document.need("day"))
                .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
        assertThat(most).hasSize(count - 100);
        assertThat(most.getLast().need("day")).isEqualTo(100);
    }
}
