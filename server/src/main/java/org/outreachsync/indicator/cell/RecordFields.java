package org.outreachsync.indicator.cell;

import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;

/**
 * The fields of a record, as they are counted.
 *
 * @param type the record type
 * @param shown the values by path; values of a line are only present while the line is
 */
record RecordFields(RecordType type, SortedMap<Path, Value> shown) {

    /** The fields of these registers. */
    static RecordFields of(RecordType type, SortedMap<Path, Value> registers) {
        var visible = new PathMap.Builder<Value>(registers.size());
        registers.forEach((path, value) -> {
            if (path.sub() == 0 || registers.containsKey(Path.element(path.field(), path.element()))) {
                visible.put(path, value);
            }
        });
        return new RecordFields(type, visible.build());
    }

    /** A client key in hexadecimal; null for none. */
    @Nullable
    String key(String field) {
        return type.has(field) && shown.get(type.path(field)) instanceof Value.Bytes key
                ? HexFormat.of().formatHex(key.value())
                : null;
    }

    /** A number by the name of its field, or a default. */
    long number(String field, long otherwise) {
        return type.has(field) ? number(type.path(field), otherwise) : otherwise;
    }

    /** A number by the number of its field; 0 if absent, and for field 0. */
    int number(int field) {
        return field == 0 ? 0 : (int) number(Path.field(field), 0);
    }

    private long number(Path path, long otherwise) {
        return shown.getOrDefault(path, Value.absent()).asLong(otherwise);
    }

    /** A number or, in a tally, the sum of all tablets' counts. */
    long whole(int field) {
        long sum = 0;
        for (var value : shown.subMap(Path.field(field), Path.field(field + 1)).values()) {
            sum += value.asLong(0);
        }
        return sum;
    }

    boolean has(int field) {
        return shown.containsKey(Path.field(field));
    }

    /** Whether a set has an element. */
    boolean hasElement(int field, int code) {
        return shown.getOrDefault(Path.element(field, code), Value.absent()).isPresent();
    }

    /** The elements of a set. */
    List<Integer> elements(int field) {
        return shown.subMap(Path.field(field), Path.field(field + 1)).entrySet().stream()
                .filter(element -> element.getValue().isPresent())
                .map(element -> element.getKey().element())
                .toList();
    }
}
