package org.outreachsync.model.codes;

/** The published code lists contradict themselves: an error of their authors, found when they are read. */
public final class CodeListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the lists. */
    public CodeListException(String message) {
        super(message);
    }

    /** Says what is wrong with the lists, and what failed beneath. */
    public CodeListException(String message, Throwable cause) {
        super(message, cause);
    }
}
