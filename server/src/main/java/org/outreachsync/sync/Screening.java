package org.outreachsync.sync;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.outreachsync.intake.CheckedBatch;
import org.outreachsync.model.RecordType;
import org.outreachsync.record.ClientKeysOfOp;
import org.outreachsync.record.SitePersons;
import org.outreachsync.store.TableWrite;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.log.v1.LoggedBatch;
import org.outreachsync.wire.log.v1.LoggedOp;

/**
 * Quarantines ops that are valid by themselves but name persons whom their tablet cannot know: by a key that no record
 * of its sites has, or by more new codes than a shift brings. It runs once for each new batch, before the batch is
 * logged, so that the log holds the decision.
 */
public final class Screening {

    private final ClientKeysOfOp keys;
    private final SitePersons persons;
    private final NewCodeLimit newCodes;

    /** Screens by these keys and this limit. */
    public Screening(ClientKeysOfOp keys, SitePersons persons, NewCodeLimit newCodes) {
        this.keys = keys;
        this.persons = persons;
        this.newCodes = newCodes;
    }

    /**
     * A screened batch.
     *
     * @param batch with what was refused in quarantine
     * @param first writes that go before the batch
     */
    record Screened(LoggedBatch batch, List<TableWrite> first) {}

    Screened screened(CheckedBatch checked, LoggedBatch batch) {
        return withinCodes(checked, withKnownKeys(checked, batch));
    }

    private LoggedBatch withKnownKeys(CheckedBatch checked, LoggedBatch batch) {
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
        var sites = new HashSet<>(checked.device().sites());
        sites.addAll(checked.device().formerSites());
        var known = persons.known(
                sites, sent.values().stream().flatMap(Collection::stream).toList());
        sent.values().removeIf(known::containsAll);
        return quarantined(
                checked,
                batch,
                sent.keySet(),
                ResultCode.CLIENT_KEY_INVALID,
                RecordType.OWN_CLIENT,
                "The client key is not one that the server gave to this tablet.");
    }

    private Screened withinCodes(CheckedBatch checked, LoggedBatch batch) {
        var codes = new TreeMap<Long, Collection<ByteString>>();
        batch.getOpsList().forEach(op -> {
            var named = keys.ofCodes(op).values();
            if (!named.isEmpty()) {
                codes.put(op.getOpNo(), named);
            }
        });
        var counted = newCodes.count(checked.device().no(), checked.receivedOn(), checked.enrolledOn(), codes);
        var within = quarantined(
                checked,
                batch,
                counted.beyond(),
                ResultCode.NEW_CODES_LIMIT,
                "uic",
                "The tablet named more new clients than a day's work brings. Kept for a supervisor.");
        return new Screened(within, counted.write() == null ? List.of() : List.of(counted.write()));
    }

    private static LoggedBatch quarantined(
            CheckedBatch checked,
            LoggedBatch batch,
            Collection<Long> opNos,
            ResultCode code,
            String field,
            String message) {
        if (opNos.isEmpty()) {
            return batch;
        }
        List<LoggedOp> ops = batch.getOpsList().stream()
                .map(op -> opNos.contains(op.getOpNo())
                        ? checked.quarantined(op.getOpNo(), code.name(), field, message)
                        : op)
                .toList();
        return batch.toBuilder().clearOps().addAllOps(ops).build();
    }
}
