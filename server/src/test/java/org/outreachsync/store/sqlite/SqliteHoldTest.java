package org.outreachsync.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.ids;
import static org.outreachsync.store.Things.thing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.PageContract;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Things;

class SqliteHoldTest implements PageContract {

    private static final SqliteLimits IMPATIENT = new SqliteLimits(2, 4, 8, Duration.ofMillis(200));

    @TempDir
    private Path folder;

    private SqliteStore store;

    @Override
    public DocumentStore store() {
        return store;
    }

    @Override
    public List<Document> page(Table table, String after, int limit) {
        try (var held = store.hold()) {
            return held.page(table, after, limit);
        }
    }

    @BeforeEach
    void openStore() {
        store = new SqliteStore(folder.resolve("store.db"), Things.TABLES, IMPATIENT);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void nobodyElseWritesWhileItIsHeld() {
        store.insert(TABLE, thing("before", 1));
        try (var held = store.hold()) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.insert(TABLE, thing("meanwhile", 1)));
            assertThat(store.get(TABLE, List.of("before"))).hasSize(1);
            assertThat(held.size(TABLE)).isEqualTo(1);
        }
        store.insert(TABLE, thing("later", 1));

        assertThat(ids(page(TABLE, "", 10))).containsExactly("before", "later");
    }

    @Test
    void theLastWriteLetsGo() {
        try (var held = store.hold()) {
            held.endWith(TABLE, thing("end", 5, "name", "five"));
            store.insert(TABLE, thing("later", 1));
        }

        assertThat(ids(page(TABLE, "", 10))).containsExactly("end", "later");
    }

    @Test
    void theLastWriteReplacesOnlyWhatIsOlder() {
        store.insert(TABLE, thing("end", 6, "name", "six"));
        try (var held = store.hold()) {
            held.endWith(TABLE, thing("end", 5, "name", "five"));
        }

        assertThat(store.get(TABLE, List.of("end")).getFirst().text("name")).isEqualTo("six");
    }
}
