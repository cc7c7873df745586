package org.outreachsync.store;

import java.util.List;

/**
 * An ordered index over fields of a table. A document that lacks one of the fields (a null) is not in the index, and a
 * unique index does not apply to it.
 *
 * @param name unique in the table
 * @param unique whether no two documents may be equal in all fields
 * @param fields the fields, most significant first
 */
public record Index(String name, boolean unique, List<String> fields) {

    public Index {
        fields = List.copyOf(fields);
    }
}
