package org.outreachsync.store;

import java.util.List;

/**
 * An ordered index over fields of a table. A unique index holds for all documents that have all of its fields; a
 * document that lacks one of them (a null) is not in the index.
 *
 * @param name unique in the table
 * @param unique whether two documents may not agree in all fields
 * @param fields the fields, most significant first
 */
public record Index(String name, boolean unique, List<String> fields) {

    public Index {
        fields = List.copyOf(fields);
    }
}
