package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.ids;
import static org.outreachsync.store.Things.thing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages in the order of ids lead from one end of a table to the other, and show each document once. */
public interface PageContract {

    /** The store under test. */
    DocumentStore store();

    /** Reads a page of that store, as {@link OrderedStore#page} does. */
    List<Document> page(Table table, String after, int limit);

    @Test
    default void pagesShowEachDocumentOnceInTheOrderOfIds() {
        var expected = List.of("10", "2", "A", "Z", "a", "a/1", "a/10", "a/2", "Ж", "ж");
        var written = new ArrayList<>(expected);
        written.sort((one, other) -> other.compareTo(one));
        written.forEach(id -> store().insert(TABLE, thing(id, 1)));
        store().insert(Tables.WATERMARKS, thing("a/15", 1));

        for (int limit : List.of(1, 3, expected.size(), 100)) {
            assertThat(ids(all(limit))).containsExactlyElementsOf(expected);
        }
    }

    @Test
    default void aPageBeginsAfterAnIdThatNeedNotBeThere() {
        List.of("b", "d").forEach(id -> store().insert(TABLE, thing(id, 1)));

        assertThat(ids(page(TABLE, "a", 10))).containsExactly("b", "d");
        assertThat(ids(page(TABLE, "b", 10))).containsExactly("d");
        assertThat(ids(page(TABLE, "c", 10))).containsExactly("d");
        assertThat(page(TABLE, "d", 10)).isEmpty();
        assertThat(page(Tables.WATERMARKS, "", 10)).isEmpty();
    }

    @Test
    default void aPageHasWholeDocuments() {
        var body = new byte[] {0, -1, 127};
        store().insert(TABLE, new Document("a", 7, Things.fields("scope", "north", "seq", 1L, "name", "Анна"), body));

        assertThat(page(TABLE, "", 1)).singleElement().satisfies(document -> {
            assertThat(document.version()).isEqualTo(7);
            assertThat(document.fields()).isEqualTo(Things.fields("scope", "north", "seq", 1L, "name", "Анна"));
            assertThat(document.body()).containsExactly(body);
        });
    }

    @Test
    default void pagesOfLargeDocumentsAreShortAndNeverEmptyBeforeTheEnd() {
        var large = new byte[1 << 20];
        int documents = 10;
        IntStream.range(0, documents)
                .forEach(at -> store().insert(TABLE, new Document("id" + at, 1, Things.fields(), large)));

        assertThat(page(TABLE, "", documents)).hasSize(OrderedStore.PAGE_BYTES_MAX / large.length);
        assertThat(ids(all(documents)))
                .containsExactlyElementsOf(
                        IntStream.range(0, documents).mapToObj(at -> "id" + at).toList());
    }

    private List<Document> all(int limit) {
        var all = new ArrayList<Document>();
        for (var page = page(TABLE, "", limit);
                !page.isEmpty();
                page = page(TABLE, page.getLast().id(), limit)) {
            all.addAll(page);
        }
        return all;
    }
}
