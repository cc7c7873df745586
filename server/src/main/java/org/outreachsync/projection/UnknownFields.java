package org.outreachsync.projection;

import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.merge.RecordState;
import org.outreachsync.merge.Write;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;

/**
 * Keeps what a newer app wrote into fields that this version does not know, but not without end: a record must fit into a document. What is left out
 * of a record stays in the log.
 */
final class UnknownFields {

    private static final int BYTES_MAX = 64 << 10;

    private UnknownFields() {}

    /** What an op writes, without unknown fields for which the record has no room. */
    static Map<Path, Value> bounded(RecordType type, RecordState state, Map<Path, Value> written) {
        var unknown = new TreeMap<>(written);
        unknown.keySet().removeIf(path -> isKnown(type, path));
        if (unknown.isEmpty()) {
            return written;
        }
        long held = state.registers().entrySet().stream()
                .filter(register -> !isKnown(type, register.getKey()))
                .flatMap(register -> register.getValue().stream().map(Write::value))
                .mapToLong(UnknownFields::size)
                .sum();
        long more = unknown.values().stream().mapToLong(UnknownFields::size).sum();
        if (held + more <= BYTES_MAX) {
            return written;
        }
        var known = new TreeMap<>(written);
        known.keySet().removeAll(unknown.keySet());
        return known;
    }

    private static boolean isKnown(RecordType type, Path path) {
        var field = type.fieldByNumber(path.field());
        return field != null
                && (path.sub() == 0 || field.line().stream().anyMatch(part -> part.number() == path.sub()));
    }

    private static long size(Value value) {
        return value instanceof Value.Bytes bytes ? bytes.value().length : 0;
    }
}
