package org.outreachsync.sync;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.store.sqlite.SqliteStore;

/** The same on the embedded store. */
class RepeatedCreationOnSqliteTest extends RepeatedCreationTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    Field field() {
        return new Field(new SqliteStore(folder.resolve("store.db")));
    }
}
