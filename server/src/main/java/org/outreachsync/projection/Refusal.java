package org.outreachsync.projection;

import org.outreachsync.validate.Finding;
import org.outreachsync.validate.ResultCode;

/**
 * Why an op may not stand beside what the records are.
 *
 * @param code a {@link ResultCode} or the code of a rule in the contract
 * @param field the field's name in the contract, or empty
 * @param message a plain sentence
 * @param isRepeatedCreation whether the op would create a record that exists, so that its device must get the record as
 *     it is
 */
public record Refusal(String code, String field, String message, boolean isRepeatedCreation) {

    Refusal(String code, String field, String message) {
        this(code, field, message, false);
    }

    Refusal(ResultCode code, String field, String message) {
        this(code.name(), field, message);
    }

    static Refusal of(Finding finding) {
        return new Refusal(finding.code(), finding.field(), finding.message());
    }

    /** Of an op that creates a record which another act has created. */
    static Refusal recordExists() {
        return new Refusal(
                ResultCode.RECORD_EXISTS.name(),
                "record_id",
                "Another act has created a record of this id. Record it anew under a new id.",
                true);
    }

    /** Of an op on a record that its device takes for the one whose creation was refused. */
    static Refusal ofRefusedCreation() {
        return new Refusal(
                ResultCode.RECORD_EXISTS,
                "record_id",
                "The op is about a record whose creation went to quarantine, since its id was taken.");
    }
}
