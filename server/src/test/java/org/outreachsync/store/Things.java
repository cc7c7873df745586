package org.outreachsync.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table with every kind of index, for tests. */
public final class Things {

    /** The table. */
    public static final Table TABLE = new Table(
            "things",
            List.of(
                    Field.text("scope"),
                    Field.number("seq"),
                    Field.number("day"),
                    Field.text("token"),
                    Field.text("name"),
                    Field.text("programme"),
                    Field.number("no")),
            List.of(
                    new Index("things_seq", true, List.of("scope", "seq")),
                    new Index("things_token", true, List.of("token")),
                    new Index("things_no", true, List.of("programme", "no")),
                    new Index("things_day", false, List.of("scope", "day")),
                    new Index("things_name", false, List.of("name")),
                    new Index("things_name_day", false, List.of("scope", "name", "day"))));

    /** It and the server's own. */
    public static final List<Table> TABLES =
            Stream.concat(Stream.of(TABLE), Tables.ALL.stream()).toList();

    private Things() {}

    /** A document of the table; a field whose value is null is left out. */
    public static Document thing(String id, long version, @Nullable Object... fieldsAndValues) {
        return new Document(id, version, fields(fieldsAndValues), new byte[] {1, 2, 3});
    }

    /** Fields by name and value in turn. */
    public static Map<String, Object> fields(@Nullable Object... fieldsAndValues) {
        var fields = new HashMap<String, Object>();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            var value = fieldsAndValues[i + 1];
            if (value != null && fieldsAndValues[i] instanceof String name) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    /** The ids, in order. */
    public static List<String> ids(List<Document> documents) {
        var ids = new ArrayList<String>();
        documents.forEach(document -> ids.add(document.id()));
        return ids;
    }
}
