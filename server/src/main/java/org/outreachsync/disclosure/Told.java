package org.outreachsync.disclosure;

/** What a recipient gets of a cell. */
public sealed interface Told {

    /** The count itself. */
    record Exact(long value) implements Told {

        @Override
        public Range range() {
            return Range.of(value);
        }
    }

    /**
     * A rounded count.
     *
     * @param value what is told
     * @param range what the true count can be, known to everybody who knows the policy
     */
    record Rounded(long value, Range range) implements Told {}

    /**
     * "A few".
     *
     * @param range what the true count can be, known to everybody who knows the policy
     */
    record Few(Range range) implements Told {}

    /**
     * Nothing.
     *
     * @param range what the true count can be, known to everybody who knows the policy: not zero where zeros are told
     */
    record LeftOut(Range range) implements Told {}

    /** What it says about the true count. */
    Range range();
}
