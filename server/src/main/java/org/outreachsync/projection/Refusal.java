package org.outreachsync.projection;

import org.outreachsync.validate.Finding;
import org.outreachsync.validate.ResultCode;

/**
 * Why an op is not allowed on its record as it is.
 *
 * @param code a {@link ResultCode} or the code of a rule in the contract
 * @param field the field's name in the contract, or empty
 * @param message a sentence for people
 * @param isRepeatedCreation whether the op would create an existing record, so that its device must receive the record
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

    /** For an op that creates a record which another act has created. */
    static Refusal recordExists() {
        return new Refusal(
                ResultCode.RECORD_EXISTS.name(),
                "record_id",
                "Another act has already created a record with this id. Record it again under a new id.",
                true);
    }

    /** For an op on a record that its device mistakes for the one whose creation was refused. */
    static Refusal ofRefusedCreation() {
        return new Refusal(
                ResultCode.RECORD_EXISTS,
                "record_id",
                "The op is about a record whose creation went to quarantine, because its id was taken.");
    }
}
