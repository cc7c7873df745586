package org.outreachsync.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.disclosure.Told;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.answer.IndicatorAnswer.SiteProgress;
import org.outreachsync.indicator.naive.Served;
import org.outreachsync.keys.Keyring;
import org.outreachsync.projection.CellRefresh;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.Document;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.sync.Enrolled;
import org.outreachsync.sync.Requests;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncRequest;

/** One of two servers dies between an acknowledgement and its count, and no tablet comes to the site any more. */
class LeftUncountedTest {

    private static final String SITE = "OSH-1";
    private static final String DONOR = """
            code: DONOR
            title: {en: A donor}
            publisher: A programme
            formats: [csv]
            policy: {kind: exact, decision: {by: Aida, on: 2026-01-01, why: an agreement that binds the recipient}}
            data_sets:
              - {code: M, title: {en: M}, period: month, areas: [site], indicators: [{code: SYRINGES_DISTRIBUTED}]}
            """;

    private final CountDownLatch counted = new CountDownLatch(1);
    private final FakeTime time = new FakeTime();
    private final ServerConfig config = ServerConfig.from(Map.of());
    private final Backend around = new Backend(
            Limits.standard(),
            new ForwardingStore(new MemoryStore()) {
                @Override
                public Set<String> replaceIfNewer(Table table, List<Document> documents) {
                    var written = super.replaceIfNewer(table, documents);
                    if (table.equals(Tables.WATERMARKS)
                            && documents.getFirst().id().startsWith("CELLS/")) {
                        counted.countDown();
                    }
                    return written;
                }
            },
            Keyring.ephemeral(),
            time,
            time,
            new SecureRandom());

    private UseCases server() {
        return UseCases.over(
                around,
                config,
                Identities.over(around, config, CodeListReader::published),
                CodeListReader.published(),
                around.codes(null).served(),
                CellRefresh.Runner.VIRTUAL_THREADS);
    }

    private byte[] batch() {
        var line = ExchangeLine.newBuilder().setCommodity(2).setDistributed(9);
        return SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId("tablet")
                .setEpoch(1)
                .setScope(SITE)
                .setDeviceNow(time.millis())
                .setBatchNo(1)
                .setFirstOp(1)
                .setDefaults(Envelope.newBuilder()
                        .setProject(3)
                        .setWorker(1)
                        .setRole(1)
                        .setOccurredOn((int) LocalDate.of(2026, 3, 1).toEpochDay()))
                .addOps(Op.newBuilder()
                        .setKind(OpKind.OP_KIND_CREATE)
                        .setOwnRecord(1)
                        .setHlc(time.millis() << 16)
                        .setNeedleExchange(
                                NeedleExchange.newBuilder().setUic("Ж1990АЙГУ").addLines(line)))
                .build()
                .toByteArray();
    }

    @Test
    void aQuestionToTheOtherServerHasItCounted() throws InterruptedException {
        Identities.over(around, config, CodeListReader::published).sites().add(SITE, "Osh");
        var dead = server();
        dead.cells().close();
        dead.sync().sync(Enrolled.device("tablet", 1, 1, Set.of(SITE)), Requests.read(batch()));

        var other = server();
        assertThat(asOf(other)).as("stale").isEqualTo(new SiteProgress(1, 0, null));

        assertThat(counted.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(asOf(other)).isEqualTo(new SiteProgress(1, 1, null));
    }

    @Test
    void anExportOfTheOtherServerHasItCountedFirst() {
        Identities.over(around, config, CodeListReader::published).sites().add(SITE, "Osh");
        var dead = server();
        dead.cells().close();
        dead.sync().sync(Enrolled.device("tablet", 1, 1, Set.of(SITE)), Requests.read(batch()));
        time.pass(Duration.ofDays(60));

        var exporting = server().exporting();
        var run = exporting.exports().dryRun(exporting.destinations().read(DONOR), Period.parse("202603"));
        assertThat(run.previews())
                .singleElement()
                .extracting(preview -> preview.table().lines().getFirst().numerator())
                .isEqualTo(new Told.Exact(9));
    }

    private static SiteProgress asOf(UseCases server) {
        var answer = Served.by(server.indicators(), List.of(SITE), "SYRINGES_DISTRIBUTED", Map.of("period", "2026"));
        return requireNonNull(answer.answer().progress().get(SITE));
    }
}
