package org.outreachsync.codes;

/** A programme's own codes cannot be taken: the file is wrong, or it is not the one that may follow what was served. */
public final class CodesRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why, in a line for each reason. */
    public CodesRefusedException(String message) {
        super(message);
    }
}
