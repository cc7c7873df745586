package org.outreachsync.projection;

import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.merge.RecordState;
import org.outreachsync.merge.Write;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;

/**
 * Keeps fields of newer apps that this version does not know, up to a limit, because a record must fit into a document.
 * Anything left out of a record stays in the log.
 */
final class UnknownFields {

    private static final int BYTES_MAX = 64 << 10;

    private UnknownFields() {}

    /** The writes of an op, without unknown fields for which the record has no room. */
    static Map<Path, Value> bounded(RecordType type, RecordState state, Map<Path, Value> written) {
        if (fit(type, state, written)) {
            return written;
        }
        var known = new TreeMap<>(written);
        known.entrySet().removeIf(write -> write.getValue().isPresent() && !isKnown(type, write.getKey()));
        return known;
    }

    /**
     * Removing a line also removes its unknown fields, so that they do not come back with a later line of the same key.
     */
    static Map<Path, Value> withPartsOfLines(RecordType type, RecordState state, Map<Path, Value> written) {
        if (state.registers().isEmpty()) {
            return written;
        }
        var all = new TreeMap<>(written);
        written.forEach((path, value) -> {
            if (path.element() != 0 && path.sub() == 0 && !value.isPresent()) {
                state.registers().keySet().stream()
                        .filter(part -> part.field() == path.field()
                                && part.element() == path.element()
                                && !isKnown(type, part))
                        .forEach(part -> all.putIfAbsent(part, Value.absent()));
            }
        });
        return all;
    }

    /** Whether the record has room for the unknown fields that an op writes. */
    static boolean fit(RecordType type, RecordState state, Map<Path, Value> written) {
        var writes = PathMap.copyOf(written);
        boolean isAny = false;
        long more = 0;
        for (int at = 0; at < writes.size(); at++) {
            if (!isKnown(type, writes.pathAt(at))) {
                isAny = true;
                more += size(writes.valueAt(at));
            }
        }
        return !isAny || held(type, state) + more <= BYTES_MAX;
    }

    private static long held(RecordType type, RecordState state) {
        return state.registers().entrySet().stream()
                .filter(register -> !isKnown(type, register.getKey()))
                .flatMap(register -> register.getValue().stream().map(Write::value))
                .mapToLong(UnknownFields::size)
                .sum();
    }

    private static boolean isKnown(RecordType type, Path path) {
        var field = type.fieldByNumber(path.field());
        return field != null && (path.sub() == 0 || hasPart(field, path.sub()));
    }

    private static boolean hasPart(FieldSpec field, int number) {
        for (var part : field.line()) {
            if (part.number() == number) {
                return true;
            }
        }
        return false;
    }

    private static long size(Value value) {
        return value instanceof Value.Bytes bytes ? bytes.value().length : 0;
    }
}
