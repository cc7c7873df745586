package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.ids;
import static org.outreachsync.store.Things.thing;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every adapter promises of ids and of indices in which a key is once. */
interface UniqueIndexContract {

    /** The store of the test. */
    DocumentStore store();

    @Test
    default void refusesTheSameIdTwice() {
        store().insert(TABLE, thing("a", 1, "name", "first"));

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> store().insert(TABLE, thing("a", 2, "name", "second")));
        assertThat(store().get(TABLE, List.of("a")).getFirst().text("name")).isEqualTo("first");
    }

    @Test
    default void refusesTheSameKeyOfEachUniqueIndex() {
        store().insert(TABLE, thing("a", 1, "scope", "north", "seq", 1L, "token", "t", "programme", "p", "no", 1L));

        for (var same : List.of(
                thing("b", 1, "scope", "north", "seq", 1L),
                thing("b", 1, "token", "t"),
                thing("b", 1, "programme", "p", "no", 1L))) {
            assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> store().insert(TABLE, same));
        }
        assertThat(store().get(TABLE, List.of("b"))).isEmpty();

        store().insert(TABLE, thing("b", 1, "scope", "north", "seq", 2L, "token", "u", "programme", "q", "no", 1L));
        assertThat(store().get(TABLE, List.of("a", "b"))).hasSize(2);
    }

    @Test
    default void aRefusedDocumentLeavesNothingBehind() {
        store().insert(TABLE, thing("a", 1, "token", "t"));
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> store().insert(TABLE, thing("b", 1, "scope", "north", "seq", 1L, "token", "t")));

        store().insert(TABLE, thing("c", 1, "scope", "north", "seq", 1L));

        assertThat(ids(store().range(TABLE, Range.ascending("things_seq", List.of("north"), null, null, 10))))
                .containsExactly("c");
    }

    @Test
    default void aNullIsInNoIndex() {
        store().insert(TABLE, thing("a", 1, "scope", "north"));
        store().insert(TABLE, thing("b", 1, "scope", "north"));
        store().insert(TABLE, thing("c", 1, "seq", 1L));
        store().insert(TABLE, thing("d", 1, "seq", 1L));
        store().insert(TABLE, thing("e", 1));
        store().insert(TABLE, thing("f", 1));

        assertThat(store().range(TABLE, Range.ascending("things_seq", List.of("north"), null, null, 10)))
                .isEmpty();
        assertThat(store().range(TABLE, Range.ascending("things_seq", List.of(), null, null, 10)))
                .isEmpty();
        assertThat(store().range(TABLE, Range.ascending("things_day", List.of("north"), null, null, 10)))
                .isEmpty();
        assertThat(store().range(TABLE, Range.ascending("things_name", List.of(), null, null, 10)))
                .isEmpty();
    }

    @Test
    default void aKeyIsFreeAgainWhenItsDocumentLeavesIt() {
        store().insert(TABLE, thing("a", 1, "token", "t"));
        store().replaceIfNewer(TABLE, List.of(thing("a", 2, "token", "u")));
        store().insert(TABLE, thing("b", 1, "token", "t"));
        store().replaceIfNewer(TABLE, List.of(thing("a", 3)));
        store().insert(TABLE, thing("c", 1, "token", "u"));
        store().replaceIfNewer(TABLE, List.of(thing("a", 4, "token", "v")));

        assertThat(ids(store().range(TABLE, Range.ascending("things_token", List.of(), null, null, 10))))
                .containsExactly("b", "c", "a");
    }

    @Test
    default void aReplacementMayNotTakeAnothersKey() {
        store().insert(TABLE, thing("a", 1, "token", "t"));
        store().insert(TABLE, thing("b", 1, "token", "u"));

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> store().replaceIfNewer(TABLE, List.of(thing("b", 2, "token", "t"))));
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> store().replaceIfNewer(TABLE, List.of(thing("c", 1, "token", "t"))));

        assertThat(store().get(TABLE, List.of("b", "c")))
                .singleElement()
                .satisfies(document -> assertThat(document.version()).isEqualTo(1));
        assertThat(store().replaceIfNewer(TABLE, List.of(thing("b", 1, "token", "t"))))
                .isEmpty();
        assertThat(store().replaceIfNewer(TABLE, List.of(thing("b", 2, "token", "u"))))
                .containsExactly("b");
    }
}
