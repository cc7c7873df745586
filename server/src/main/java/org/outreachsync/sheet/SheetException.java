package org.outreachsync.sheet;

/** An import cannot go on. The message says why, and how much was written. */
public final class SheetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SheetException(String message) {
        super(message);
    }

    SheetException(String message, Throwable cause) {
        super(message, cause);
    }
}
