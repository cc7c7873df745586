package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.store.Document;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreForm;
import org.outreachsync.store.Tables;
import org.outreachsync.store.sqlite.SqliteStore;

/** A version of the program meets a store that another version wrote. */
class StoreFormTest {

    private static final String PROBE = "KEYS";

    @TempDir
    private Path data;

    private ServerConfig config;

    @BeforeEach
    void make() {
        config = ServerConfig.from(Map.of("OUTREACH_DATA", data.toString()));
        Backend.openOrMake(config).store().close();
    }

    /** Has the store say that it was written in this form. */
    private void write(long form) {
        try (var store = new SqliteStore(Backend.file(config))) {
            var probe = store.get(Tables.HOUSEKEEPING, List.of(PROBE)).getFirst();
            assertThat(probe.version()).isEqualTo(StoreForm.CURRENT);
            store.remove(Tables.HOUSEKEEPING, store.get(Tables.HOUSEKEEPING, List.of(PROBE)));
            store.insert(Tables.HOUSEKEEPING, new Document(PROBE, form, probe.fields(), probe.body()));
        }
    }

    @Test
    void aNewerFormIsRefusedByTheServerAndByCommandsWithTheWayOut() {
        write(StoreForm.CURRENT + 1);

        assertThatThrownBy(() -> Backend.openToServe(config))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("newer version", "form 5", "restore a backup that was made before");
        assertThatThrownBy(() -> Backend.open(config)).isInstanceOf(StoreException.class);
    }

    @Test
    void aFormThatIsTooOldIsRefused() {
        write(StoreForm.OLDEST - 1);

        assertThatThrownBy(() -> Backend.open(config))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("form 1", "begin a new store");
    }

    @Test
    void aRefusalChangesNothing() {
        write(StoreForm.CURRENT + 1);
        assertThatThrownBy(() -> Backend.openToServe(config)).isInstanceOf(StoreException.class);

        try (var store = new SqliteStore(Backend.file(config))) {
            assertThat(store.get(Tables.HOUSEKEEPING, List.of(PROBE)))
                    .singleElement()
                    .returns(StoreForm.CURRENT + 1, Document::version);
        }
    }
}
