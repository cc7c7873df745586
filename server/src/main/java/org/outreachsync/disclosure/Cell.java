package org.outreachsync.disclosure;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One count of a table.
 *
 * @param naming gives its name, which is unique in its table; most names are never asked for
 * @param value the true count, from 0 to {@link #VALUE_MAX}
 * @param sensitivity which counts must not become known
 * @param rank how much is lost when it is left out: 0 for the innermost cells, more for each level of totals above
 * @param isTold whether recipients are to get it; false for what they could only work out, such as those left over
 */
public record Cell(Supplier<String> naming, long value, Sensitivity sensitivity, int rank, boolean isTold) {

    /** The greatest count; sums of a table's cells stay far from overflow. */
    public static final long VALUE_MAX = 1L << 40;

    /** The greatest rank. */
    public static final int RANK_MAX = 10;

    /** @throws IllegalArgumentException when the value or the rank is out of range */
    public Cell {
        if (value < 0 || value > VALUE_MAX || rank < 0 || rank > RANK_MAX) {
            throw new IllegalArgumentException("cell " + naming.get() + ": value " + value + ", rank " + rank);
        }
    }

    /** A cell of this name. */
    public Cell(String name, long value, Sensitivity sensitivity, int rank, boolean isTold) {
        this(() -> name, value, sensitivity, rank, isTold);
    }

    /** Its name. */
    public String name() {
        return naming.get();
    }

    /** Cells are equal if their names are, and all that is said of them. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cell cell
                && value == cell.value
                && rank == cell.rank
                && isTold == cell.isTold
                && sensitivity.equals(cell.sensitivity)
                && name().equals(cell.name());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name(), value);
    }

    boolean isSensitive() {
        return sensitivity.covers(value);
    }

    /** Whether it is told although it is zero: everybody may know that there was nobody. */
    boolean isZeroTold() {
        return isTold && !sensitivity.zeroTells();
    }

    /** How it is told when it is left out. */
    Told.LeftOut leftOut() {
        return new Told.LeftOut(isZeroTold() ? Range.NOT_ZERO : Range.ANY);
    }
}
