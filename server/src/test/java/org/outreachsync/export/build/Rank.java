package org.outreachsync.export.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rank of a matrix of whole numbers, by elimination over a prime field. */
final class Rank {

    private static final long PRIME = 2_147_483_647L;

    private Rank() {}

    /**
     * Of some rows.
     *
     * @param columns the columns that count; others are zero everywhere or do not matter
     */
    static int of(List<? extends Map<String, ? extends Number>> rows, Map<String, Integer> columns) {
        var reduced = new ArrayList<long[]>();
        for (var row : rows) {
            var dense = new long[columns.size()];
            row.forEach((name, value) -> {
                var column = columns.get(name);
                if (column != null) {
                    dense[column] = Math.floorMod(value.longValue(), PRIME);
                }
            });
            for (var other : reduced) {
                subtract(dense, other);
            }
            int first = first(dense);
            if (first < dense.length) {
                scale(dense, inverse(dense[first]));
                reduced.add(dense);
            }
        }
        return reduced.size();
    }

    private static int first(long[] row) {
        int at = 0;
        while (at < row.length && row[at] == 0) {
            at++;
        }
        return at;
    }

    private static void subtract(long[] row, long[] other) {
        long factor = row[first(other)];
        for (int at = 0; factor != 0 && at < row.length; at++) {
            row[at] = Math.floorMod(row[at] - factor * other[at], PRIME);
        }
    }

    private static void scale(long[] row, long factor) {
        for (int at = 0; at < row.length; at++) {
            row[at] = row[at] * factor % PRIME;
        }
    }

    private static long inverse(long value) {
        long result = 1;
        long base = value;
        for (long exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
            if ((exponent & 1) == 1) {
                result = result * base % PRIME;
            }
            base = base * base % PRIME;
        }
        return result;
    }
}
