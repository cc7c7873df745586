package org.outreachsync.indicator.question;

/** The comparisons of a figure. */
public enum Comparison {
    /** The period before, of the same length. */
    PREVIOUS,
    /** The target for exactly the period. */
    TARGET
}
