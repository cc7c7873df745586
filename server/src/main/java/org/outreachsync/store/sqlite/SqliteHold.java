package org.outreachsync.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.outreachsync.store.Document;
import org.outreachsync.store.HeldStore;
import org.outreachsync.store.OrderedStore;
import org.outreachsync.store.Table;

/** One transaction that has the lock of the writer from its beginning, so that nobody else can write. */
final class SqliteHold implements HeldStore {

    private final SqliteSession session;
    private final Map<String, TableSql> statements;

    /** Takes over the session, and closes it. */
    SqliteHold(SqliteSession session, Map<String, TableSql> statements) throws SQLException {
        this.session = session;
        this.statements = statements;
        try {
            session.execute("BEGIN IMMEDIATE");
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public List<Document> page(Table table, String after, int limit) {
        try {
            var statement = session.prepare(sql(table).page());
            statement.setString(1, after);
            statement.setInt(2, limit);
            var page = new ArrayList<Document>();
            long bytes = 0;
            try (var rows = statement.executeQuery()) {
                while (bytes < OrderedStore.PAGE_BYTES_MAX && rows.next()) {
                    var document = Rows.document(rows, table);
                    bytes += document.body().length;
                    page.add(document);
                }
            }
            return page;
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    @Override
    public long size(Table table) {
        try {
            return session.number(sql(table).size());
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    @Override
    public void endWith(Table table, Document document) {
        try {
            var statement = session.prepare(sql(table).replaceIfNewer);
            Rows.bind(statement, table, document);
            statement.executeUpdate();
            session.execute("COMMIT");
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    private TableSql sql(Table table) {
        var sql = statements.get(table.name());
        if (sql == null) {
            throw new IllegalArgumentException("the store was opened without table " + table.name());
        }
        return sql;
    }

    /** Closing a connection rolls back its transaction. */
    @Override
    public void close() {
        session.close();
    }
}
