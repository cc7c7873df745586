package org.outreachsync.indicator.cell;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.VisibleFields;

/**
 * The fields of a record, as they are counted.
 *
 * @param type the record type
 * @param shown the values by path; values of a line are only present while the line is
 */
record RecordFields(RecordType type, PathMap<Value> shown) {

    /** The fields of these registers. */
    static RecordFields of(RecordType type, PathMap<Value> registers) {
        return new RecordFields(type, VisibleFields.of(registers));
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
        for (int at = shown.firstOf(field), end = shown.endOf(field); at < end; at++) {
            sum += shown.valueAt(at).asLong(0);
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
        var elements = new ArrayList<Integer>();
        for (int at = shown.firstOf(field), end = shown.endOf(field); at < end; at++) {
            if (shown.valueAt(at).isPresent()) {
                elements.add(shown.pathAt(at).element());
            }
        }
        return elements;
    }
}
