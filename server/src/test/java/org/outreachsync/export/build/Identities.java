package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.outreachsync.disclosure.Relation;
import org.outreachsync.disclosure.Table;

/**
 * Whether every linear identity that holds between the counts of many samples follows from the relations that all of
 * them have: the rank of these relations must be what the rank of the counts leaves.
 */
final class Identities {

    private final List<Map<String, Long>> samples = new ArrayList<>();
    private final Map<Map<String, Integer>, Integer> relations = new LinkedHashMap<>();

    /**
     * Adds a sample.
     *
     * @param tables all that were built of it
     * @param named gives the name that a cell has in all samples
     */
    void add(List<Table> tables, UnaryOperator<String> named) {
        var sample = new HashMap<String, Long>();
        for (var table : tables) {
            table.cells().forEach(cell -> sample.put(named.apply(cell.name()), cell.value()));
            rows(table, named).forEach(row -> relations.merge(row, 1, Integer::sum));
        }
        samples.add(sample);
    }

    private static List<Map<String, Integer>> rows(Table table, UnaryOperator<String> named) {
        return table.namedRelations().stream()
                .filter(Relation::isEqual)
                .map(relation -> {
                    var row = new HashMap<String, Integer>();
                    relation.wholes().forEach(name -> row.merge(named.apply(name), 1, Integer::sum));
                    relation.parts().forEach(name -> row.merge(named.apply(name), -1, Integer::sum));
                    return Map.copyOf(row);
                })
                .distinct()
                .toList();
    }

    /** All of them follow. A relation that holds only by chance is not in every sample, and does not count. */
    void assertExplained(String what) {
        var always = relations.entrySet().stream()
                .filter(relation -> relation.getValue() == samples.size())
                .map(Map.Entry::getKey)
                .toList();
        var inAll = new HashSet<>(samples.getFirst().keySet());
        samples.forEach(sample -> inAll.retainAll(sample.keySet()));
        var cells = new TreeMap<String, Integer>();
        samples.forEach(sample -> sample.forEach((name, value) -> {
            // Those who are left over are a count only where they are few.
            if (value != 0 && inAll.contains(name)) {
                cells.putIfAbsent(name, cells.size());
            }
        }));
        assertThat(samples.size()).as("samples for %d cells", cells.size()).isGreaterThan(cells.size());
        assertThat(cells.size() - Rank.of(samples, cells) - Rank.of(always, cells))
                .as("identities of %s between %d cells that no relation tells", what, cells.size())
                .isZero();
    }
}
