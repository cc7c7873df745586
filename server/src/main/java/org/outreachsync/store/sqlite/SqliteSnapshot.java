package org.outreachsync.store.sqlite;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.outreachsync.store.Document;
import org.outreachsync.store.Snapshot;
import org.outreachsync.store.Table;

/** A read transaction on a connection of its own. Others go on writing; the log of the file grows until it ends. */
final class SqliteSnapshot implements Snapshot {

    private final SqliteSession session;
    private final Map<String, TableSql> statements;

    SqliteSnapshot(Connections connections, Map<String, TableSql> statements) {
        this.statements = statements;
        try {
            this.session = connections.reader();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
        try {
            session.execute("BEGIN");
            // The moment is that of the first read.
            session.number("SELECT count(*) FROM sqlite_master");
        } catch (SQLException e) {
            session.close();
            throw SqliteErrors.translate(e);
        }
    }

    @Override
    public long estimate(Table table) {
        try {
            return session.number(sql(table).size());
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    @Override
    public void forEach(Table table, Consumer<Document> visitor) {
        try (var rows = session.prepare(sql(table).all()).executeQuery()) {
            while (rows.next()) {
                visitor.accept(Rows.document(rows, table));
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    private TableSql sql(Table table) {
        return Objects.requireNonNull(statements.get(table.name()), table.name());
    }

    @Override
    public void close() {
        session.close();
    }
}
