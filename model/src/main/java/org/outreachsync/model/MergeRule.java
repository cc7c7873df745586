package org.outreachsync.model;

/** How writes of one register that did not see each other are joined. */
public enum MergeRule {
    /** The later stamp wins; the others are kept beside it. */
    LAST_WRITER,
    /** As {@link #LAST_WRITER}, and a review opens with the values that disagree. */
    REVIEWED,
    /** Every element by itself. */
    SET,
    /** One counter per device and epoch, summed. */
    TALLY
}
