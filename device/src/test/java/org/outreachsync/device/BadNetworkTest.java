package org.outreachsync.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Shift.SITE;

import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncEngine;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Op;

/** Every captured op arrives exactly once and in order, whatever the network, the battery and the server do. */
class BadNetworkTest {

    private static final int ACTS = 120;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("seeds", 60));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyOpArrivesOnceAndInOrder(long seed) {
        var random = new Random(seed);
        var clock = new FakeClock();
        var server = new LedgerServer(random);
        var enrolled = new Bench();
        var file = new MemoryJournalFile(enrolled.file.content());
        var tablet = Tablet.open(file, Seal.NONE, Shift.PROGRAMME, clock);
        var engine = engine(tablet, server, random);
        var captured = new ArrayList<RecordId>();
        for (int act = 0; act < ACTS; act++) {
            clock.pass(random.nextInt(60_000));
            switch (random.nextInt(10)) {
                case 0 -> {
                    file = file.crash(random.nextInt(64));
                    tablet = Tablet.open(file, Seal.NONE, Shift.PROGRAMME, clock);
                    engine = engine(tablet, server, random);
                    clock.reboot();
                }
                case 1, 2, 3 -> engine.sync();
                case 4 -> tablet.store().compact();
                default ->
                    captured.add(tablet.create(SITE, Shift.envelope(), Shift.contact(1 + random.nextInt(20)))
                            .id());
            }
        }
        server.calm = true;
        engine.sync();
        if (seed % 2 == 0) {
            server.restore();
        }
        var report = engine.sync();
        for (int again = 0; again < 3 && !report.isComplete(); again++) {
            report = engine.sync();
        }
        assertThat(report.isComplete()).as("seed %d: %s", seed, report).isTrue();
        assertThat(server.ops().stream().map(Op::getOwnRecord).toList())
                .as("seed %d", seed)
                .isEqualTo(captured.stream().map(RecordId::counter).collect(Collectors.toList()));
        assertThat(tablet.list(SITE)).hasSize(captured.size());
        assertThat(tablet.unsentOps()).isZero();
    }

    private static SyncEngine engine(Tablet tablet, LedgerServer server, Random random) {
        return tablet.engine(server, random, SyncListener.NONE, SyncSettings.of("1.0"));
    }
}
