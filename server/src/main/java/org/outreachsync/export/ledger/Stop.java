package org.outreachsync.export.ledger;

import java.util.List;

/**
 * Why an export was stopped, or waits.
 *
 * @param code for programs
 * @param reason for people
 * @param details what it is about, such as what the mapping lacks
 * @param by who withdrew it; empty for the schedule
 * @param isFollowed whether there is a later revision, so that nobody has to do anything about this one
 */
public record Stop(Code code, String reason, List<String> details, String by, boolean isFollowed) {

    /** The most details that are kept. */
    public static final int DETAILS_MAX = 1_000;

    /** Reasons. */
    public enum Code {
        /** What recipients know already tells too much. */
        UNSAFE,
        /** Too many counts are related to be made safe together. */
        TOO_LARGE,
        /** Figures have no place in the mapping. */
        MAPPING_INCOMPLETE,
        /** The data set cannot be counted, for example because a site does not exist any more. */
        NOT_COUNTABLE,
        /** It waits until records are counted that were handed in before. */
        COUNTING,
        /** Its files could not be written. */
        NOT_WRITTEN,
        /** The files differ from those that were signed. */
        FILES_DIFFER,
        /** The destination, or its data set, does not exist any more. */
        NO_DESTINATION,
        /** A restatement that is not needed any more. */
        WITHDRAWN
    }

    /** A reason that is nobody's decision. */
    public Stop(Code code, String reason, List<String> details) {
        this(code, reason, details, "", false);
    }

    /** A withdrawal. */
    public static Stop withdrawn(String reason, String by) {
        return new Stop(Code.WITHDRAWN, reason, List.of(), by, false);
    }

    public Stop {
        details = details.stream().limit(DETAILS_MAX).toList();
    }

    /** The same, followed by a later revision. */
    Stop followed() {
        return new Stop(code, reason, details, by, true);
    }
}
