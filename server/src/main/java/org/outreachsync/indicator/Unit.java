package org.outreachsync.indicator;

/** The unit of a target, which determines the figure that the target is compared with. */
public enum Unit {
    /** People, events or pieces: compared with the numerator. */
    COUNT,
    /** A percentage: compared with the value of a share. */
    PERCENT,
    /** Another quotient, such as syringes per person: compared with the value. */
    RATIO
}
