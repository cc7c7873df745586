package org.outreachsync.recount;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.sqlite.SqliteStore;

/** The same on the embedded store. */
class RepairUnderLoadOnSqliteTest extends RepairUnderLoadTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    DocumentStore store() {
        return new SqliteStore(folder.resolve("store.db"));
    }
}
