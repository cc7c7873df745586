package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.ids;
import static org.outreachsync.store.Things.thing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every adapter promises: here to one caller at a time, in the other parts for ranges, and for many callers. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class DocumentStoreContract
        implements UniqueIndexContract, RangeContract, WritesContract, ConcurrencyContract, AppendContract {

    private final List<DocumentStore> opened = new ArrayList<>();
    private DocumentStore store;

    /** Opens a store with {@link Things#TABLES}, as one more process would, over the documents of this test. */
    protected abstract DocumentStore open();

    @Override
    public final DocumentStore store() {
        return store;
    }

    @Override
    public final DocumentStore openAnother() {
        var another = open();
        opened.add(another);
        return another;
    }

    @BeforeEach
    final void openStore() {
        store = openAnother();
    }

    @AfterEach
    final void closeStores() {
        opened.forEach(DocumentStore::close);
    }

    @Test
    void givesBackWhatWasInserted() {
        var inserted = new Document(
                "a/1", 7, Things.fields("scope", "north", "seq", 1L, "name", "Анна"), new byte[] {0, -1, 127});
        store.insert(TABLE, inserted);

        var found = store.get(TABLE, List.of("a/1"));

        assertThat(found).singleElement().satisfies(document -> {
            assertThat(document.id()).isEqualTo("a/1");
            assertThat(document.version()).isEqualTo(7);
            assertThat(document.fields()).isEqualTo(inserted.fields());
            assertThat(document.body()).containsExactly(0, -1, 127);
        });
    }

    @Test
    void keepsTheWholeRangeOfNumbersAndText() {
        var text = "кириллица \u0000 \uD83D\uDE00 ' \" $where {\"a\":1} \\";
        var id = "id " + text;
        store.insert(TABLE, thing(id, Long.MIN_VALUE, "seq", Long.MAX_VALUE, "day", Long.MIN_VALUE, "name", text));

        var found = store.get(TABLE, List.of(id)).getFirst();

        assertThat(found.version()).isEqualTo(Long.MIN_VALUE);
        assertThat(found.fields()).isEqualTo(Things.fields("seq", Long.MAX_VALUE, "day", Long.MIN_VALUE, "name", text));
        assertThat(ids(store.range(TABLE, Range.last("things_name", List.of(text)))))
                .containsExactly(id);
    }

    @Test
    void keepsBodiesEmptyAndLarge() {
        var large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        store.insert(TABLE, new Document("empty", 1, Things.fields(), new byte[0]));
        store.insert(TABLE, new Document("large", 1, Things.fields(), large));

        assertThat(store.get(TABLE, List.of("empty")).getFirst().body()).isEmpty();
        assertThat(store.get(TABLE, List.of("large")).getFirst().body()).isEqualTo(large);
    }

    @Test
    void tellsTheVersionsOfKnownIds() {
        var things =
                IntStream.range(0, 1_100).mapToObj(i -> thing("id" + i, 7L * i)).toList();
        store.replaceIfNewer(TABLE, things);
        var asked = new ArrayList<>(things.stream().map(Document::id).toList());
        asked.addAll(List.of("unknown", "id5", "id5"));

        assertThat(store.versions(TABLE, asked))
                .isEqualTo(things.stream().collect(Collectors.toMap(Document::id, Document::version)));
        assertThat(store.versions(TABLE, List.of())).isEmpty();
    }

    @Test
    void replacesOnlyWithNewer() {
        assertThat(store.replaceIfNewer(TABLE, List.of(thing("a", 5, "name", "five"))))
                .containsExactly("a");
        assertThat(store.replaceIfNewer(TABLE, List.of(thing("a", 4, "name", "four"))))
                .isEmpty();
        assertThat(store.replaceIfNewer(TABLE, List.of(thing("a", 5, "name", "five again"))))
                .isEmpty();
        assertThat(store.get(TABLE, List.of("a")).getFirst().text("name")).isEqualTo("five");

        assertThat(store.replaceIfNewer(TABLE, List.of(thing("a", 6)))).containsExactly("a");
        assertThat(store.get(TABLE, List.of("a")).getFirst().fields()).isEmpty();
        assertThat(store.get(TABLE, List.of("a")).getFirst().version()).isEqualTo(6);
    }

    @Test
    void replacesTheNewerOnesOfMany() {
        var first = IntStream.range(0, 300)
                .mapToObj(i -> thing("id" + i, 10, "day", (long) i))
                .toList();
        assertThat(store.replaceIfNewer(TABLE, first)).hasSize(300);

        var second = IntStream.range(0, 301)
                .mapToObj(i -> thing("id" + i, 9 + i % 3, "day", 1_000L + i))
                .toList();
        var expected = IntStream.range(0, 301)
                .filter(i -> i % 3 == 2 || i == 300)
                .mapToObj(i -> "id" + i)
                .toList();

        assertThat(store.replaceIfNewer(TABLE, second)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(store.get(TABLE, ids(second))).hasSize(301).allSatisfy(document -> {
            boolean newer = expected.contains(document.id());
            assertThat(document.need("day") >= 1_000).isEqualTo(newer);
        });
        assertThat(store.replaceIfNewer(TABLE, List.of())).isEmpty();
    }

    @Test
    void theHighestVersionOfOneListCounts() {
        var written = store.replaceIfNewer(
                TABLE,
                List.of(thing("a", 2, "name", "two"), thing("a", 3, "name", "three"), thing("a", 1, "name", "one")));

        assertThat(written).containsExactly("a");
        assertThat(store.get(TABLE, List.of("a")).getFirst().text("name")).isEqualTo("three");
    }

    @Test
    void getsManyIds() {
        var all = IntStream.range(0, 2_000).mapToObj(i -> thing("id" + i, i)).toList();
        assertThat(store.replaceIfNewer(TABLE, all)).hasSize(2_000);
        var asked = new ArrayList<>(ids(all));
        Collections.shuffle(asked, new Random(2));
        asked.add("not there");
        asked.add(asked.getFirst());

        assertThat(ids(store.get(TABLE, asked))).containsExactlyInAnyOrderElementsOf(ids(all));
        assertThat(store.get(TABLE, List.of())).isEmpty();
        for (int count : List.of(1, 2, 15, 16, 17, 255, 256, 257)) {
            assertThat(store.get(TABLE, asked.subList(0, count))).hasSize(count);
        }
    }

    @Test
    void getsFromSeveralTables() {
        store.insert(TABLE, thing("a", 1));
        store.insert(TABLE, thing("b", 1));
        store.insert(Tables.WATERMARKS, new Document("w", 2, Things.fields(), new byte[0]));

        var found = store.getAll(List.of(
                new TableRead(TABLE, Set.of("a", "b", "c")),
                new TableRead(TABLE, Set.of()),
                new TableRead(Tables.WATERMARKS, Set.of("w"))));

        assertThat(found.get(0)).extracting(Document::id).containsExactlyInAnyOrder("a", "b");
        assertThat(found.get(1)).isEmpty();
        assertThat(found.get(2)).extracting(Document::id).containsExactly("w");
        assertThat(store.getAll(List.of())).isEmpty();
    }

    @Test
    void removes() {
        var all = IntStream.range(0, 600)
                .mapToObj(i -> thing("id" + i, i, "token", "t" + i, "scope", "north", "day", 1L))
                .toList();
        store.replaceIfNewer(TABLE, all);

        store.remove(TABLE, store.get(TABLE, ids(all.subList(0, 599))));
        store.remove(TABLE, store.get(TABLE, List.of("id0", "not there")));
        store.remove(TABLE, store.get(TABLE, List.of()));

        assertThat(ids(store.get(TABLE, ids(all)))).containsExactly("id599");
        assertThat(ids(store.range(TABLE, Range.ascending("things_day", List.of("north"), null, null, 10))))
                .containsExactly("id599");
        store.insert(TABLE, thing("again", 1, "token", "t0"));
        assertThat(store.replaceIfNewer(TABLE, List.of(thing("id1", 0)))).containsExactly("id1");
    }

    @Test
    void removesOnlyTheVersionThatItWasDecidedOn() {
        store.insert(TABLE, thing("a", 1, "token", "t"));
        var decided = store.get(TABLE, List.of("a"));
        store.replaceIfNewer(TABLE, List.of(thing("a", 2, "token", "t")));
        var later = store.get(TABLE, List.of("a"));

        store.remove(TABLE, decided);
        assertThat(store.get(TABLE, List.of("a"))).hasSize(1);

        store.remove(TABLE, later);
        assertThat(store.get(TABLE, List.of("a"))).isEmpty();

        store.insert(TABLE, thing("a", 3, "token", "t"));
        store.remove(TABLE, decided);
        store.remove(TABLE, later);
        assertThat(store.get(TABLE, List.of("a")))
                .singleElement()
                .satisfies(added -> assertThat(added.version()).isEqualTo(3));
    }

    @Test
    void tablesAreApart() {
        store.insert(TABLE, thing("a", 1));
        store.insert(Tables.WATERMARKS, new Document("a", 2, Things.fields(), new byte[0]));

        assertThat(store.get(Tables.WATERMARKS, List.of("a")))
                .singleElement()
                .satisfies(found -> assertThat(found.version()).isEqualTo(2));
        store.remove(Tables.WATERMARKS, store.get(Tables.WATERMARKS, List.of("a")));
        assertThat(store.get(TABLE, List.of("a"))).hasSize(1);
    }

    @Test
    void refusesWhatTheTableDoesNotDeclare() {
        for (var wrong :
                List.of(thing("a", 1, "colour", "red"), thing("a", 1, "day", "Monday"), thing("a", 1, "name", 1L))) {
            assertThatThrownBy(() -> store.insert(TABLE, wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.replaceIfNewer(TABLE, List.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (var wrong : List.of(
                Range.last("things_colour", List.of()),
                Range.last("things_seq", List.of("north", 1L, 2L)),
                Range.last("things_seq", List.of(1L)),
                Range.ascending("things_seq", List.of("north", 1L), 1L, null, 1),
                Range.ascending("things_seq", List.of("north"), "1", null, 1))) {
            assertThatThrownBy(() -> store.range(TABLE, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        var unknown = new Table("unknown", List.of(), List.of());
        assertThatThrownBy(() -> store.get(unknown, List.of("a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.versions(unknown, List.of("a"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherProcessSeesWhatWasWritten() {
        var another = openAnother();
        store.insert(TABLE, thing("a", 1, "token", "t"));

        assertThat(another.get(TABLE, List.of("a"))).hasSize(1);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> another.insert(TABLE, thing("b", 1, "token", "t")));
        assertThat(another.replaceIfNewer(TABLE, List.of(thing("a", 2)))).isEqualTo(Set.of("a"));
        assertThat(store.range(TABLE, Range.ascending("things_token", List.of(), null, null, 1)))
                .isEmpty();
    }

    @Test
    void confirmsThatReadsAreCurrentByADocumentThatIsThereOrNot() {
        assertThatCode(() -> store().confirm(Things.TABLE, "a")).doesNotThrowAnyException();
        store().insert(Things.TABLE, Things.thing("a", 1));
        assertThatCode(() -> store().confirm(Things.TABLE, "a")).doesNotThrowAnyException();
        assertThat(store().get(Things.TABLE, List.of("a"))).hasSize(1);
    }

    @Test
    void refusesWorkAfterItWasClosed() {
        var another = openAnother();
        another.insert(TABLE, thing("a", 1));
        another.ping();
        another.close();
        another.close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> another.insert(TABLE, thing("b", 1)));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> another.get(TABLE, List.of("a")));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(another::ping);
        store.ping();
        assertThat(store.get(TABLE, List.of("a", "b"))).hasSize(1);
    }
}
