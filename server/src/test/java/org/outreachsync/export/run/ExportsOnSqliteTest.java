package org.outreachsync.export.run;

import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.sqlite.SqliteStore;

class ExportsOnSqliteTest extends ExportsStoreContract {

    @Override
    DocumentStore open() {
        return new SqliteStore(folder.resolve("outreach.db"));
    }
}
