package org.outreachsync.indicator.question;

/** What a figure may be compared with. */
public enum Comparison {
    /** The period before, of the same length. */
    PREVIOUS,
    /** The target for exactly the period. */
    TARGET
}
