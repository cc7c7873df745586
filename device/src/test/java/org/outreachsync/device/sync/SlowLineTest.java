package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.SyncRequest;

/** A line so slow that a whole batch does not arrive within the time of a request. */
class SlowLineTest {

    private static final int LINE_BYTES = 3_000;
    private static final String TIMEOUT = "{\"code\":\"TIMEOUT\"}";

    private final Bench bench = new Bench();
    private final FakeServer server = bench.server;
    private final List<Integer> sizes = new ArrayList<>();

    private SyncEngine engineOver(Transport line) {
        return bench.tablet.engine(line, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"));
    }

    private RecordId[] capture(int count) {
        var random = new Random(5);
        var ids = new RecordId[count];
        for (int at = 0; at < count; at++) {
            bench.clock.pass(random.nextInt(100_000));
            ids[at] = bench.contact(1 + random.nextInt(20));
        }
        return ids;
    }

    @Test
    void carriesAShiftInSmallerBatches() {
        capture(750);
        Transport line = (path, headers, body) -> {
            sizes.add(body.length);
            server.then(request -> body.length > LINE_BYTES
                    ? FakeServer.problem(408, TIMEOUT)
                    : FakeServer.ok(ack(request, sizes.size()).setMore(true).build()));
            return server.post(path, headers, body);
        };
        var engine = engineOver(line);

        while (bench.tablet.unsentOps() > 0) {
            assertThat(engine.syncOnce(SITE).kind()).as("the server is there").isEqualTo(RoundTrip.Kind.AGAIN);
        }

        assertThat(bench.tablet.attentions()).isEmpty();
        assertThat(server.requests).allMatch(SlowLineTest::isWhole);
        long tooMuch = sizes.stream().filter(size -> size > LINE_BYTES).count();
        assertThat(tooMuch).as("of %s", sizes).isBetween(1L, 6L);
        assertThat(sizes).hasSizeLessThan(60);
    }

    private static boolean isWhole(SyncRequest request) {
        return request.getOpsList().stream().allMatch(op -> op.hasOutreachContact());
    }

    @Test
    void carriesAShiftWhenItBreaksOffInsteadOfSayingSo() {
        capture(750);
        Transport line = (path, headers, body) -> {
            sizes.add(body.length);
            if (body.length > LINE_BYTES) {
                throw new IOException("reset");
            }
            server.then(request ->
                    FakeServer.ok(ack(request, sizes.size()).setMore(true).build()));
            return server.post(path, headers, body);
        };
        var engine = engineOver(line);

        for (int syncs = 0; bench.tablet.unsentOps() > 0; syncs++) {
            assertThat(syncs).as("syncs, with requests of %s bytes", sizes).isLessThan(80);
            assertThat(engine.syncOnce(SITE).reason().needsPerson()).isFalse();
        }
        assertThat(server.requests).allMatch(SlowLineTest::isWhole);
    }

    @Test
    void takesNoContentFromASingleOp() {
        var id = capture(1);
        for (int round = 0; round < 20; round++) {
            server.thenRefuse(408, TIMEOUT);
            var report = bench.sync();
            assertThat(report.reason()).isEqualTo(SyncReason.NETWORK);
            assertThat(report.reason().needsPerson()).isFalse();
        }
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, id)));

        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(server.requests).allMatch(SlowLineTest::isWhole);
        assertThat(bench.tablet.attentions()).isEmpty();
    }

    @Test
    void getsSmallerAnswersAndLargerOnesAgain() {
        var settings = SyncSettings.of("1.0");
        server.thenRefuse(408, TIMEOUT).thenLose();
        bench.sync();
        bench.sync();
        server.thenAnswer(request -> nothing());
        bench.sync();
        assertThat(server.requests)
                .extracting(SyncRequest::getMaxBytes)
                .containsExactly(
                        settings.answerBytesMax(), settings.answerBytesMax() / 2, settings.answerBytesMax() / 4);
        for (int sync = 0; sync < 20; sync++) {
            server.thenAnswer(request -> nothing());
            bench.sync();
        }
        assertThat(server.last().getMaxBytes()).isEqualTo(settings.answerBytesMax());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void isNotWhatIsWrongWhenThereIsNone(int tries) {
        capture(300);
        var isOffline = new AtomicBoolean(true);
        var engine = engineOver((path, headers, body) -> {
            if (isOffline.get()) {
                throw new ConnectException("no route");
            }
            return server.post(path, headers, body);
        });
        for (int at = 0; at < tries; at++) {
            assertThat(engine.sync().reason()).isEqualTo(SyncReason.NETWORK);
        }
        isOffline.set(false);
        server.thenLose();
        engine.sync();
        assertThat(server.last().getOpsCount())
                .as("a tablet that was offline sends whole batches")
                .isEqualTo(300);
    }
}
