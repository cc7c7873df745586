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
 * @param scopeParts if each document belongs to one site, how many parts of its id, between slashes, say to which; they
 *     stand in the field {@link #SCOPE}, too, with which every index begins. So a database may keep the documents of
 *     different sites on different machines. 0 for other tables
 */
public record Table(String name, List<Field> fields, List<Index> indexes, int scopeParts) {

    /** The field that says to which site a document belongs. */
    public static final String SCOPE = "scope";

    /** Names that the adapters use for themselves. */
    private static final Set<String> RESERVED = Set.of("id", "_id", "v", "version", "body", "w");

    /** A table whose documents do not belong to one site each. */
    public Table(String name, List<Field> fields, List<Index> indexes) {
        this(name, fields, indexes, 0);
    }

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
            if (scopeParts > 0 && !index.fields().getFirst().equals(SCOPE)) {
                throw new IllegalArgumentException("index " + index.name() + " does not begin with the site");
            }
        }
        if (scopeParts > 0 && !names.contains(SCOPE)) {
            throw new IllegalArgumentException("table " + name + " has no field for the site");
        }
    }

    /** Whether each document belongs to one site. */
    public boolean isBySite() {
        return scopeParts > 0;
    }

    /**
     * What the id of a document says about the site that it belongs to: the value of {@link #SCOPE}.
     *
     * @throws IllegalArgumentException if the table is not by site, or the id does not say it
     */
    public String scopeOf(String id) {
        int end = -1;
        for (int part = 0; part < scopeParts; part++) {
            end = id.indexOf('/', end + 1);
            if (end < 0) {
                break;
            }
        }
        if (end < 0) {
            throw new IllegalArgumentException("an id of table " + name + " does not name a site");
        }
        return id.substring(0, end);
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
        if (isBySite() && !scopeOf(document.id()).equals(document.text(SCOPE))) {
            throw new IllegalArgumentException("a document of table " + name + " is not of the site that its id names");
        }
    }

    /**
     * Checks that a range fits the index that it names. Every adapter calls it before a read.
     *
     * @return the index
     * @throws IllegalArgumentException if it does not
     */
    public Index check(Range range) {
        if (isBySite() && range.prefix().isEmpty() && range.among().isEmpty()) {
            throw new IllegalArgumentException("a range of table " + name + " names no site");
        }
        return checkFit(range);
    }

    /**
     * Checks that the first fields of an index can be counted. A count may be of all sites. Every adapter calls it
     * before one.
     *
     * @param indexName the name of the index
     * @param prefix values of its first fields
     * @return the index
     * @throws IllegalArgumentException if the values do not fit
     */
    public Index check(String indexName, List<Object> prefix) {
        return checkFit(Range.last(indexName, prefix));
    }

    private Index checkFit(Range range) {
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
