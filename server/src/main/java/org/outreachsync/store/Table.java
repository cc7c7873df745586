package org.outreachsync.store;

import java.util.List;

/**
 * A declared collection of documents. The adapter creates it with its indexes when the store is opened.
 *
 * @param name lower snake case
 * @param fields the indexed fields
 * @param indexes the indexes, besides the one on the id
 */
public record Table(String name, List<Field> fields, List<Index> indexes) {

    public Table {
        fields = List.copyOf(fields);
        indexes = List.copyOf(indexes);
    }

    /**
     * The index of this name.
     *
     * @throws IllegalArgumentException when the table declares none
     */
    public Index index(String indexName) {
        return indexes.stream()
                .filter(index -> index.name().equals(indexName))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("table " + name + " has no index " + indexName));
    }
}
