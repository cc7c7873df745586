package org.outreachsync.validate;

/**
 * A rule that a record breaks.
 *
 * @param code a {@link ResultCode}, the code of a rule in the contract, or {@code CLIENT_CODE_SIMILAR}, which only
 *     tablets report
 * @param field the field's name in the contract; empty for a rule over the whole record
 * @param message a sentence for the worker, without any value of the record
 * @param warning whether the record is accepted nevertheless
 */
public record Finding(String code, String field, String message, boolean warning) {

    static Finding error(ResultCode code, String field, String message) {
        return new Finding(code.name(), field, message, false);
    }

    static Finding warning(ResultCode code, String field, String message) {
        return new Finding(code.name(), field, message, true);
    }
}
