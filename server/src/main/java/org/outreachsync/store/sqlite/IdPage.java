package org.outreachsync.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Ids split into pages of a few sizes, so that few statements need to be prepared. The last page is padded with its
 * last id, which has no effect in an IN list.
 *
 * @param ids the ids
 * @param size the number of parameters, at least the number of ids
 */
record IdPage(List<String> ids, int size) {

    private static final int[] SIZES = {1, 16, 256};

    static List<IdPage> of(Collection<String> all) {
        var ids = List.copyOf(new LinkedHashSet<>(all));
        var pages = new ArrayList<IdPage>();
        int largest = SIZES[SIZES.length - 1];
        for (int start = 0; start < ids.size(); start += largest) {
            var page = ids.subList(start, Math.min(ids.size(), start + largest));
            pages.add(new IdPage(page, sizeFor(page.size())));
        }
        return pages;
    }

    PreparedStatement bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < size; i++) {
            statement.setString(i + 1, ids.get(Math.min(i, ids.size() - 1)));
        }
        return statement;
    }

    /**
     * The number of parameters for so many values of an IN list.
     *
     * @param count 1 to {@link org.outreachsync.store.Range#AMONG_MAX}
     */
    static int sizeFor(int count) {
        for (int size : SIZES) {
            if (count <= size) {
                return size;
            }
        }
        throw new IllegalStateException("no page holds " + count + " ids");
    }
}
