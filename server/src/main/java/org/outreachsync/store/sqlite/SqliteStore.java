package org.outreachsync.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.HeldStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Snapshot;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;

/**
 * A store in one SQLite file, for one machine: write-ahead log, every commit synced to the disk before it is
 * acknowledged. Several processes may open one file on a local disk; they take turns at writing. A file on a network
 * share is not safe, because SQLite's locks are not.
 */
public final class SqliteStore implements DocumentStore {

    private final Map<String, TableSql> statements = new HashMap<>();
    private final Connections connections;
    private final GroupWriter writer;
    private final SqliteReaders readers;
    private final SqliteChanges changes;
    private final @Nullable FolderLock lock;

    /**
     * Opens or creates a file with all tables of the server.
     *
     * @throws StoreException if the file is not ours
     */
    public SqliteStore(Path file) {
        this(file, Tables.ALL, SqliteLimits.DEFAULT);
    }

    /**
     * Opens or creates a file with all tables of the server, for the server that holds the lock of its folder. Closing
     * the store releases the lock.
     *
     * @throws StoreException if the file is not ours; the caller keeps the lock
     */
    public SqliteStore(Path file, FolderLock lock) {
        this(file, Tables.ALL, SqliteLimits.DEFAULT, lock);
    }

    /**
     * Opens or creates a file with these tables.
     *
     * @throws StoreException if the file is not ours, or has an index of the same name with another declaration
     * @throws StoreUnavailableException if another process locks the file for too long, or it cannot be opened
     */
    public SqliteStore(Path file, List<Table> tables, SqliteLimits limits) {
        this(file, tables, limits, null);
    }

    private SqliteStore(Path file, List<Table> tables, SqliteLimits limits, @Nullable FolderLock lock) {
        NativeLibrary.load();
        this.lock = lock;
        this.connections = new Connections(file, limits.lockMillis());
        for (var table : tables) {
            statements.put(table.name(), new TableSql(table));
        }
        createFile(file);
        try (var session = connections.writer()) {
            var schema = new SqliteSchema(session);
            schema.useWriteAheadLog(limits.lockMillis());
            schema.create(tables, statements);
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
        this.writer = new GroupWriter(connections, limits);
        this.readers = new SqliteReaders(connections, limits);
        this.changes = new SqliteChanges(connections);
    }

    /** A server locks the folder against other servers. */
    @Override
    public boolean isShared() {
        return lock == null;
    }

    @Override
    public OptionalLong changes() {
        return OptionalLong.of(changes.now());
    }

    @Override
    public void insert(Table table, Document document) {
        table.check(document);
        var sql = sql(table).insert;
        writer.write(table.name(), session -> {
            var statement = session.prepare(sql);
            Rows.bind(statement, table, document);
            return statement.executeUpdate();
        });
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        documents.forEach(table::check);
        if (documents.isEmpty()) {
            return Set.of();
        }
        var sql = sql(table).replaceIfNewer;
        return writer.write(table.name(), session -> Rows.write(session, sql, table, documents));
    }

    @Override
    public void write(List<TableWrite> writes) {
        if (writes.stream().allMatch(write -> write.documents().isEmpty())) {
            return;
        }
        writes.forEach(write -> write.documents().forEach(write.table()::check));
        var names = writes.stream().map(write -> write.table().name()).collect(Collectors.joining(", "));
        writer.write(names, session -> {
            for (var write : writes) {
                var statements = sql(write.table());
                var sql = write.condition() == TableWrite.Condition.ALL_NEW
                        ? statements.insert
                        : statements.replaceIfNewer;
                write.check(Rows.write(session, sql, write.table(), write.documents())
                        .size());
            }
            return true;
        });
    }

    @Override
    public List<Document> get(Table table, Collection<String> ids) {
        var sql = sql(table);
        if (ids.isEmpty()) {
            return List.of();
        }
        return readers.read(session -> {
            var found = new ArrayList<Document>();
            for (var page : IdPage.of(ids)) {
                Rows.read(page.bind(session.prepare(sql.get(page.size()))), table, found);
            }
            return found;
        });
    }

    @Override
    public Map<String, Long> versions(Table table, Collection<String> ids) {
        var sql = sql(table);
        if (ids.isEmpty()) {
            return Map.of();
        }
        return readers.read(session -> {
            var found = new HashMap<String, Long>();
            for (var page : IdPage.of(ids)) {
                Rows.readVersions(page.bind(session.prepare(sql.versions(page.size()))), found);
            }
            return found;
        });
    }

    @Override
    public List<Document> range(Table table, Range range) {
        var index = table.check(range);
        var sql = sql(table).range(index, range);
        return readers.read(session -> {
            var statement = session.prepare(sql);
            Rows.bind(statement, range);
            var found = new ArrayList<Document>();
            Rows.read(statement, table, found);
            return found;
        });
    }

    @Override
    public long count(Table table, String index, List<Object> prefix) {
        var sql = sql(table).count(table.check(index, prefix), prefix.size());
        return readers.read(session -> {
            var statement = session.prepare(sql);
            int parameter = 1;
            for (var value : prefix) {
                statement.setObject(parameter++, value);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    @Override
    public void remove(Table table, Collection<Document> documents) {
        var sql = sql(table).remove;
        if (documents.isEmpty()) {
            return;
        }
        writer.write(table.name(), session -> {
            var statement = session.prepare(sql);
            int removed = 0;
            for (var document : documents) {
                statement.setString(1, document.id());
                statement.setLong(2, document.version());
                removed += statement.executeUpdate();
            }
            return removed;
        });
    }

    @Override
    public void drop(String table) {
        if (statements.containsKey(table)) {
            throw new IllegalArgumentException("table " + table + " is in use");
        }
        writer.write(table, session -> {
            session.execute(TableSql.drop(table));
            return true;
        });
    }

    @Override
    public void ping() {
        if (!writer.isAlive()) {
            throw new StoreUnavailableException("the writer has ended", null);
        }
        readers.read(session -> session.number("SELECT count(*) FROM sqlite_master"));
    }

    @Override
    public Snapshot snapshot() {
        return new SqliteSnapshot(connections, statements);
    }

    /**
     * Holds the store as it is: nobody can write until the caller ends it, and whoever tries waits, then fails.
     *
     * @throws StoreUnavailableException if somebody else is writing for too long
     */
    public HeldStore hold() {
        try {
            return new SqliteHold(connections.writer(), statements);
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        changes.close();
        if (lock != null) {
            lock.close();
        }
    }

    private TableSql sql(Table table) {
        var sql = statements.get(table.name());
        if (sql == null) {
            throw new IllegalArgumentException("the store was opened without table " + table.name());
        }
        return sql;
    }

    /** Only the owner may read the file; SQLite gives the log beside it the same permissions. */
    static void createFile(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            // Do not open it if it exists: closing any handle would drop the locks that SQLite holds in this process.
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw new StoreUnavailableException("the file of the store cannot be created", e);
        }
    }
}
