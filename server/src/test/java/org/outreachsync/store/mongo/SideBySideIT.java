package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.Deadline;
import org.outreachsync.store.Document;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.TableRead;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Things;

/** Reads that are asked for together. */
class SideBySideIT {

    private static final Duration CALL = Duration.ofSeconds(4);
    private static final Duration REQUEST = Duration.ofMillis(300);
    private static final MongoLimits LIMITS = new MongoLimits(4, Duration.ofSeconds(1), CALL);
    private static final List<TableRead> READS = List.of(
            new TableRead(Things.TABLE, Set.of("a")),
            new TableRead(Tables.NEW_CODES, Set.of()),
            new TableRead(Tables.WATERMARKS, Set.of("w")));

    private final WireStandIn server = new WireStandIn();
    private final CountDownLatch both = new CountDownLatch(2);
    private final CountDownLatch never = new CountDownLatch(1);
    private final MongoStore store = new MongoStore(server.uri("outreach"), Things.TABLES, LIMITS);

    @AfterEach
    void stop() {
        never.countDown();
        store.close();
        server.close();
    }

    @Test
    void noneWaitsForTheAnswerOfAnother() {
        store.insert(Things.TABLE, Things.thing("a", 1));
        store.insert(Tables.WATERMARKS, new Document("w", 1, Things.fields(), new byte[0]));
        for (var table : List.of(Things.TABLE, Tables.WATERMARKS)) {
            server.faults().next("find", table.name(), work -> {
                both.countDown();
                return WireFaults.hung(both).strike(work);
            });
        }

        var found = store.getAll(READS);

        assertThat(found).extracting(List::size).containsExactly(1, 0, 1);
        assertThat(found.getLast().getFirst().id()).isEqualTo("w");
    }

    @Test
    void eachEndsWithTheRequest() {
        for (var table : List.of(Things.TABLE, Tables.WATERMARKS)) {
            server.faults().next("find", table.name(), WireFaults.hung(never));
            long begun = System.nanoTime();
            assertThatThrownBy(() -> Deadline.by(begun + REQUEST.toNanos(), () -> store.getAll(READS)))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(CALL.minusMillis(500));
        }
    }

    @Test
    void anErrorStaysWhatItIs() {
        for (var broken : READS) {
            assertThatThrownBy(() -> SideBySide.of(READS, read -> {
                        if (read.equals(broken)) {
                            throw new OutOfMemoryError("no room");
                        }
                        return List.of();
                    }))
                    .isExactlyInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void whatOneCannotReadFailsAll() {
        server.faults().next("find", Things.TABLE.name(), WireFaults.refused(WireFaults.WRITE_CONCERN_TIMEOUT));
        assertThatThrownBy(() -> store.getAll(READS)).isInstanceOf(StoreUnavailableException.class);
    }
}
