package org.outreachsync.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Gatherers;

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
        return all.stream()
                .distinct()
                .gather(Gatherers.windowFixed(SIZES[SIZES.length - 1]))
                .map(page -> new IdPage(page, sizeFor(page.size())))
                .toList();
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
