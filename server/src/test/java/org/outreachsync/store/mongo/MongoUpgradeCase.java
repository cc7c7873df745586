package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.Index;
import org.outreachsync.store.IndexProgress;
import org.outreachsync.store.OutdatedStoreException;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Things;

/** A version of the program needs an index that the version before did not have. */
abstract class MongoUpgradeCase {

    private static final Table BEFORE = withIndexes(Things.TABLE.indexes().stream()
            .filter(index -> !index.name().equals("things_name_day"))
            .toList());

    private final List<String> progress = new ArrayList<>();

    private static Table withIndexes(List<Index> indexes) {
        return new Table(Things.TABLE.name(), Things.TABLE.fields(), indexes);
    }

    /** Of a database of this test alone. */
    abstract String uri();

    private MongoStore open(Table table) {
        return new MongoStore(uri(), List.of(table), MongoLimits.DEFAULT);
    }

    private MongoStore upgraded(Table table) {
        return MongoStore.upgraded(uri(), List.of(table), MongoLimits.DEFAULT, new IndexProgress() {
            @Override
            public void begins(String index, String table, long documents) {
                progress.add(index + " over " + documents + " of " + table);
            }

            @Override
            public void built(String index, Duration took) {
                progress.add(index + " is built");
            }
        });
    }

    private void fill(Table table, int documents) {
        try (var store = open(table)) {
            for (int no = 0; no < documents; no++) {
                store.insert(table, Things.thing("thing " + no, 1, "scope", "OSH", "name", "one", "day", (long) no));
            }
        }
    }

    @Test
    void aServerDoesNotBuildAnIndexOverDocumentsAndSaysWhoDoes() {
        fill(BEFORE, 3);

        assertThatThrownBy(() -> open(Things.TABLE))
                .isInstanceOf(OutdatedStoreException.class)
                .hasMessageContainingAll("index things_name_day of table things", "admin upgrade");
        assertThatThrownBy(() -> MongoStore.existing(uri(), List.of(Things.TABLE), MongoLimits.DEFAULT))
                .isInstanceOf(OutdatedStoreException.class);

        fill(BEFORE, 0);
    }

    @Test
    void theCommandBuildsItWhileTheVersionBeforeGoesOnAndIsIdempotent() {
        fill(BEFORE, 3);
        try (var old = open(BEFORE)) {
            upgraded(Things.TABLE).close();
            old.insert(BEFORE, Things.thing("late", 1, "scope", "OSH", "name", "one", "day", 9L));
        }
        assertThat(progress).containsExactly("things_name_day over 3 of things", "things_name_day is built");

        progress.clear();
        upgraded(Things.TABLE).close();
        assertThat(progress).isEmpty();
        try (var store = open(Things.TABLE)) {
            assertThat(store.range(
                            Things.TABLE, Range.ascending("things_name_day", List.of("OSH", "one"), 0L, null, 10)))
                    .hasSize(4);
        }
    }

    @Test
    void anEmptyTableGetsItsIndexesAtOnce() {
        fill(BEFORE, 0);
        open(Things.TABLE).close();
        fill(Things.TABLE, 1);
        open(Things.TABLE).close();
    }

    @Test
    void anIndexThatChangedUnderItsNameIsRefused() {
        fill(BEFORE, 1);
        var changed = withIndexes(BEFORE.indexes().stream()
                .map(index -> index.name().equals("things_seq")
                        ? new Index("things_seq", true, List.of("scope", "no"))
                        : index)
                .toList());
        assertThatThrownBy(() -> open(changed))
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageContainingAll("things_seq", "declared differently");
    }

    @Test
    void commandsCreateNothingInAnEmptyDatabase() {
        upgraded(Things.TABLE).close();
        MongoStore.existing(uri(), List.of(Things.TABLE), MongoLimits.DEFAULT).close();
        assertThat(progress).isEmpty();
    }
}
