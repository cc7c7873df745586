package org.outreachsync.codes;

/** A programme's own codes are refused: the file is wrong, or it may not follow the codes that were served. */
public final class CodesRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Gives each reason on a line of its own. */
    public CodesRefusedException(String message) {
        super(message);
    }
}
