package org.outreachsync.disclosure;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** What recipients get of a table: by the real policies, and by those that many programmes follow by hand. */
final class Releases {

    static final byte[] SECRET = "the secret of tests".getBytes(StandardCharsets.US_ASCII);

    private Releases() {}

    static Release of(Policy policy, Table table) {
        return new Protection(policy, SECRET).of(table);
    }

    /** What recipients get of a table that can be made safe. */
    static Map<String, Told> safe(Policy policy, Table table) {
        return ((Release.Safe) of(policy, table)).told();
    }

    /** Naive: each count is looked at by itself. */
    static Map<String, Told> eachByItself(Policy policy, Table table) {
        var told = new LinkedHashMap<String, Told>();
        table.cells().stream().filter(Cell::isTold).forEach(cell -> told.put(cell.name(), policy.first(cell)));
        return told;
    }

    /** Naive: where one part of a sum is left out, the smallest other part is, too. */
    static Map<String, Told> oneMoreInEachSum(Table table) {
        var told = eachByItself(new Policy.Suppress(), table);
        for (var relation : table.namedRelations()) {
            var parts = new HashSet<>(relation.parts());
            parts.retainAll(told.keySet());
            var leftOut = parts.stream()
                    .filter(cell -> told.get(cell) instanceof Told.LeftOut)
                    .toList();
            if (leftOut.size() == 1) {
                leftOut.forEach(parts::remove);
                table.cells().stream()
                        .filter(cell -> parts.contains(cell.name()) && cell.value() > 0)
                        .min((one, other) -> Long.compare(one.value(), other.value()))
                        .ifPresent(cell -> told.put(cell.name(), cell.leftOut()));
            }
        }
        return told;
    }
}
