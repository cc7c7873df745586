package org.outreachsync.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.store.Document;
import org.outreachsync.store.Range;
import org.outreachsync.store.Table;

/** Turns documents into rows, and back. */
final class Rows {

    private Rows() {}

    /** Writes documents by a statement, and returns the ids that it wrote. */
    static Set<String> write(SqliteSession session, String sql, Table table, List<Document> documents)
            throws SQLException {
        var written = new LinkedHashSet<String>();
        var statement = session.prepare(sql);
        for (var document : documents) {
            bind(statement, table, document);
            if (statement.executeUpdate() > 0) {
                written.add(document.id());
            }
        }
        return written;
    }

    /** Sets the parameters of {@link TableSql#insert} and the like. */
    static void bind(PreparedStatement statement, Table table, Document document) throws SQLException {
        statement.setString(1, document.id());
        statement.setLong(2, document.version());
        statement.setBytes(3, document.body());
        int parameter = 4;
        for (var field : table.fields()) {
            statement.setObject(parameter++, document.fields().get(field.name()));
        }
    }

    /** Sets the parameters of {@link TableSql#range}. */
    static void bind(PreparedStatement statement, Range range) throws SQLException {
        int parameter = 1;
        for (var value : range.prefix()) {
            statement.setObject(parameter++, value);
        }
        int among = range.among().isEmpty() ? 0 : IdPage.sizeFor(range.among().size());
        for (int at = 0; at < among; at++) {
            statement.setObject(
                    parameter++, range.among().get(Math.min(at, range.among().size() - 1)));
        }
        if (range.from() != null) {
            statement.setObject(parameter++, range.from());
        }
        if (range.to() != null) {
            statement.setObject(parameter++, range.to());
        }
        statement.setInt(parameter, range.limit());
    }

    /** Adds the documents that a query finds. */
    static void read(PreparedStatement statement, Table table, List<Document> into) throws SQLException {
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                into.add(document(rows, table));
            }
        }
    }

    /** Adds the versions that a query finds, by id. */
    static void readVersions(PreparedStatement statement, Map<String, Long> into) throws SQLException {
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                into.put(rows.getString(1), rows.getLong(2));
            }
        }
    }

    /** The document in a row of {@link TableSql#all} and the like. */
    static Document document(ResultSet row, Table table) throws SQLException {
        var fields = new HashMap<String, Object>();
        int column = 4;
        for (var field : table.fields()) {
            switch (field.type()) {
                case LONG -> {
                    long number = row.getLong(column);
                    if (!row.wasNull()) {
                        fields.put(field.name(), number);
                    }
                }
                case TEXT -> {
                    var text = row.getString(column);
                    if (text != null) {
                        fields.put(field.name(), text);
                    }
                }
            }
            column++;
        }
        return new Document(row.getString(1), row.getLong(2), fields, row.getBytes(3));
    }
}
