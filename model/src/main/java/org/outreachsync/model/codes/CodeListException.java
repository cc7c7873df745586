package org.outreachsync.model.codes;

/** A code list is wrong or contradicts another. This is an error of its authors, found when the list is read. */
public final class CodeListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the lists. */
    public CodeListException(String message) {
        super(message);
    }

    /** Says what is wrong with the lists, with its cause. */
    public CodeListException(String message, Throwable cause) {
        super(message, cause);
    }
}
