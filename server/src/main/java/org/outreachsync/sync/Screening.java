package org.outreachsync.sync;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.outreachsync.intake.OpIntake;
import org.outreachsync.record.ClientKeysOfOp;
import org.outreachsync.record.SitePersons;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.log.v1.LoggedBatch;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * Puts into quarantine the ops of a new batch that are sound by themselves but name persons as their tablet cannot know
 * them: by a key that no record of its sites has, or by more new codes than a shift brings. It is asked once for a
 * batch, before the batch is logged, so that the decision is in the log.
 */
final class Screening {

    private static final long DAY_MILLIS = 86_400_000;

    private final ClientKeysOfOp keys;
    private final SitePersons persons;
    private final NewCodeLimit newCodes;

    Screening(ClientKeysOfOp keys, SitePersons persons, NewCodeLimit newCodes) {
        this.keys = keys;
        this.persons = persons;
        this.newCodes = newCodes;
    }

    LoggedBatch screened(Push.Prepared prepared, LoggedBatch batch) {
        return withinCodes(prepared, withKnownKeys(prepared, batch));
    }

    private LoggedBatch withKnownKeys(Push.Prepared prepared, LoggedBatch batch) {
        var sent = new TreeMap<Long, Collection<ByteString>>();
        batch.getOpsList().forEach(op -> {
            var named = keys.sent(op).values();
            if (!named.isEmpty()) {
                sent.put(op.getOpNo(), named);
            }
        });
        if (sent.isEmpty()) {
            return batch;
        }
        var sites = new HashSet<>(prepared.caller().sites());
        sites.addAll(prepared.caller().formerSites());
        var known = persons.known(
                sites, sent.values().stream().flatMap(Collection::stream).toList());
        sent.values().removeIf(known::containsAll);
        return quarantined(
                prepared,
                batch,
                sent.keySet(),
                ResultCode.CLIENT_KEY_INVALID,
                "client_key",
                "The client key is not one that the server gave to this tablet.");
    }

    private LoggedBatch withinCodes(Push.Prepared prepared, LoggedBatch batch) {
        var codes = new TreeMap<Long, Collection<ByteString>>();
        batch.getOpsList().forEach(op -> {
            var named = keys.ofCodes(op).values();
            if (!named.isEmpty()) {
                codes.put(op.getOpNo(), named);
            }
        });
        var caller = prepared.caller();
        var beyond = newCodes.beyond(caller.deviceNo(), prepared.receivedOn(), caller.enrolledAt() / DAY_MILLIS, codes);
        return quarantined(
                prepared,
                batch,
                beyond,
                ResultCode.NEW_CODES_LIMIT,
                "uic",
                "The tablet named more new clients than a day's work brings. Kept for a supervisor.");
    }

    private static LoggedBatch quarantined(
            Push.Prepared prepared,
            LoggedBatch batch,
            Collection<Long> opNos,
            ResultCode code,
            String field,
            String message) {
        if (opNos.isEmpty()) {
            return batch;
        }
        var frame = prepared.frame();
        List<LoggedOp> ops = batch.getOpsList().stream()
                .map(op -> opNos.contains(op.getOpNo())
                        ? OpIntake.quarantine(frame, op.getOpNo(), rawOf(frame, op), code.name(), field, message)
                        : op)
                .toList();
        return batch.toBuilder().clearOps().addAllOps(ops).build();
    }

    private static ByteString rawOf(SyncFrame frame, LoggedOp op) {
        return frame.getOps(Math.toIntExact(op.getOpNo() - frame.getFirstOp()));
    }
}
