package org.outreachsync.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Shift.SITE;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.journal.StorageFullException;
import org.outreachsync.device.sync.SyncEngine;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Op;

/**
 * The tablet's storage is full: nothing can be captured, earlier work is safe, and a sync still works, since it frees
 * storage.
 */
class FullStorageIT {

    private static final int ACTS = 150;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("seeds", 60));
    }

    private static SyncEngine engine(Tablet tablet, LedgerServer server, Random random) {
        return tablet.engine(server, random, SyncListener.NONE, SyncSettings.of("1.0"));
    }

    private static List<Long> ownRecords(LedgerServer server) {
        return server.ops().stream().map(Op::getOwnRecord).collect(Collectors.toList());
    }

    private static List<Long> counters(List<RecordId> captured) {
        return captured.stream().map(RecordId::counter).collect(Collectors.toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noSyncFailsAndNothingIsLost(long seed) throws Exception {
        var random = new Random(seed);
        var clock = new FakeClock();
        var server = new LedgerServer(random);
        var file = new MemoryJournalFile(new Bench().file.content());
        var tablet = Tablet.open(file, Seal.NONE, Shift.PROGRAMME, clock);
        var engine = engine(tablet, server, random);
        var captured = new ArrayList<RecordId>();
        int refused = 0;
        for (int act = 0; act < ACTS; act++) {
            clock.pass(random.nextInt((int) TimeUnit.HOURS.toMillis(6)));
            switch (random.nextInt(12)) {
                case 0 -> {
                    file = file.crash(random.nextInt(64));
                    tablet = Tablet.open(file, Seal.NONE, Shift.PROGRAMME, clock);
                    engine = engine(tablet, server, random);
                    clock.reboot();
                }
                case 1, 2, 3 -> engine.sync();
                case 4 -> file.fillUpAt(file.size() + file.reserved() + random.nextInt(400));
                case 5 -> file.fillUpAt(Long.MAX_VALUE);
                case 6 -> tablet.store().compact();
                default -> {
                    try {
                        captured.add(tablet.create(SITE, Shift.envelope(), Shift.contact(1 + random.nextInt(20)))
                                .id());
                    } catch (StorageFullException full) {
                        refused++;
                    }
                }
            }
        }
        server.calm = true;
        var report = engine.sync();
        for (int again = 0; again < 4 && !report.isComplete(); again++) {
            report = engine.sync();
        }
        assertThat(report.isComplete()).as("seed %d: %s", seed, report).isTrue();
        assertThat(ownRecords(server)).as("seed %d, %d refused", seed, refused).isEqualTo(counters(captured));
        assertThat(tablet.list(SITE)).hasSize(captured.size());
    }

    @Test
    void onADiskThatIsReallyFull() throws Exception {
        try (var disk = SmallDisk.ofBytes(6 << 20)) {
            var clock = new FakeClock();
            var server = new LedgerServer(new Random(1));
            server.calm = true;
            disk.write(new Bench().file.content());
            var captured = new ArrayList<RecordId>();
            try (var tablet = Tablet.open(disk.open(), Seal.NONE, Shift.PROGRAMME, clock)) {
                var engine = engine(tablet, server, new Random(1));
                captured.add(capture(tablet));
                disk.fill();
                assertThatThrownBy(() -> captureMany(tablet, captured))
                        .isInstanceOf(StorageFullException.class)
                        .hasMessageContaining("full");
                assertThat(tablet.unsentOps()).isEqualTo(captured.size());

                assertThat(engine.sync().isComplete())
                        .as("acknowledged on a full disk")
                        .isTrue();
                assertThat(tablet.unsentOps()).isZero();
                assertThat(ownRecords(server)).isEqualTo(counters(captured));
                long before = tablet.store().journalBytes();
                clock.pass(TimeUnit.DAYS.toMillis(8));
                server.now = clock.wallMillis();
                disk.fill();
                assertThat(engine.sync().isComplete())
                        .as("purged on a full disk")
                        .isTrue();
                assertThat(tablet.store().journalBytes())
                        .as("rewritten without what was purged")
                        .isLessThan(before);
            }
            disk.fill();
            try (var tablet = Tablet.open(disk.open(), Seal.NONE, Shift.PROGRAMME, clock)) {
                assertThat(tablet.list(SITE)).hasSize(captured.size());
                disk.free();
                captured.add(capture(tablet));
                assertThat(engine(tablet, server, new Random(2)).sync().isComplete())
                        .isTrue();
            }
            assertThat(ownRecords(server)).isEqualTo(counters(captured));
        }
    }

    private static RecordId capture(Tablet tablet) {
        return tablet.create(SITE, Shift.envelope(), Shift.contact(1)).id();
    }

    /** Captures until even the last block of the journal is full. */
    private static void captureMany(Tablet tablet, List<RecordId> captured) {
        for (int at = 0; at < 2_000; at++) {
            captured.add(capture(tablet));
        }
    }
}
