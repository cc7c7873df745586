package org.outreachsync.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.codes.ServedCodes;
import org.outreachsync.edge.Management.Finding;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.codes.OwnCodes;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.WriteWatch;
import org.outreachsync.store.memory.MemoryStore;

/** When a server says that it can do its work. */
class HealthIT {

    private static final int LARGEST_BYTES = 1_000;

    private final FakeTime time = new FakeTime();
    private final DocumentStore store = new MemoryStore();
    private final ServedCodes served =
            new ServedCodes(store, Keyring.ephemeral().sealer());
    private boolean isFull;

    /** A store on a disk that may be full. */
    private final DocumentStore disk = new ForwardingStore(store) {

        @Override
        public Set<String> replaceIfNewer(Table table, List<Document> documents) {
            if (isFull) {
                throw new StoreUnavailableException("the disk is full", null);
            }
            return super.replaceIfNewer(table, documents);
        }
    };

    private final WriteWatch writes = new WriteWatch(disk, time, time::read, LARGEST_BYTES, Duration.ofSeconds(5));

    /** What a check of a server says that serves this version of the programme's own codes. */
    private Finding found(String check, int own) {
        return new Health(writes, served, own, null)
                .checks().stream()
                        .filter(known -> known.name().equals(check))
                        .findAny()
                        .orElseThrow()
                        .look()
                        .at();
    }

    @Test
    void readsMayWorkWhileWritesFail() {
        isFull = true;

        assertThat(found("store-read", 0).isUp()).isTrue();
        assertThat(found("log-write", 0)).isEqualTo(Finding.down("writes fail since " + time.instant()));

        isFull = false;
        assertThat(found("log-write", 0)).isEqualTo(Finding.up());
    }

    @Test
    void aServerIsReadyWithTheNewestOwnCodesOnly() {
        served.serve(new OwnCodes(2, Map.of()));

        assertThat(found("own-codes", 2)).isEqualTo(Finding.up());
        assertThat(found("own-codes", 1))
                .isEqualTo(Finding.down(
                        "another server has served version 2 of the programme's own codes, this one has 1"));
    }
}
