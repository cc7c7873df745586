package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.thing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A snapshot shows everything as it was at one moment. */
public interface SnapshotContract {

    /** The store under test. */
    DocumentStore store();

    @Test
    default void aSnapshotShowsNothingThatIsWrittenAfterIt() {
        store().insert(TABLE, thing("changed", 1, "seq", 7L));
        store().insert(TABLE, thing("deleted", 1));
        store().insert(Tables.WATERMARKS, thing("mark", 1));

        try (var snapshot = store().snapshot()) {
            store().insert(TABLE, thing("later", 1));
            store().replaceIfNewer(TABLE, List.of(thing("changed", 2)));
            store().remove(TABLE, store().get(TABLE, List.of("deleted")));
            store().replaceIfNewer(Tables.WATERMARKS, List.of(thing("mark", 2)));

            var found = new HashMap<String, Document>();
            snapshot.forEach(TABLE, document -> found.put(document.id(), document));
            assertThat(found).containsOnlyKeys("changed", "deleted");
            var changed = Objects.requireNonNull(found.get("changed"));
            assertThat(changed.version()).isEqualTo(1);
            assertThat(changed.fields()).isEqualTo(Things.fields("seq", 7L));
            assertThat(changed.body()).containsExactly(1, 2, 3);
            snapshot.forEach(
                    Tables.WATERMARKS, mark -> assertThat(mark.version()).isEqualTo(1));
        }
    }

    @Test
    default void aSnapshotUnderLoadHasNoLaterDocumentWithoutAnEarlierOne() {
        int documents = 2_000;
        var written = new AtomicInteger();
        Race.of(4, number -> {
            if (number > 0) {
                for (int at = written.getAndIncrement(); at < documents; at = written.getAndIncrement()) {
                    store().insert(TABLE, thing("first" + at, 1));
                    store().insert(Tables.WATERMARKS, thing("second" + at, 1));
                }
                return 0;
            }
            int seen = 0;
            for (int look = 0; look < 5; look++) {
                try (var snapshot = store().snapshot()) {
                    var first = new ArrayList<String>();
                    snapshot.forEach(TABLE, thing -> first.add(thing.id()));
                    var second = new ArrayList<String>();
                    snapshot.forEach(
                            Tables.WATERMARKS, mark -> second.add(mark.id().replace("second", "first")));
                    assertThat(first).containsAll(second).doesNotHaveDuplicates();
                    seen = first.size();
                }
            }
            return seen;
        });

        try (var snapshot = store().snapshot()) {
            assertThat(snapshot.estimate(TABLE)).isEqualTo(documents);
            var ids = new ArrayList<String>();
            snapshot.forEach(TABLE, thing -> ids.add(thing.id()));
            assertThat(ids)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, documents)
                            .mapToObj(at -> "first" + at)
                            .toList());
        }
    }
}
