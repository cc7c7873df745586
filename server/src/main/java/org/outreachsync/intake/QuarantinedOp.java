package org.outreachsync.intake;

import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.log.v1.Quarantined;
import org.outreachsync.wire.v1.SyncFrame;

/** An op that goes to quarantine, as the log keeps it: the bytes that were sent, the defaults, and the reason. */
final class QuarantinedOp {

    private QuarantinedOp() {}

    static LoggedOp of(SyncFrame request, long opNo, String code, String field, String message) {
        return LoggedOp.newBuilder()
                .setOpNo(opNo)
                .setQuarantined(Quarantined.newBuilder()
                        .setCode(code)
                        .setField(field)
                        .setMessage(message)
                        .setRaw(request.getOps(Math.toIntExact(opNo - request.getFirstOp())))
                        .setDefaults(request.getDefaults()))
                .build();
    }
}
