package org.outreachsync.sync;

/** One op breaks a rule: it goes to quarantine, and its batch goes on. */
final class BadOpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;

    BadOpException(String code, String field, String message) {
        super(message);
        this.code = code;
        this.field = field;
    }

    String code() {
        return code;
    }

    String field() {
        return field;
    }
}
