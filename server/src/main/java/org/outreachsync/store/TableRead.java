package org.outreachsync.store;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Documents to get from one table.
 *
 * @param table the table
 * @param ids their ids; if there are none, the store is not asked
 */
public record TableRead(Table table, Set<String> ids) {

    public TableRead {
        ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
    }
}
