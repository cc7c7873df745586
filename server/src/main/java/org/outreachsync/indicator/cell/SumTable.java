package org.outreachsync.indicator.cell;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sums of the measures of a cell. A few flat arrays, because a server keeps many cells and replaces them often: the
 * collector would copy every object of a finer structure. Immutable.
 */
final class SumTable {

    static final SumTable EMPTY = new SumTable(MeasureNames.NONE, new int[0], new long[0], new long[0]);

    private final MeasureNames measures;
    /** Where the sums of each measure end. */
    private final int[] ends;
    /** The packed breakdowns of each measure, ascending. */
    private final long[] keys;

    private final long[] values;

    private SumTable(MeasureNames measures, int[] ends, long[] keys, long[] values) {
        this.measures = measures;
        this.ends = ends;
        this.keys = keys;
        this.values = values;
    }

    /** These sums, where they were not changed. The builders must not be used afterwards. */
    SumTable with(Map<String, Sums.Builder> changed) {
        if (changed.isEmpty()) {
            return this;
        }
        var names = measures.with(changed.keySet());
        var parts = new Sums[names.size()];
        var newEnds = new int[parts.length];
        int size = 0;
        for (int place = 0, before = 0; place < parts.length; place++) {
            var name = names.at(place);
            boolean isKnown = measures.isAt(before, name);
            var builder = changed.get(name);
            parts[place] = builder == null ? at(before) : builder.build();
            before += isKnown ? 1 : 0;
            size += parts[place].size();
            newEnds[place] = size;
        }
        var newKeys = new long[size];
        var newValues = new long[size];
        for (int place = 0, end = 0; place < parts.length; end = newEnds[place++]) {
            parts[place].copyTo(newKeys, newValues, end);
        }
        return new SumTable(names, newEnds, newKeys, newValues);
    }

    MeasureNames measures() {
        return measures;
    }

    /** The sums of the measure at a place. */
    Sums at(int place) {
        return new Sums(keys, values, place == 0 ? 0 : ends[place - 1], ends[place]);
    }

    /** The sums of a measure, or null for none. */
    @Nullable
    Sums of(String measure) {
        int place = measures.find(measure);
        return place < 0 ? null : at(place);
    }

    /** What its arrays take. */
    long bytes() {
        return (long) Integer.BYTES * ends.length + 2L * Long.BYTES * keys.length;
    }

    boolean isSameAs(SumTable other) {
        return measures.isSameAs(other.measures)
                && Arrays.equals(ends, other.ends)
                && Arrays.equals(keys, other.keys)
                && Arrays.equals(values, other.values);
    }
}
