package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.Proving;
import org.outreachsync.device.Shift;
import org.outreachsync.device.transport.Gzip;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.OpKind;

class SyncEngineTest {

    private final Bench bench = new Bench();
    private final FakeServer server = bench.server;

    @Test
    void aTabletWithNothingToSayStillPulls() {
        server.thenAnswer(request -> nothing().setNextSyncAfter(900));
        var report = bench.sync();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.waitMillis()).isEqualTo(900_000);
        assertThat(server.last().getOpsCount()).isZero();
        assertThat(server.last().getStateHash()).as("not caught up yet").isZero();
        assertThat(server.headers.get(0))
                .containsEntry("Authorization", "Bearer token-1")
                .containsEntry("Content-Type", "application/x-protobuf")
                .containsEntry("Accept-Encoding", "gzip");
    }

    @Test
    void aBatchSaysTheCommonPartOnce() {
        bench.tablet.create(SITE, Shift.envelope(), Shift.contact(1));
        bench.tablet.create(SITE, Shift.envelope().toBuilder().setRole(2).build(), Shift.contact(2));
        bench.tablet.create(SITE, Shift.envelope(), Shift.contact(3));
        server.thenAnswer(request -> ack(request, 1).setStateHash(bench.tablet.stateHash(SITE)));
        bench.engine.syncOnce(SITE);
        var request = server.last();
        assertThat(request.getDefaults())
                .isEqualTo(Shift.envelope().toBuilder().setSite(SITE).build());
        assertThat(request.getOps(0).hasEnvelope()).isFalse();
        assertThat(request.getOps(1).getEnvelope())
                .isEqualTo(Envelope.newBuilder().setRole(2).build());
        assertThat(request.getOps(2).getOwnRecord()).isEqualTo(3);
        assertThat(request.getOps(2).getKind()).isEqualTo(OpKind.OP_KIND_CREATE);
        assertThat(request.getBatchNo()).isEqualTo(1);
        assertThat(request.getFirstOp()).isEqualTo(1);
    }

    @Test
    void aPartThatOneRecordLacksIsNoDefault() {
        bench.tablet.create(
                SITE, Shift.envelope().toBuilder().setCodeListVersion(3).build(), Shift.contact(1));
        bench.tablet.create(SITE, Shift.envelope(), Shift.contact(2));
        server.thenAnswer(request -> ack(request, 1));
        bench.engine.syncOnce(SITE);
        assertThat(server.last().getDefaults().hasCodeListVersion()).isFalse();
        assertThat(server.last().getOps(0).getEnvelope().getCodeListVersion()).isEqualTo(3);
    }

    @Test
    void aLongQueueGoesInBatchesAndIsReported() {
        var ids = new ArrayList<RecordId>();
        for (int at = 0; at < 1_100; at++) {
            ids.add(bench.contact(1 + at % 20));
        }
        for (int batch = 1; batch <= 3; batch++) {
            int seq = batch;
            server.thenAnswer(request -> ack(request, seq)
                    .setMore(seq < 3)
                    .setStateHash(hash(1, part(ids, 0, 500))
                            + hash(2, part(ids, 500, 1_000))
                            + hash(3, part(ids, 1_000, 1_100))));
        }
        var progress = new ArrayList<String>();
        var engine = bench.tablet.engine(
                server,
                new Random(1),
                new SyncListener() {
                    @Override
                    public void sent(String site, int sent, int total) {
                        progress.add(sent + "/" + total);
                    }

                    @Override
                    public void ended(SyncReport report) {
                        progress.add(report.outcome().name());
                    }
                },
                SyncSettings.of("1.0"));
        var report = engine.sync();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.roundTrips()).isEqualTo(3);
        assertThat(progress).containsExactly("500/1100", "1000/1100", "1100/1100", "COMPLETE");
        assertThat(server.requests).extracting(request -> request.getBatchNo()).containsExactly(1L, 2L, 3L);
        assertThat(server.requests).extracting(request -> request.getFirstOp()).containsExactly(1L, 501L, 1_001L);
        assertThat(server.requests)
                .extracting(request -> request.getCursor())
                .containsExactly(ByteString.EMPTY, Bench.CURSOR, Bench.CURSOR);
    }

    private static RecordId[] part(List<RecordId> ids, int from, int to) {
        return ids.subList(from, to).toArray(RecordId[]::new);
    }

    @Test
    void aBatchKeepsToTheBytesOnTheWire() {
        var random = new Random(11);
        var limits = Shift.limits().toBuilder().setWireBytesMax(4_000).build();
        server.thenAnswer(request -> nothing().setLimits(limits));
        bench.sync();
        for (int at = 0; at < 400; at++) {
            bench.clock.pass(random.nextInt(100_000));
            bench.contact(1 + random.nextInt(20), 21 + random.nextInt(5));
        }
        var sizes = new ArrayList<Integer>();
        var counting = new Proving((path, headers, body) -> {
            sizes.add(body.length);
            var request = FakeServer.parse(headers, body);
            return FakeServer.ok(
                    ack(request, sizes.size()).setMore(true).setLimits(limits).build());
        });
        var engine = bench.tablet.engine(counting, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"));
        while (bench.tablet.unsentOps() > 0) {
            engine.syncOnce(SITE);
        }
        assertThat(sizes).hasSizeBetween(2, 10).allMatch(bytes -> bytes <= 4_000);
    }

    @ParameterizedTest
    @CsvSource({
        "401, TOKEN, TOKEN_REFUSED, STOPPED",
        "403, DEVICE_REVOKED, DEVICE_REVOKED, STOPPED",
        "403, DEVICE_SUSPENDED, DEVICE_SUSPENDED, STOPPED",
        "403, SCOPE_DENIED, SCOPE_DENIED, STOPPED",
        "409, EPOCH_STALE, ENROL_AGAIN, STOPPED",
        "409, OUT_OF_ORDER, BUSY, FAILED",
        "410, CURSOR_EXPIRED, SERVER_ERROR, FAILED",
        "400, MALFORMED, REQUEST_REFUSED, FAILED",
        "426, UPGRADE, UPGRADE_NEEDED, STOPPED",
        "429, TOO_MANY, BUSY, FAILED",
        "503, BUSY, BUSY, FAILED",
        "500, '', SERVER_ERROR, FAILED",
        "302, '', SERVER_ERROR, FAILED",
    })
    void everyRefusalKeepsTheQueue(int status, String code, SyncReason reason, RoundTrip.Kind kind) {
        bench.contact(1);
        server.thenRefuse(status, "{\"code\":\"" + code + "\"}");
        var trip = bench.engine.syncOnce(SITE);
        assertThat(trip.reason()).isEqualTo(reason);
        assertThat(trip.kind()).isEqualTo(kind);
        bench.crash();
        assertThat(bench.tablet.unsentOps()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429", "400", "401", "426"})
    void aSyncThatStopsSaysWhatRemains(int status) {
        bench.contact(1);
        server.thenRefuse(status, "<html>a proxy</html>");
        var report = bench.sync();
        assertThat(report.outcome()).isEqualTo(SyncReport.Outcome.PARTIAL);
        assertThat(report.opsRemaining()).isEqualTo(1);
        assertThat(report.sitesBehind()).containsExactly(SITE);
    }

    @Test
    void retryAfterIsHonoured() {
        server.thenRefuse(503, "{\"code\":\"BUSY\"}");
        assertThat(bench.sync().waitMillis()).isGreaterThanOrEqualTo(7_000);
    }

    @Test
    void waitsGrowWithinBoundsAndEndWithSuccess() {
        long seed = 42;
        var settings = SyncSettings.of("1.0");
        var backoff = new Backoff(settings, new Random(seed));
        long max = 0;
        for (int failure = 0; failure < 40; failure++) {
            long bound = Math.min(settings.backoffMillisMax(), settings.backoffMillisBase() << Math.min(failure, 20));
            long wait = backoff.afterFailure(null);
            assertThat(wait).as("seed %d, failure %d", seed, failure).isBetween(0L, bound);
            max = Math.max(max, wait);
        }
        assertThat(max).isGreaterThan(settings.backoffMillisMax() / 2);
        backoff.success();
        assertThat(backoff.afterFailure(null)).isLessThanOrEqualTo(settings.backoffMillisBase());
        // The last one overflows when it is turned into milliseconds, to a negative number.
        for (var seconds : List.of("99999999", "99999999999999999999999", "9223372036854775807", "9223372036854776")) {
            assertThat(backoff.afterFailure(seconds)).as(seconds).isEqualTo(settings.retryAfterMillisMax());
        }
        assertThat(backoff.afterFailure("Wed, 21 Oct 2026 07:28:00 GMT")).isEqualTo(settings.backoffMillisMax());
    }

    @Test
    void answersThatMakeNoSenseChangeNothing() {
        bench.contact(1);
        server.then(request -> new Transport.Answer(200, Map.of(), new byte[] {(byte) 0xFF, 1, 2}))
                .thenAnswer(request -> nothing())
                .then(request -> new Transport.Answer(200, Map.of("Content-Encoding", "br"), new byte[10]));
        for (int round = 0; round < 3; round++) {
            assertThat(bench.engine.syncOnce(SITE).kind()).isEqualTo(RoundTrip.Kind.FAILED);
            assertThat(bench.tablet.unsentOps()).isEqualTo(1);
        }
    }

    @Test
    void compressedAnswersAreRead() {
        server.then(request -> new Transport.Answer(
                200,
                Map.of("content-encoding", "gzip"),
                Gzip.deflate(nothing().build().toByteArray())));
        assertThat(bench.sync().isComplete()).isTrue();
    }

    @Test
    void aServerWithoutCompressionIsAskedAgainInPlain() {
        bench.contact(1);
        server.thenRefuse(415, "{\"code\":\"MEDIA_TYPE\"}").thenAnswer(request -> ack(request, 1));
        bench.engine.syncOnce(SITE);
        bench.engine.syncOnce(SITE);
        assertThat(server.headers.get(1)).doesNotContainKey("Content-Encoding");
        assertThat(bench.tablet.unsentOps()).isZero();
    }

    @Test
    void aDeniedSiteDoesNotHoldUpTheOthers() {
        var two = new Bench("a-denied", "b-served");
        two.server.thenRefuse(403, "{\"code\":\"SCOPE_DENIED\"}").thenAnswer(request -> nothing());
        var report = two.sync();
        assertThat(report.reason()).isEqualTo(SyncReason.SCOPE_DENIED);
        assertThat(report.sitesBehind()).containsExactly("a-denied");
        assertThat(two.server.last().getScope()).isEqualTo("b-served");
    }

    @Test
    void aStaleEpochMustEnrolAgain() {
        bench.contact(1);
        server.thenRefuse(409, "{\"code\":\"EPOCH_STALE\",\"epoch\":2}");
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.ENROL_AGAIN);
        bench.crash();
        assertThat(bench.tablet.phase()).isEqualTo(Phase.PHASE_NEEDS_ENROLMENT);
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.ENROL_AGAIN);
        bench.contact(2);
        assertThat(bench.tablet.unsentOps()).as("work goes on").isEqualTo(2);
    }

    @Test
    void theBoundOnRoundTripsEndsASync() {
        for (int round = 0; round < 3; round++) {
            server.thenAnswer(request -> nothing().setMore(true));
        }
        var settings = new SyncSettings(1, 1, "1.0", 0, 3, 1, 1, 1);
        var report = bench.tablet
                .engine(server, new Random(1), SyncListener.NONE, settings)
                .sync();
        assertThat(report.reason()).isEqualTo(SyncReason.ROUNDS_SPENT);
        assertThat(report.isComplete()).isFalse();
    }
}
