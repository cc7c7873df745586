package org.outreachsync.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.outreachsync.store.Document;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/**
 * Copies of an embedded store as it was after each of its commits, made from its file and the log beside it; see
 * "WAL-mode file format" in SQLite's documentation.
 */
final class WriteAheadLog {

    private static final int HEADER_BYTES = 32;
    private static final int PAGE_SIZE_AT = 8;
    private static final int FRAME_HEADER_BYTES = 24;
    /** Where a frame says how many pages the file has after its commit; 0 if it does not end one. */
    private static final int COMMITTED_AT = 4;

    private WriteAheadLog() {}

    /**
     * Copies.
     *
     * @param store the file of the store, which may be open
     * @param into an empty folder
     */
    static List<Path> commits(Path store, Path into) throws IOException {
        var file = Files.readAllBytes(store);
        var log = Files.readAllBytes(store.resolveSibling(store.getFileName() + "-wal"));
        var numbers = ByteBuffer.wrap(log);
        int frame = FRAME_HEADER_BYTES + numbers.getInt(PAGE_SIZE_AT);
        var copies = new ArrayList<Path>();
        for (int at = HEADER_BYTES; at + frame <= log.length; at += frame) {
            if (numbers.getInt(at + COMMITTED_AT) != 0) {
                var copy = into.resolve("commit-" + copies.size() + ".db");
                Files.write(copy, file);
                Files.write(copy.resolveSibling(copy.getFileName() + "-wal"), Arrays.copyOf(log, at + frame));
                copies.add(copy);
            }
        }
        return copies;
    }

    /** Visits all documents of a copy. */
    static void forEach(Path copy, BiConsumer<Table, Document> visitor) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                var statement = connection.createStatement()) {
            for (var table : Tables.ALL) {
                try (var rows = statement.executeQuery("SELECT * FROM \"" + table.name() + "\"")) {
                    while (rows.next()) {
                        visitor.accept(table, document(table, rows));
                    }
                }
            }
        }
    }

    private static Document document(Table table, ResultSet row) throws SQLException {
        var fields = new HashMap<String, Object>();
        for (var field : table.fields()) {
            var value = row.getObject(field.name());
            if (value != null) {
                fields.put(field.name(), value instanceof Number number ? (Object) number.longValue() : value);
            }
        }
        return new Document(row.getString("id"), row.getLong("version"), fields, row.getBytes("body"));
    }
}
