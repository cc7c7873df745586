package org.outreachsync.store.sqlite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.outreachsync.store.Field;
import org.outreachsync.store.Index;
import org.outreachsync.store.Range;
import org.outreachsync.store.Table;

/** The statements for one table. All names come from the declared tables, all values are parameters. */
final class TableSql {

    private final Table table;
    private final String name;
    private final String columns;
    /** What was asked for before: calls come in few forms, and composing one takes longer than many a look-up. */
    private final Map<String, String> composed = new ConcurrentHashMap<>();
    /** Adds a document. */
    final String insert;
    /** Adds a document, or replaces an older one. */
    final String replaceIfNewer;
    /** Deletes a document of an id and a version. */
    final String remove;

    TableSql(Table table) {
        this.table = table;
        this.name = quoted(table.name());
        this.columns = Stream.concat(
                        Stream.of("id", "version", "body"),
                        table.fields().stream().map(field -> quoted(field.name())))
                .collect(Collectors.joining(", "));
        this.insert = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(name, columns, parameters(3 + table.fields().size()));
        var set = Stream.concat(
                        Stream.of("version", "body"), table.fields().stream().map(field -> quoted(field.name())))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        this.replaceIfNewer =
                "%s ON CONFLICT (id) DO UPDATE SET %s WHERE excluded.version > %s.version".formatted(insert, set, name);
        this.remove = "DELETE FROM %s WHERE id = ? AND version = ?".formatted(name);
    }

    /** Deletes a table, if it exists, with everything in it. */
    static String drop(String table) {
        return "DROP TABLE IF EXISTS " + quoted(table);
    }

    /** Creates the table if it does not exist. Text is compared byte by byte, and the file is UTF-8. */
    String createTable() {
        var fields = table.fields().stream().map(field -> ", " + column(field)).collect(Collectors.joining());
        return "CREATE TABLE IF NOT EXISTS %s (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL%s) STRICT"
                .formatted(name, fields);
    }

    /** Adds a field that was declared after the table was created. */
    String addColumn(Field field) {
        return "ALTER TABLE %s ADD COLUMN %s".formatted(name, column(field));
    }

    /** Creates an index. Without IF NOT EXISTS, because SQLite stores this text, and the schema check compares it. */
    String createIndex(Index index) {
        return "CREATE %sINDEX %s ON %s (%s) WHERE %s"
                .formatted(
                        index.unique() ? "UNIQUE " : "",
                        quoted(indexName(index)),
                        name,
                        ordered(index, ""),
                        present(index));
    }

    /** In a file, index names are unique; the declared names are unique in their table only. */
    String indexName(Index index) {
        return table.name() + "." + index.name();
    }

    /** Reads all documents, as they lie in the file. */
    String all() {
        return "SELECT %s FROM %s".formatted(columns, name);
    }

    /** Counts all documents. */
    String size() {
        return "SELECT count(*) FROM " + name;
    }

    /** Reads documents by this number of ids. */
    String get(int ids) {
        return composed.computeIfAbsent(
                "get " + ids, unseen -> "SELECT %s FROM %s WHERE id IN (%s)".formatted(columns, name, parameters(ids)));
    }

    /** Reads ids and versions by this number of ids. The body, which may lie on other pages, is not read. */
    String versions(int ids) {
        return composed.computeIfAbsent(
                "versions " + ids,
                unseen -> "SELECT id, version FROM %s WHERE id IN (%s)".formatted(name, parameters(ids)));
    }

    /** Reads documents in the order of their ids. Its parameters are the id before the first, and the limit. */
    String page() {
        return "SELECT %s FROM %s WHERE id > ? ORDER BY id LIMIT ?".formatted(columns, name);
    }

    /** Counts what is in an index. Its parameters are the first fields of the index, this many. */
    String count(Index index, int prefix) {
        return composed.computeIfAbsent("count " + prefix + ' ' + index.name(), unseen -> counting(index, prefix));
    }

    private String counting(Index index, int prefix) {
        var conditions = new ArrayList<String>();
        index.fields().subList(0, prefix).forEach(field -> conditions.add(quoted(field) + " = ?"));
        conditions.add(present(index));
        return "SELECT count(*) FROM %s INDEXED BY %s WHERE %s"
                .formatted(name, quoted(indexName(index)), String.join(" AND ", conditions));
    }

    /** Reads a range of an index. Its parameters are the prefix, the values or bounds if any, and the limit. */
    String range(Index index, Range range) {
        int among = range.among().isEmpty() ? 0 : IdPage.sizeFor(range.among().size());
        var form = "range " + range.prefix().size() + ' ' + among + ' ' + (range.from() != null) + ' '
                + (range.to() != null) + ' ' + range.descending() + ' ' + index.name();
        return composed.computeIfAbsent(form, unseen -> reading(index, range, among));
    }

    private String reading(Index index, Range range, int among) {
        var conditions = new ArrayList<String>();
        for (int i = 0; i < range.prefix().size(); i++) {
            conditions.add(quoted(index.fields().get(i)) + " = ?");
        }
        if (among > 0) {
            conditions.add("%s IN (%s)"
                    .formatted(quoted(index.fields().get(range.prefix().size())), parameters(among)));
        }
        if (range.from() != null) {
            conditions.add(quoted(index.fields().get(range.prefix().size())) + " >= ?");
        }
        if (range.to() != null) {
            conditions.add(quoted(index.fields().get(range.prefix().size())) + " <= ?");
        }
        conditions.add(present(index));
        return "SELECT %s FROM %s INDEXED BY %s WHERE %s ORDER BY %s LIMIT ?"
                .formatted(
                        columns,
                        name,
                        quoted(indexName(index)),
                        String.join(" AND ", conditions),
                        ordered(index, range.descending() ? " DESC" : ""));
    }

    /** The index's columns. A unique index needs no id to break ties. */
    private static String ordered(Index index, String direction) {
        var fields =
                index.fields().stream().map(field -> quoted(field) + direction).collect(Collectors.joining(", "));
        return index.unique() ? fields : fields + ", id" + direction;
    }

    /** A document that lacks a field is not in the index. */
    private static String present(Index index) {
        return index.fields().stream()
                .map(field -> quoted(field) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    private static String column(Field field) {
        return quoted(field.name())
                + switch (field.type()) {
                    case LONG -> " INTEGER";
                    case TEXT -> " TEXT";
                };
    }

    private static String parameters(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
