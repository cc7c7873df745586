package org.outreachsync.intake;

import org.outreachsync.validate.Finding;
import org.outreachsync.validate.ResultCode;

/** One op breaks a rule: it goes to quarantine, and its batch goes on. */
final class BadOpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;

    BadOpException(ResultCode code, String field, String message) {
        super(message);
        this.code = code.name();
        this.field = field;
    }

    /** What an op breaks, as the check of its record found it. */
    BadOpException(Finding finding) {
        super(finding.message());
        this.code = finding.code();
        this.field = finding.field();
    }

    String code() {
        return code;
    }

    String field() {
        return field;
    }
}
