package org.outreachsync.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A declared collection of documents. The adapter creates it with its indexes when the store is opened. A field or an
 * index may be added later; an index that changes gets a new name.
 *
 * @param name lower snake case
 * @param fields the indexed fields
 * @param indexes the indexes, in addition to the one on the id
 */
public record Table(String name, List<Field> fields, List<Index> indexes) {

    /** Names that the adapters use for themselves. */
    private static final Set<String> RESERVED = Set.of("id", "_id", "v", "version", "body", "w");

    public Table {
        fields = List.copyOf(fields);
        indexes = List.copyOf(indexes);
        var names = new HashSet<String>();
        for (var field : fields) {
            if (RESERVED.contains(field.name()) || !names.add(field.name())) {
                throw new IllegalArgumentException("table " + name + " cannot have a field " + field.name());
            }
        }
        for (var index : indexes) {
            if (index.fields().isEmpty() || !names.containsAll(index.fields())) {
                throw new IllegalArgumentException(
                        "index " + index.name() + " names fields that table " + name + " does not have");
            }
        }
    }

    /**
     * The index of this name.
     *
     * @throws IllegalArgumentException if the table declares none
     */
    public Index index(String indexName) {
        return indexes.stream()
                .filter(index -> index.name().equals(indexName))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("table " + name + " has no index " + indexName));
    }

    /**
     * The field of this name.
     *
     * @throws IllegalArgumentException if the table declares none
     */
    public Field field(String fieldName) {
        for (var field : fields) {
            if (field.name().equals(fieldName)) {
                return field;
            }
        }
        throw new IllegalArgumentException("table " + name + " has no field " + fieldName);
    }

    /**
     * Checks that the table declares every field of a document, with the type of its value. Every adapter calls it
     * before a write, so that all adapters refuse the same.
     *
     * @throws IllegalArgumentException if it does not
     */
    public void check(Document document) {
        document.fields().forEach(this::check);
    }

    /**
     * Checks that a range fits the index that it names. Every adapter calls it before a read.
     *
     * @return the index
     * @throws IllegalArgumentException if it does not
     */
    public Index check(Range range) {
        var index = index(range.index());
        int given = range.prefix().size();
        boolean bounded =
                range.from() != null || range.to() != null || !range.among().isEmpty();
        if (given + (bounded ? 1 : 0) > index.fields().size()) {
            throw new IllegalArgumentException(
                    "index " + index.name() + " has only " + index.fields().size() + " fields");
        }
        for (int i = 0; i < given; i++) {
            check(index.fields().get(i), range.prefix().get(i));
        }
        range.among().forEach(value -> check(index.fields().get(given), value));
        if (range.from() != null) {
            check(index.fields().get(given), range.from());
        }
        if (range.to() != null) {
            check(index.fields().get(given), range.to());
        }
        return index;
    }

    private void check(String fieldName, Object value) {
        boolean fits = switch (field(fieldName).type()) {
            case LONG -> value instanceof Long;
            case TEXT -> value instanceof String;
        };
        if (!fits) {
            throw new IllegalArgumentException("field " + fieldName + " of table " + name + " cannot hold a "
                    + value.getClass().getSimpleName());
        }
    }
}
