package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ranges of every length, with items that share positions. */
class PagesTest {

    private record Item(int id, long position) {}

    private static Pages.Reader<Item> reader(List<Item> items) {
        return (from, limit) -> items.stream()
                .filter(item -> item.position() >= from)
                .sorted(Comparator.comparingLong(Item::position).thenComparingInt(Item::id))
                .limit(limit)
                .toList();
    }

    @Test
    void eachItemIsReturnedOnceAndInOrder() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            int pageSize = 2 + random.nextInt(6);
            var items = new ArrayList<Item>();
            long position = random.nextInt(3);
            for (int id = random.nextInt(40); id > 0; id--) {
                items.add(new Item(id, position));
                long here = position;
                boolean isFull =
                        items.stream().filter(item -> item.position() == here).count() == pageSize - 1;
                position += isFull ? 1 : random.nextInt(2);
            }
            assertThat(Pages.all(1, pageSize, reader(items), Item::position, Item::id))
                    .as("seed %d, page size %d, %s", seed, pageSize, items)
                    .containsExactlyElementsOf(reader(items).read(1, Integer.MAX_VALUE));
        }
    }

    @Test
    void anItemThatMovesBetweenTwoPagesStandsWhereItWasReadLast() {
        var before = List.of(new Item(1, 1), new Item(2, 2), new Item(3, 3), new Item(4, 4));
        var after = List.of(new Item(2, 2), new Item(3, 3), new Item(1, 4), new Item(4, 5));

        var all = Pages.all(
                1, 2, (from, limit) -> reader(from == 1 ? before : after).read(from, limit), Item::position, Item::id);

        assertThat(all).containsExactlyElementsOf(after);
    }

    @Test
    void neverLeavesOutSilentlyWhatDoesNotFit() {
        var items = List.of(new Item(1, 7), new Item(2, 7), new Item(3, 7));
        assertThatThrownBy(() -> Pages.all(1, 2, reader(items), Item::position, Item::id))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("2 items or more stand at 7");
    }

    @Test
    void aPageThatCannotAdvanceIsRefused() {
        assertThatThrownBy(() -> Pages.all(1, 1, reader(List.of()), Item::position, Item::id))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
