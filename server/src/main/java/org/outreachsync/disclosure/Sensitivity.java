package org.outreachsync.disclosure;

/**
 * Which counts of a cell must not become known.
 *
 * @param below counts of 1 or more below it; 0 for none
 * @param zeroTells whether a zero must not become known either, such as "nobody of those tested is negative"
 */
public record Sensitivity(int below, boolean zeroTells) {

    /** Every count may become known. */
    public static final Sensitivity NONE = new Sensitivity(0, false);

    /** @throws IllegalArgumentException when the threshold is negative, or zero tells where no count is small */
    public Sensitivity {
        if (below < 0 || (zeroTells && below == 0)) {
            throw new IllegalArgumentException("not a threshold: " + below);
        }
    }

    /** Whether this count must not become known. */
    public boolean covers(long value) {
        return value < below && (value > 0 || zeroTells);
    }
}
