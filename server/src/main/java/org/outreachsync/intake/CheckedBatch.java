package org.outreachsync.intake;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.outreachsync.identity.Device;
import org.outreachsync.model.Path;
import org.outreachsync.model.Value;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * A batch whose ops are checked one by one, not yet against what is stored.
 *
 * @param device the tablet that sent it
 * @param request what it sent, without what clients refused
 * @param hash keyed, of what it sent
 * @param receivedAt milliseconds since 1970
 * @param receivedOn the same as a local date of the programme, days since 1970
 * @param enrolledOn when the tablet enrolled last, as a local date of the programme, days since 1970
 * @param ops all its ops as the log keeps them, in order
 * @param written the registers that each op writes, by its number; none for ops in quarantine
 * @param refusedCode why the whole batch goes to quarantine, or empty
 */
public record CheckedBatch(
        Device device,
        SyncFrame request,
        String hash,
        long receivedAt,
        int receivedOn,
        int enrolledOn,
        List<LoggedOp> ops,
        Map<Long, SortedMap<Path, Value>> written,
        String refusedCode) {

    public CheckedBatch {
        ops = List.copyOf(ops);
    }

    /** An op in quarantine, with the bytes that were sent. */
    public LoggedOp quarantined(long opNo, String code, String field, String message) {
        return QuarantinedOp.of(request, opNo, code, field, message);
    }
}
