package org.outreachsync.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Opens connections to one file, all with the settings that durability requires. */
record Connections(Path file, int lockMillis) {

    /** Pages of write-ahead log after which the writer copies them into the file: 16 MiB. */
    private static final int CHECKPOINT_PAGES = 4_096;

    private static final int WRITER_CACHE_KIB = 16 * 1_024;

    private static final int READER_CACHE_KIB = 4 * 1_024;

    SqliteSession writer() throws SQLException {
        return open(WRITER_CACHE_KIB, false);
    }

    SqliteSession reader() throws SQLException {
        return open(READER_CACHE_KIB, true);
    }

    private SqliteSession open(int cacheKib, boolean queryOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(lockMillis);
        // Otherwise the driver asks for the id of the last row after every write.
        config.setGetGeneratedKeys(false);
        var session = new SqliteSession(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
        try {
            // FULL syncs the log at every commit, before the commit is acknowledged.
            session.execute("PRAGMA synchronous = FULL");
            // On macOS, a plain fsync leaves the data in the drive's cache; elsewhere, these two have no effect.
            session.execute("PRAGMA fullfsync = ON");
            session.execute("PRAGMA checkpoint_fullfsync = ON");
            // In a container, there may be no temporary folder. SQLite would need one for what a larger write undoes.
            session.execute("PRAGMA temp_store = MEMORY");
            // Deleted data are overwritten, not only unlinked.
            session.execute("PRAGMA secure_delete = ON");
            session.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            session.execute("PRAGMA cache_size = -" + cacheKib);
            if (queryOnly) {
                session.execute("PRAGMA query_only = ON");
            }
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }
}
