package org.outreachsync.indicator.cell;

/**
 * What a sum is broken down by, packed into one number.
 *
 * @param sex a code of the list {@code sex}
 * @param ageBand a code of the list {@code age_band}, at the time of the event
 * @param mode a code of the list {@code mode}; 0 where the record has none
 * @param project the number of the funding source; 0 where the record has none
 * @param commodity a code of the list {@code commodity}; 0 where the measure is not counted over commodities
 */
public record Breakdown(int sex, int ageBand, int mode, int project, int commodity) {

    private static final int BITS = 14;
    private static final int PROJECT_BITS = 16;
    private static final int SMALL_BITS = 8;
    private static final long MASK = (1L << BITS) - 1;

    /** The packed form. */
    public long packed() {
        long high = ((long) sex << SMALL_BITS) | ageBand;
        return (((((high << BITS) | mode) << PROJECT_BITS) | project) << BITS) | commodity;
    }

    /** Takes the packed form apart. */
    public static Breakdown of(long packed) {
        return new Breakdown(sex(packed), ageBand(packed), mode(packed), project(packed), commodity(packed));
    }

    /** The sex in the packed form. */
    public static int sex(long packed) {
        return (int) (packed >>> (BITS + PROJECT_BITS + BITS + SMALL_BITS));
    }

    /** The age band in the packed form. */
    public static int ageBand(long packed) {
        return (int) ((packed >>> (BITS + PROJECT_BITS + BITS)) & ((1 << SMALL_BITS) - 1));
    }

    /** The mode in the packed form. */
    public static int mode(long packed) {
        return (int) ((packed >>> (BITS + PROJECT_BITS)) & MASK);
    }

    /** The project in the packed form. */
    public static int project(long packed) {
        return (int) ((packed >>> BITS) & ((1L << PROJECT_BITS) - 1));
    }

    /** The commodity in the packed form. */
    public static int commodity(long packed) {
        return (int) (packed & MASK);
    }
}
