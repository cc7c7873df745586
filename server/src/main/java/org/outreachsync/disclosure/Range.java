package org.outreachsync.disclosure;

/**
 * What a count can be, as far as somebody knows.
 *
 * @param least the least, 0 or more
 * @param most the most; {@link Cell#VALUE_MAX} when nothing bounds it
 */
public record Range(long least, long most) {

    /** Any count. */
    public static final Range ANY = new Range(0, Cell.VALUE_MAX);

    /** Any count but zero. */
    public static final Range NOT_ZERO = new Range(1, Cell.VALUE_MAX);

    /** @throws IllegalArgumentException when it is empty or reaches below zero */
    public Range {
        if (least < 0 || least > most) {
            throw new IllegalArgumentException("no count is in " + least + ".." + most);
        }
    }

    /** Exactly one count. */
    public static Range of(long value) {
        return new Range(value, value);
    }

    /** Whether the count is in it. */
    public boolean has(long value) {
        return least <= value && value <= most;
    }

    /**
     * What is in both.
     *
     * @throws IllegalArgumentException when nothing is
     */
    public Range and(Range other) {
        return new Range(Math.max(least, other.least), Math.min(most, other.most));
    }
}
