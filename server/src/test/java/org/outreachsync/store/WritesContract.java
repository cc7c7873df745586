package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.ids;
import static org.outreachsync.store.Things.thing;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every adapter promises of several writes. */
interface WritesContract {

    /** The store of the test. */
    DocumentStore store();

    /** Another process on the same documents. */
    DocumentStore openAnother();

    private static Document mark(String name, long value) {
        return new Document(name, value, Things.fields(), new byte[0]);
    }

    @Test
    default void severalWritesToSeveralTablesAreDone() {
        store().write(List.of(
                TableWrite.next(Tables.NEW_CODES, mark("tablet", 1)),
                TableWrite.allNew(TABLE, List.of(thing("a", 1, "token", "t"))),
                TableWrite.newer(TABLE, List.of()),
                TableWrite.allNew(TABLE, List.of(thing("b", 1), thing("c", 1))),
                TableWrite.newer(TABLE, List.of(thing("d", 1), thing("e", 1))),
                TableWrite.newer(Tables.WATERMARKS, List.of(mark("w", 1)))));

        var another = openAnother();
        assertThat(ids(another.get(TABLE, List.of("a", "b", "c", "d", "e")))).hasSize(5);
        assertThat(another.get(Tables.NEW_CODES, List.of("tablet"))).hasSize(1);
        assertThat(another.get(Tables.WATERMARKS, List.of("w"))).hasSize(1);
    }

    @Test
    default void whatIsNotNewerIsLeftOutAndTheRestIsDone() {
        store().replaceIfNewer(TABLE, List.of(thing("a", 5), thing("c", 1)));

        store().write(List.of(
                TableWrite.newer(TABLE, List.of(thing("x", 1), thing("a", 5), thing("b", 1))),
                TableWrite.newer(TABLE, List.of(thing("a", 4), thing("c", 2))),
                TableWrite.newer(Tables.WATERMARKS, List.of(mark("w", 1)))));

        var found = store().get(TABLE, List.of("a", "b", "c", "x"));
        assertThat(found)
                .extracting(Document::id, Document::version)
                .containsExactlyInAnyOrder(tuple("a", 5L), tuple("b", 1L), tuple("c", 2L), tuple("x", 1L));
        assertThat(store().get(Tables.WATERMARKS, List.of("w"))).hasSize(1);
    }

    @Test
    default void nothingFollowsAWriteWhoseConditionDoesNotHold() {
        store().replaceIfNewer(TABLE, List.of(thing("a", 5, "token", "t"), thing("n", 3)));

        for (var refused : List.of(
                TableWrite.allNew(TABLE, List.of(thing("a", 6))),
                TableWrite.allNew(TABLE, List.of(thing("b", 1, "token", "t"))),
                TableWrite.allNew(TABLE, List.of(thing("b", 1), thing("a", 5))),
                TableWrite.next(TABLE, thing("n", 3)),
                TableWrite.newer(TABLE, List.of(thing("b", 2, "token", "t"))))) {
            assertThatExceptionOfType(DuplicateKeyException.class)
                    .isThrownBy(() -> store().write(List.of(
                            TableWrite.newer(Tables.SITE_PERSONS, List.of(mark("p", 1))),
                            refused,
                            TableWrite.newer(Tables.WATERMARKS, List.of(mark("w", 1))))));
        }

        assertThat(store().get(Tables.WATERMARKS, List.of("w"))).isEmpty();
        assertThat(store().get(TABLE, List.of("a", "n")))
                .extracting(Document::version)
                .containsExactlyInAnyOrder(5L, 3L);
    }

    private static boolean isTaken(DocumentStore store, int number, long seq) {
        try {
            store.write(List.of(
                    TableWrite.allNew(TABLE, List.of(thing(number + "/" + seq, 1, "scope", "north", "seq", seq))),
                    TableWrite.newer(TABLE, List.of(thing("of " + seq, number + 1))),
                    TableWrite.newer(Tables.WATERMARKS, List.of(mark("w" + number, seq)))));
            return false;
        } catch (DuplicateKeyException taken) {
            return true;
        }
    }

    @Test
    default void ofTwoWhoTakeTheSamePlaceOneDoesTheRest() {
        var others = openAnother();
        var won = Race.of(2, number -> {
            var store = number == 0 ? store() : others;
            int first = 0;
            for (long seq = 1; seq <= 50; seq++) {
                first += isTaken(store, number, seq) ? 0 : 1;
            }
            return first;
        });

        assertThat(won.getFirst() + won.getLast()).isEqualTo(50);
        for (var found : store().range(TABLE, Range.ascending("things_seq", List.of("north"), null, null, 100))) {
            long winner = Long.parseLong(found.id().substring(0, 1)) + 1;
            assertThat(store().get(TABLE, List.of("of " + found.need("seq"))))
                    .singleElement()
                    .satisfies(rest -> assertThat(rest.version()).isEqualTo(winner));
        }
    }
}
