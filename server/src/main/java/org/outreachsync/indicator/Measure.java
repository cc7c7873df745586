package org.outreachsync.indicator;

/** What is counted from records. Numbers are stored in cells and never reused. */
public enum Measure {
    /** Meetings with a person, anonymous ones and those clicked in tallies included. */
    CONTACTS(1),
    /** Syringes with needle and barrels given out; loose needles are {@link #LOOSE_NEEDLES_DISTRIBUTED}. */
    SYRINGES_DISTRIBUTED(2),
    /** Loose needles given out. */
    LOOSE_NEEDLES_DISTRIBUTED(3),
    /** Used needles and syringes taken back. */
    SYRINGES_RETURNED(4),
    /** Visits to services made for women. */
    WOMEN_VISITS(5),
    /** Services given at these visits. */
    WOMEN_SERVICES(6),
    /** Persons met, by client key. */
    PERSONS_REACHED(20),
    /** Persons who got needles or syringes. */
    PERSONS_NSP(21),
    /** Persons who got a service made for women. */
    PERSONS_WOMEN_SERVICES(22);

    private final int number;

    Measure(int number) {
        this.number = number;
    }

    /** The number in stored cells. */
    public int number() {
        return number;
    }

    /** Whether it counts distinct persons rather than adding up. */
    public boolean countsPersons() {
        return number >= 20;
    }

    /**
     * The measure of a stored number.
     *
     * @throws IllegalArgumentException for a number that there is not
     */
    public static Measure of(int number) {
        for (var measure : values()) {
            if (measure.number == number) {
                return measure;
            }
        }
        throw new IllegalArgumentException("no measure " + number);
    }
}
