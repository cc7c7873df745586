package org.outreachsync.model.codes;

/** A code list does not exist. This is an error of the caller, such as a contract that names a wrong list. */
public final class UnknownCodeListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String list;

    UnknownCodeListException(String list) {
        super("no code list " + list);
        this.list = list;
    }

    /** The requested name. */
    public String list() {
        return list;
    }
}
