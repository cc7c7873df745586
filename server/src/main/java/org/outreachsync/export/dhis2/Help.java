package org.outreachsync.export.dhis2;

/** Who can put right what DHIS2 refuses. */
public enum Help {
    /** Whoever keeps the mapping of this destination. */
    MAPPING,
    /** Whoever answers for the figures. */
    DATA,
    /** Whoever keeps the address, account or token of this destination. */
    CREDENTIALS,
    /** The administrators of the far side: rights, assignments, approvals, locks. */
    DHIS2_ADMINISTRATOR,
    /** The authors of this software: the request itself was wrong. */
    SUPPORT,
    /** Nobody: time will tell. */
    WAITING
}
