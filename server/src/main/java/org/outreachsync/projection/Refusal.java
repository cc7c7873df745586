package org.outreachsync.projection;

import org.outreachsync.validate.Finding;

/**
 * Why an op may not stand beside what the records are.
 *
 * @param code the rule, stable for programs
 * @param field the field's name in the contract, or empty
 * @param message a plain sentence
 */
public record Refusal(String code, String field, String message) {

    static Refusal of(Finding finding) {
        return new Refusal(finding.code(), finding.field(), finding.message());
    }
}
