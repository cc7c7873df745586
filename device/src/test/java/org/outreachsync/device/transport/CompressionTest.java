package org.outreachsync.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.Proving;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReason;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.model.RecordId;

/** Network paths that do not carry compressed bodies. */
class CompressionTest {

    private final Bench bench = new Bench();
    private final FakeServer server = bench.server;
    private final RecordId[] ids = new RecordId[40];

    @BeforeEach
    void captureWhatIsWorthCompressing() {
        for (int at = 0; at < ids.length; at++) {
            ids[at] = bench.contact(1);
        }
    }

    private boolean wasCompressed(int request) {
        return server.headers.get(request).containsKey("Content-Encoding");
    }

    @ParameterizedTest
    @CsvSource({"400, MALFORMED", "400, PARAMETER", "415, MEDIA_TYPE"})
    void arePassedInPlainAfterARefusalOfTheServer(int status, String code) {
        server.thenRefuse(status, "{\"code\":\"" + code + "\"}")
                .thenAnswer(request -> ack(request, 1).setStateHash(hash(1, ids)));

        assertThat(bench.sync().isComplete()).isTrue();

        assertThat(wasCompressed(0)).isTrue();
        assertThat(wasCompressed(1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"400", "403", "413", "502", "200"})
    void arePassedInPlainAfterARefusalOfSomebodyElse(int status) {
        Transport waf = (path, headers, body) -> headers.containsKey("Content-Encoding")
                ? new Transport.Answer(status, Map.of("Content-Type", "text/html"), new byte[] {'<'})
                : server.post(path, headers, body);
        var engine = bench.tablet.engine(waf, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"));
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, ids)));

        assertThat(engine.sync().reason()).isEqualTo(SyncReason.SERVER_ERROR);
        assertThat(engine.sync().isComplete()).isTrue();
    }

    @Test
    void areNotTheReasonWhenPlainFailsToo() {
        server.thenRefuse(400, "{\"code\":\"MALFORMED\"}")
                .thenRefuse(400, "{\"code\":\"MALFORMED\"}")
                .thenLose();

        assertThat(bench.sync().reason()).isEqualTo(SyncReason.REQUEST_REFUSED);
        bench.sync();

        assertThat(wasCompressed(0)).isTrue();
        assertThat(wasCompressed(1)).isFalse();
        assertThat(wasCompressed(2)).as("compression comes back").isTrue();
    }

    @Test
    void areTriedAgainLater() {
        var compression = new Compression();
        compression.failed(true);
        compression.worked(false);
        int plain = 0;
        for (; !compression.isOn(); plain++) {
            compression.worked(false);
        }
        assertThat(plain).isEqualTo(16);
        compression.failed(true);
        compression.worked(false);
        for (plain = 0; !compression.isOn(); plain++) {
            compression.worked(false);
        }
        assertThat(plain).as("less often each time").isEqualTo(32);
        compression.worked(true);
        assertThat(compression.isOn()).isTrue();
    }

    @Test
    void takeNoContentFromASingleOp() {
        var one = new Bench();
        one.contact(1);
        one.server.thenRefuse(413, "{\"code\":\"TOO_LARGE\"}").thenAnswer(request -> ack(request, 1));
        var engine = one.tablet.engine(one.server, new Random(1), SyncListener.NONE, SyncSettings.of("1".repeat(200)));

        engine.syncOnce(SITE);
        engine.syncOnce(SITE);

        assertThat(one.server.headers.get(0)).containsKey("Content-Encoding");
        assertThat(one.server.headers.get(1)).doesNotContainKey("Content-Encoding");
        assertThat(one.server.last().getOps(0).hasOutreachContact()).isTrue();
        assertThat(one.tablet.attentions()).isEmpty();
    }

    @Test
    void ofAnswersAreNotAskedForAgainAtOnce() {
        var broken = new Transport.Answer(
                200,
                Map.of("Content-Encoding", "gzip", "Content-Type", "application/x-protobuf"),
                new byte[] {31, (byte) 139, 8});
        Transport proxy = (path, headers, body) -> {
            var answer = server.post(path, headers, body);
            return "gzip".equals(headers.get("Accept-Encoding")) ? broken : answer;
        };
        var engine = bench.tablet.engine(proxy, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"));
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, ids)))
                .thenAnswer(request -> ack(request, 1).setStateHash(hash(1, ids)));

        assertThat(engine.sync().reason()).isEqualTo(SyncReason.SERVER_ERROR);
        assertThat(engine.sync().isComplete()).isTrue();
        assertThat(server.headers.get(1)).containsEntry("Accept-Encoding", "identity");
    }

    @Test
    void ofAnswersAreReadWhateverAProxyMadeOfTheHeader() {
        var changed = new HashMap<String, String>();
        Transport proxy = (path, headers, body) -> {
            var answer = server.post(path, headers, body);
            var packed = Gzip.deflate(answer.body());
            changed.put("Content-Type", "application/x-protobuf");
            changed.put("Outreach-Proof", String.valueOf(answer.header("Outreach-Proof")));
            return new Transport.Answer(200, changed, changed.containsKey("Content-Encoding") ? answer.body() : packed);
        };
        var engine = bench.tablet.engine(proxy, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"));
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, ids)))
                .thenAnswer(request -> nothing().setStateHash(hash(1, ids)));

        assertThat(engine.sync().isComplete())
                .as("the header is gone, the body is compressed")
                .isTrue();
        changed.put("Content-Encoding", "gzip");
        assertThat(engine.sync().isComplete())
                .as("the header is there, the body is not compressed")
                .isTrue();
    }

    @Test
    void ofTheServerAreRead() {
        var proving = new Proving((path, headers, body) -> new Transport.Answer(
                200,
                Map.of("content-encoding", "gzip"),
                Gzip.deflate(ack(FakeServer.parse(headers, body), 1)
                        .setStateHash(hash(1, ids))
                        .build()
                        .toByteArray())));

        assertThat(bench.tablet
                        .engine(proving, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"))
                        .sync()
                        .isComplete())
                .isTrue();
    }
}
