package org.outreachsync.wire;

import org.outreachsync.validate.ResultCode;

/** An op that is valid protobuf but cannot be read as a record. It is quarantined. */
public final class RecordFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ResultCode code;
    private final String field;

    RecordFormatException(ResultCode code, String field, String message) {
        super(message);
        this.code = code;
        this.field = field;
    }

    /** The rule that is broken, stable for programs. */
    public String code() {
        return code.name();
    }

    /** The field's name in the contract; empty if the op as a whole is meant. */
    public String field() {
        return field;
    }
}
