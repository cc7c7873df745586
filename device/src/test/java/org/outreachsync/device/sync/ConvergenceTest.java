package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.change;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import org.junit.jupiter.api.Test;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.Shift;
import org.outreachsync.model.RecordId;

class ConvergenceTest {

    private static final RecordId KEPT = RecordId.counted(4, 1, 1);
    private static final RecordId STRAY = RecordId.counted(4, 1, 1 + 256);
    private static final RecordId ELSEWHERE = RecordId.counted(4, 1, 2);

    private final Bench bench = new Bench();
    private final FakeServer server = bench.server;

    private void diverge() {
        server.thenAnswer(request -> nothing()
                .addChanges(change(KEPT, 1).setOutreachContact(Shift.contact(1)))
                .addChanges(change(STRAY, 1).setOutreachContact(Shift.contact(1)))
                .addChanges(change(ELSEWHERE, 1).setOutreachContact(Shift.contact(1)))
                .setStateHash(hash(2, KEPT) + hash(1, ELSEWHERE)));
    }

    @Test
    void onlyBucketsThatDifferAreSentAgain() {
        diverge();
        server.thenAnswer(request -> nothing()
                .addResetBuckets(KEPT.bucket())
                .addChanges(change(KEPT, 2).setOutreachContact(Shift.contact(2)))
                .setStateHash(hash(2, KEPT) + hash(1, ELSEWHERE)));
        assertThat(bench.sync().isComplete()).isTrue();
        var sums = server.last().getBucketHashesList();
        assertThat(sums).hasSize(256);
        assertThat(sums.get(KEPT.bucket())).isEqualTo(hash(1, KEPT, STRAY));
        assertThat(sums.get(ELSEWHERE.bucket())).isEqualTo(hash(1, ELSEWHERE));
        assertThat(sums.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(server.last().getStateHash());
        assertThat(bench.tablet.record(SITE, STRAY)).isEmpty();
        assertThat(bench.tablet.record(SITE, KEPT).orElseThrow().version()).isEqualTo(2);
        assertThat(bench.tablet.record(SITE, ELSEWHERE)).isPresent();
    }

    @Test
    void aDifferenceThatStaysIsNotCalledComplete() {
        diverge();
        for (int round = 0; round < 4; round++) {
            server.thenAnswer(request -> nothing().setStateHash(1));
        }
        var report = bench.sync();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.reason()).isEqualTo(SyncReason.DIVERGED);
        assertThat(server.requests).hasSizeLessThan(6);
    }

    @Test
    void nothingIsComparedWhileMoreIsToCome() {
        server.thenAnswer(request -> nothing()
                        .addChanges(change(KEPT, 1).setOutreachContact(Shift.contact(1)))
                        .setMore(true))
                .thenAnswer(request -> nothing().setStateHash(hash(1, KEPT)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(server.last().getStateHash()).isZero();
        assertThat(server.last().getBucketHashesCount()).isZero();
    }

    @Test
    void theHashSurvivesARestart() {
        var id = bench.contact(1);
        server.thenAnswer(request -> ack(request, 9).setStateHash(hash(9, id)));
        bench.sync();
        bench.crash();
        assertThat(bench.tablet.stateHash(SITE)).isEqualTo(hash(9, id));
        bench.tablet.store().compact();
        bench.crash();
        assertThat(bench.tablet.stateHash(SITE)).isEqualTo(hash(9, id));
    }
}
