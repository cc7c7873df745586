package org.outreachsync.store.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DocumentStoreContract;
import org.outreachsync.store.Things;

class SqliteStoreTest extends DocumentStoreContract {

    @TempDir
    private Path folder;

    @Override
    protected DocumentStore open() {
        return new SqliteStore(folder.resolve("store.db"), Things.TABLES, SqliteLimits.DEFAULT);
    }
}
