package org.outreachsync.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.Document;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.log.v1.LoggedBatch;

/** What somebody who may write into the store, or a damaged store, cannot do to a log unnoticed. */
class EventLogTest {

    private static final String SITE = "OSH-1";

    private final MemoryStore store = new MemoryStore();
    private final EventLog log = new EventLog(store, Keyring.ephemeral().sealer());

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesBackWhatWasAppendedInItsOrder(long seed) {
        var random = new Random(seed);
        var batches = new HashMap<BatchKey, Long>();
        var appended = new ArrayList<LogEntry>();
        for (int at = 0; at < 60; at++) {
            var key = new BatchKey(SITE, 1 + random.nextInt(3), random.nextInt(2), 1 + random.nextInt(25));
            long seq = random.nextInt(4) == 0 ? 1 + random.nextInt(appended.size() + 1) : appended.size() + 1L;
            var entry = entry(key, seq, random.nextInt());
            boolean isFree = seq == appended.size() + 1L && !batches.containsKey(key);
            assertThat(log.append(entry))
                    .as("seed %d, %s at %d", seed, key, seq)
                    .isEqualTo(isFree);
            if (isFree) {
                appended.add(entry);
                batches.put(key, seq);
            }
        }
        assertThat(log.tail(SITE)).isEqualTo(appended.size());
        assertThat(log.tail("OSH-2")).isZero();
        int after = random.nextInt(appended.size());
        assertThat(log.readAfter(SITE, after, 5))
                .as("seed %d after %d", seed, after)
                .isEqualTo(appended.subList(after, Math.min(after + 5, appended.size())));
        batches.forEach((key, seq) ->
                assertThat(log.find(key)).as("seed %d, %s", seed, key).isEqualTo(appended.get((int) (seq - 1))));
        assertThat(log.find(new BatchKey(SITE, 4, 0, 1))).isNull();
    }

    @Test
    void tellsTheLastBatchOfADeviceAndEpoch() {
        log.append(entry(new BatchKey(SITE, 1, 1, 1), 1, 0));
        log.append(entry(new BatchKey(SITE, 1, 1, 2), 2, 0));
        log.append(entry(new BatchKey(SITE, 1, 2, 1), 3, 0));
        log.append(entry(new BatchKey(SITE, 2, 1, 9), 4, 0));

        assertThat(log.lastOf(SITE, 1, 1)).isEqualTo(new EventLog.Last(2, 12));
        assertThat(log.lastOf(SITE, 1, 3)).isNull();
        assertThat(log.lastOf("OSH-2", 1, 1)).isNull();
    }

    @Test
    void noticesAHole() {
        log.append(entry(new BatchKey(SITE, 1, 1, 1), 1, 0));
        log.append(entry(new BatchKey(SITE, 1, 1, 2), 3, 0));

        assertThat(log.readAfter(SITE, 0, 1)).hasSize(1);
        assertThatThrownBy(() -> log.readAfter(SITE, 0, 10))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("hole at 2");
        assertThatThrownBy(() -> log.readAfter(SITE, 1, 10)).isInstanceOf(StoreException.class);
    }

    @Test
    void noticesABatchThatWasPutUnderAnotherName() {
        var key = new BatchKey(SITE, 1, 1, 1);
        log.append(entry(key, 1, 0));
        var body = store.range(Tables.LOG, Range.last("log_seq", List.of(SITE)))
                .getFirst()
                .body();
        long seq = 1;
        for (var other : new BatchKey[] {
            new BatchKey("OSH-2", 1, 1, 1),
            new BatchKey("OSH-3", 2, 1, 1),
            new BatchKey("OSH-4", 1, 2, 1),
            new BatchKey("OSH-5", 1, 1, 2)
        }) {
            forge(other, seq, body);
            assertThatThrownBy(() -> log.find(other)).as("under %s", other).hasRootCauseInstanceOf(Exception.class);
        }
    }

    private void forge(BatchKey key, long seq, byte[] body) {
        store.insert(
                Tables.LOG,
                new Document(
                        key.site() + "/" + seq,
                        seq,
                        Map.of(
                                "scope",
                                key.site(),
                                "seq",
                                seq,
                                "device",
                                key.deviceNo(),
                                "epoch",
                                (long) key.epoch(),
                                "batchNo",
                                key.batchNo(),
                                "lastOp",
                                1L,
                                "receivedAt",
                                1L,
                                "hash",
                                "00"),
                        body));
    }

    private static LogEntry entry(BatchKey key, long seq, int content) {
        var batch = LoggedBatch.newBuilder()
                .setAppVersion("app " + content)
                .setReceivedAt(seq)
                .build();
        return new LogEntry(key, seq, seq + 10, 1_000 + seq, "hash" + seq, batch);
    }
}
