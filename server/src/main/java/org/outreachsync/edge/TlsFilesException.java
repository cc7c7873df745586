package org.outreachsync.edge;

import org.jspecify.annotations.Nullable;

/**
 * The certificate or its key cannot be used. The message names the variable and the reason, and never quotes a file.
 */
public final class TlsFilesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TlsFilesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
