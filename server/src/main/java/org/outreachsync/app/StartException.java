package org.outreachsync.app;

import org.jspecify.annotations.Nullable;

/** A server cannot start, for a reason that the operator can fix. */
public class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why, and what to do. */
    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
