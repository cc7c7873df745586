package org.outreachsync.indicator;

/** In what a target is written, and with that, which figure of an answer it is compared with. */
public enum Unit {
    /** People, events or pieces: compared with the numerator. */
    COUNT,
    /** So many of a hundred: compared with the value of a share. */
    PERCENT,
    /** A quotient that is no share, such as syringes for each person: compared with the value. */
    RATIO
}
