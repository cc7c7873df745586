package org.outreachsync.sync;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.intake.CheckedBatch;
import org.outreachsync.model.RecordType;
import org.outreachsync.record.ClientKeysOfOp;
import org.outreachsync.record.SitePersons;
import org.outreachsync.store.Document;
import org.outreachsync.store.TableRead;
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

    /**
     * What a batch is screened by.
     *
     * @param sent the client keys that the tablet sent, by the number of the op
     * @param codes the keys of client codes, by the number of the op
     * @param persons asks which of the first are known
     * @param counted reads how many new codes the tablet has named
     */
    record Asked(
            SortedMap<Long, Collection<ByteString>> sent,
            SortedMap<Long, Collection<ByteString>> codes,
            SitePersons.Asked persons,
            TableRead counted) {

        /** What has to be read for it. */
        List<TableRead> reads() {
            return List.of(persons.read(), counted);
        }
    }

    /** What has to be known to screen a batch. */
    Asked asked(CheckedBatch checked, LoggedBatch batch) {
        var sent = new TreeMap<Long, Collection<ByteString>>();
        var codes = new TreeMap<Long, Collection<ByteString>>();
        batch.getOpsList().forEach(op -> {
            var named = keys.named(op);
            put(op, named.sent(), sent);
            put(op, named.ofCodes(), codes);
        });
        var sites = new HashSet<>(checked.device().sites());
        sites.addAll(checked.device().formerSites());
        return new Asked(
                sent,
                codes,
                persons.asked(
                        sites,
                        sent.values().stream().flatMap(Collection::stream).toList()),
                newCodes.reading(checked.device().no(), codes));
    }

    private static void put(LoggedOp op, Collection<ByteString> named, Map<Long, Collection<ByteString>> byOp) {
        if (!named.isEmpty()) {
            byOp.put(op.getOpNo(), named);
        }
    }

    /**
     * Screens a batch.
     *
     * @param found what the reads found
     */
    Screened screened(CheckedBatch checked, LoggedBatch batch, Asked asked, List<List<Document>> found) {
        var unknown = unknown(asked, found);
        var withKnownKeys = quarantined(
                checked,
                batch,
                unknown,
                ResultCode.CLIENT_KEY_INVALID,
                RecordType.OWN_CLIENT,
                "The client key is not one that the server gave to this tablet.");
        var codes = new TreeMap<>(asked.codes());
        codes.keySet().removeAll(unknown);
        var counted = newCodes.count(
                checked.device().no(), checked.receivedOn(), checked.enrolledOn(), codes, found.getLast());
        var within = quarantined(
                checked,
                withKnownKeys,
                counted.beyond(),
                ResultCode.NEW_CODES_LIMIT,
                "uic",
                "The tablet named more new clients than a day's work brings. Kept for a supervisor.");
        return new Screened(within, counted.write() == null ? List.of() : List.of(counted.write()));
    }

    /** The numbers of the ops with client keys that no record of these sites has. */
    static Set<Long> unknown(Asked asked, List<List<Document>> found) {
        var known = asked.persons().known(found.getFirst());
        var unknown = new TreeMap<>(asked.sent());
        unknown.values().removeIf(known::containsAll);
        return unknown.keySet();
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
