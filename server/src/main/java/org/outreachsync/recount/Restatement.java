package org.outreachsync.recount;

import com.google.protobuf.ByteString;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.outreachsync.log.BatchKey;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogEntry;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordCodec;
import org.outreachsync.store.StoreException;
import org.outreachsync.wire.log.v1.LoggedBatch;
import org.outreachsync.wire.log.v1.RestatedRecord;

/**
 * Writes the right states of records into the log, so that every server repairs them at the same seq, between the same
 * batches, and every tablet gets them with its next pull. An entry is only written directly after the last replayed
 * one: if a batch came in between, it is replayed first.
 */
public final class Restatement {

    private static final int RECORDS_MAX = 200;
    /** The maximum size of an entry's records, so that it fits into a document of every store. */
    private static final long BYTES_MAX = 4 << 20;
    /** How often a batch may come in between before the restatement gives up. */
    private static final int TRIES_MAX = 500;

    private static final long SERVER = 0;

    private final EventLog log;
    private final InstantSource clock;

    /** Writes into this log. */
    public Restatement(EventLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Writes entries with all these records; at least one entry, so that the next count has its own seq. */
    void write(String site, Recount.Replay replay, Collection<RecordId> records) {
        var left = new ArrayList<>(records);
        do {
            left.subList(0, append(site, replay, List.copyOf(left))).clear();
        } while (!left.isEmpty());
    }

    private int append(String site, Recount.Replay replay, List<RecordId> records) {
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            long seq = replay.projector().catchUp(site).head() + 1;
            var restated = restated(site, replay, records);
            var batch = LoggedBatch.newBuilder()
                    .setReceivedAt(clock.millis())
                    .addAllRestated(restated)
                    .build();
            if (log.append(new LogEntry(new BatchKey(site, SERVER, 0, seq), seq, 0, clock.millis(), "", batch))) {
                return restated.size();
            }
        }
        throw new StoreException("the log of " + site + " advanced too fast to repair anything", null);
    }

    private static List<RestatedRecord> restated(String site, Recount.Replay replay, List<RecordId> records) {
        var some = records.subList(0, Math.min(records.size(), RECORDS_MAX));
        var states = replay.records().load(site, some);
        var restated = new ArrayList<RestatedRecord>();
        long bytes = 0;
        for (var id : some) {
            var state = states.get(id);
            if (state == null) {
                throw new IllegalStateException("a record in the log is missing from its replay");
            }
            var one = RestatedRecord.newBuilder()
                    .setRecordId(ByteString.copyFrom(id.toBytes()))
                    .setState(RecordCodec.encode(state))
                    .build();
            bytes += one.getSerializedSize();
            if (bytes > BYTES_MAX && !restated.isEmpty()) {
                break;
            }
            restated.add(one);
        }
        return restated;
    }
}
