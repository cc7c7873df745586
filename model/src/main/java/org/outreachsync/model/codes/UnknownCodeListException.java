package org.outreachsync.model.codes;

/**
 * A code list was asked for that does not exist: an error of the one who asks, such as a contract that names a wrong
 * list.
 */
public final class UnknownCodeListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String list;

    UnknownCodeListException(String list) {
        super("no code list " + list);
        this.list = list;
    }

    /** The name that was asked for. */
    public String list() {
        return list;
    }
}
