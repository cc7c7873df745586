package org.outreachsync.intake;

import org.outreachsync.validate.Finding;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.log.v1.Warning;

/** Warnings as the log keeps them: the op stands, and its tablet is told the code and the field. */
final class Warnings {

    private Warnings() {}

    static Warning of(ResultCode code, String field) {
        return Warning.newBuilder().setCode(code.name()).setField(field).build();
    }

    static Warning of(Finding finding) {
        return Warning.newBuilder()
                .setCode(finding.code())
                .setField(finding.field())
                .build();
    }
}
