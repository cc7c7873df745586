package org.outreachsync.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies the file as it is at one moment, while others read and write. */
final class SqliteBackup {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteBackup.class);

    private final Connections connections;

    SqliteBackup(Connections connections) {
        this.connections = connections;
    }

    /** The copy gets its name only when it is complete and synced. */
    void write(Path target) throws SQLException, IOException {
        var folder = target.toAbsolutePath().resolveSibling("");
        var part = folder.resolve(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        SqliteStore.createFile(part);
        try (var session = connections.reader()) {
            // A read connection may not write, not even to another file.
            session.execute("PRAGMA query_only = OFF");
            var statement = session.prepare("VACUUM INTO ?");
            statement.setString(1, part.toString());
            statement.execute();
        }
        // SQLite does not sync the file that it vacuums into.
        sync(part, StandardOpenOption.WRITE);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folder);
    }

    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    private static void syncFolder(Path folder) {
        try {
            sync(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows cannot open a folder, and makes file names durable by itself.
            LOG.debug("the folder of a backup was not synced", e);
        }
    }
}
