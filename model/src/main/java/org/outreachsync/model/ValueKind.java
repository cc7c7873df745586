package org.outreachsync.model;

/** What the value of a field means. */
public enum ValueKind {
    /** A yes or no. */
    FLAG,
    /** A count. */
    COUNT,
    /** The id of a code in the list of the field. */
    CODE,
    /** Days since 1970-01-01 of a local date. */
    DAY,
    /** A calendar year. */
    YEAR,
    /** A short text that the contract bounds, such as the site of a record. */
    TEXT,
    /** The code of a site of the programme; see {@link SiteCode}. */
    SITE,
    /**
     * A client code in clear. It exists on the tablet, and on the server only until it is replaced by a
     * {@link #CLIENT_KEY}.
     */
    CLIENT_CODE,
    /** The keyed pseudonym of a client code. */
    CLIENT_KEY,
    /** Lines of a table, each identified by its key field. */
    LINES
}
