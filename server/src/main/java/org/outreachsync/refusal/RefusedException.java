package org.outreachsync.refusal;

import java.util.Map;

/** A request is refused as a whole. Nothing of it was stored. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient Map<String, Object> details;

    /** Refuses, with a sentence that says what to do. */
    public RefusedException(Code code, String message) {
        this(code, message, Map.of());
    }

    /**
     * Refuses, with details that a program needs to continue.
     *
     * @param details members of the problem document in lower_snake_case: texts, numbers, flags, lists of texts
     */
    public RefusedException(Code code, String message, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    /** The reason. */
    public Code code() {
        return code;
    }

    /** Details for the problem document. */
    public Map<String, Object> details() {
        return details;
    }
}
