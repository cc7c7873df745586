package org.outreachsync.model;

/** How concurrent writes of one register are merged. */
public enum MergeRule {
    /** The later timestamp wins; the other values are kept beside it. */
    LAST_WRITER,
    /** As {@link #LAST_WRITER}, and a review opens with the values that disagree. */
    REVIEWED,
    /** Each element is merged on its own. */
    SET,
    /** One counter per device and epoch, summed. */
    TALLY
}
