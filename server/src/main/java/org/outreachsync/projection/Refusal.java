package org.outreachsync.projection;

import org.outreachsync.validate.Finding;
import org.outreachsync.validate.ResultCode;

/**
 * Why an op may not stand beside what the records are.
 *
 * @param code a {@link ResultCode} or the code of a rule in the contract
 * @param field the field's name in the contract, or empty
 * @param message a plain sentence
 */
public record Refusal(String code, String field, String message) {

    Refusal(ResultCode code, String field, String message) {
        this(code.name(), field, message);
    }

    static Refusal of(Finding finding) {
        return new Refusal(finding.code(), finding.field(), finding.message());
    }
}
