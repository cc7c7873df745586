package org.outreachsync.export.ledger;

/** The state of an entry. */
public enum State {
    /** Planned; waits for tablets that did not sync yet. */
    WAITING,
    /** Counted and made safe; its files are not written yet. */
    PREPARED,
    /** A restatement, which a person has to approve. */
    NEEDS_APPROVAL,
    /** Waits for delivery. */
    RELEASED,
    /** The recipient has it. */
    DELIVERED,
    /** It could not be delivered, and is not tried again until a person says so. */
    UNDELIVERED,
    /** It cannot be made; nothing of it was delivered. */
    STOPPED,
    /** A later revision took its place. */
    SUPERSEDED
}
