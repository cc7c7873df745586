package org.outreachsync.export.dhis2;

/** A set of cells cannot be sent. DHIS2 would refuse it, or take it and store nothing. */
public final class UnsendableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        /** There is no cell. DHIS2 answers SUCCESS to nothing. */
        EMPTY,
        /** A cell occurs twice, or is both sent and withdrawn. */
        DUPLICATE_CELL,
        /** An element has cells with the default combo, and others. DHIS2 refuses one of the two. */
        MIXED_DEFAULT
    }

    private final Reason reason;

    UnsendableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }
}
