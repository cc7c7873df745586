package org.outreachsync.disclosure;

/** How small counts are kept from a recipient. */
public sealed interface Policy {

    /** Nothing is kept from this recipient, by an owner's recorded decision. */
    record Exact() implements Policy {

        @Override
        public Told first(Cell cell) {
            return new Told.Exact(cell.value());
        }

        @Override
        public Doubt doubt(Cell cell) {
            return new Doubt(0, 0);
        }
    }

    /**
     * Counts up to a bound are told as "a few", the rest is rounded, every total by itself. The bound is two above the
     * cell's threshold, so that "a few" does not say that a count is below it.
     *
     * @param base counts are rounded to its nearest multiple; odd, from 3
     */
    record Round(int base) implements Policy {

        private static final int ABOVE_THRESHOLD = 2;

        /** @throws IllegalArgumentException when the base is even or below 3 */
        public Round {
            if (base < 3 || base % 2 == 0) {
                throw new IllegalArgumentException("counts are rounded to an odd base of 3 or more, not " + base);
            }
        }

        @Override
        public Told first(Cell cell) {
            int few = few(cell);
            boolean isZeroTold = few > 0 && !cell.sensitivity().zeroTells();
            if (cell.value() == 0 && isZeroTold) {
                return new Told.Exact(0);
            }
            if (few > 0 && cell.value() <= few) {
                return new Told.Few(new Range(isZeroTold ? 1 : 0, few));
            }
            long rounded = (cell.value() + base / 2) / base * base;
            long least = few > 0 ? few + 1L : 0;
            return new Told.Rounded(rounded, new Range(Math.max(least, rounded - base / 2), rounded + base / 2));
        }

        @Override
        public Doubt doubt(Cell cell) {
            return new Doubt(0, Math.max(1, Math.min(base, few(cell)) - ABOVE_THRESHOLD));
        }

        private int few(Cell cell) {
            int below = cell.sensitivity().below();
            return below == 0 ? 0 : below + ABOVE_THRESHOLD;
        }
    }

    /**
     * Small counts are left out, and as many others as it takes; what is told is exact. About each small count as many
     * counts remain open as the threshold is, and one of them is no longer small.
     */
    record Suppress() implements Policy {

        @Override
        public Told first(Cell cell) {
            return cell.isSensitive() ? cell.leftOut() : new Told.Exact(cell.value());
        }

        @Override
        public Doubt doubt(Cell cell) {
            int below = cell.sensitivity().below();
            return new Doubt(below, below - 1);
        }
    }

    /**
     * What must remain open about a small count. Both are conditions on what recipients hold possible, so whether they
     * are met depends on what is published, not on the count.
     *
     * @param reach they must hold it possible that the count is at least this
     * @param spread the most that they hold possible must be at least this above the least
     */
    record Doubt(int reach, int spread) {}

    /** How a cell is told when only its own count is looked at. */
    Told first(Cell cell);

    /** What must remain open about a cell whose count is small. */
    Doubt doubt(Cell cell);
}
