package org.outreachsync.indicator.cell;

/**
 * The breakdown of a sum, packed into one number.
 *
 * @param sex a code of the list {@code sex}
 * @param ageBand a code of the list {@code age_band}, at the time of the event
 * @param way how it happened: a code of the list that the record type has for it, such as {@code mode}; 0 for none
 * @param project the number of the funding source; 0 for none
 * @param item what it was: a code of the list that the measure counts by, such as {@code commodity}; 0 for none
 */
public record Breakdown(int sex, int ageBand, int way, int project, int item) {

    private static final int BITS = 14;
    private static final int PROJECT_BITS = 16;
    private static final int SMALL_BITS = 8;
    private static final long MASK = (1L << BITS) - 1;

    /** The same for another item. */
    Breakdown ofItem(int other) {
        return new Breakdown(sex, ageBand, way, project, other);
    }

    /** The packed form. */
    public long packed() {
        long high = ((long) sex << SMALL_BITS) | ageBand;
        return (((((high << BITS) | way) << PROJECT_BITS) | project) << BITS) | item;
    }

    /** Unpacks a packed form. */
    public static Breakdown of(long packed) {
        return new Breakdown(sex(packed), ageBand(packed), way(packed), project(packed), item(packed));
    }

    /** The sex in the packed form. */
    public static int sex(long packed) {
        return (int) (packed >>> (BITS + PROJECT_BITS + BITS + SMALL_BITS));
    }

    /** The age band in the packed form. */
    public static int ageBand(long packed) {
        return (int) ((packed >>> (BITS + PROJECT_BITS + BITS)) & ((1 << SMALL_BITS) - 1));
    }

    /** The way in the packed form. */
    public static int way(long packed) {
        return (int) ((packed >>> (BITS + PROJECT_BITS)) & MASK);
    }

    /** The project in the packed form. */
    public static int project(long packed) {
        return (int) ((packed >>> BITS) & ((1L << PROJECT_BITS) - 1));
    }

    /** The item in the packed form. */
    public static int item(long packed) {
        return (int) (packed & MASK);
    }
}
