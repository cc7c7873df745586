package org.outreachsync.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.change;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReason;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.device.transport.UnprovenAnswerException;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.Command;
import org.outreachsync.wire.v1.CommandKind;

/** Something between the tablet and its server answers in the server's place. Nothing on the tablet may change. */
class StrangerTest {

    private static final String NAMES = "org.outreachsync.device.Strangers#names";

    private final Bench bench = new Bench();

    /** The bytes of everything that the tablet holds. */
    private byte[] held() {
        bench.tablet.store().compact();
        return bench.file.content();
    }

    private SyncReport syncBehind(String stranger) {
        Transport between =
                (path, headers, body) -> Strangers.named(stranger).apply(bench.server.post(path, headers, body));
        return syncOver(between);
    }

    private SyncReport syncOver(Transport between) {
        return bench.tablet
                .engine(between, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"))
                .sync();
    }

    private void assertNoAnswer(SyncReport report, byte[] before) {
        assertThat(report.reason()).isEqualTo(SyncReason.SERVER_ERROR);
        assertThat(report.reason().needsPerson()).isFalse();
        assertThat(report.waitMillis())
                .as("nobody but the server says how long to wait")
                .isLessThanOrEqualTo(2_000);
        assertThat(held()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void changesNothingOfABatch(String stranger) {
        bench.contact(1);
        bench.contact(2);
        bench.server.thenLose().thenAnswer(request -> ack(request, 1));
        bench.sync();
        var before = held();

        var report = syncBehind(stranger);

        assertNoAnswer(report, before);
        assertThat(report.opsRemaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void makesNoIdleTabletComplete(String stranger) {
        bench.server.thenAnswer(request -> nothing());
        assertThat(bench.sync().isComplete()).isTrue();
        var before = held();
        bench.server.thenAnswer(request -> nothing());

        assertNoAnswer(syncBehind(stranger), before);
    }

    @Test
    void saysNothingByAPageOfAnyStatus() {
        bench.contact(1);
        bench.server.thenLose();
        bench.sync();
        var before = held();
        for (int status = 200; status <= 599; status++) {
            bench.server.thenAnswer(request -> ack(request, 1));
            assertNoAnswer(syncBehind(Strangers.page(status)), before);
        }
    }

    @Test
    void cutsAnAnswerAtNoByteUnnoticed() {
        var ids = new ArrayList<RecordId>();
        for (int at = 1; at <= 15; at++) {
            ids.add(RecordId.counted(7, 1, at));
        }
        var whole = nothing().setStateHash(hash(3, ids.toArray(RecordId[]::new)));
        ids.forEach(id -> whole.addChanges(change(id, 3).setOutreachContact(Shift.contact(1))));
        int length = whole.build().toByteArray().length;
        bench.server.thenLose();
        bench.sync();
        var before = held();
        for (int cut = 0; cut < length; cut++) {
            int bytes = cut;
            bench.server.thenAnswer(request -> whole);
            Transport between = (path, headers, body) -> cut(bench.server.post(path, headers, body), bytes);
            assertNoAnswer(syncOver(between), before);
        }
        bench.server.thenAnswer(request -> whole);
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(bench.tablet.list(SITE)).hasSize(15);
    }

    private static Transport.Answer cut(Transport.Answer answer, int bytes) {
        var headers = Map.of(
                "Content-Type",
                "application/x-protobuf",
                "Outreach-Proof",
                String.valueOf(answer.header("Outreach-Proof")));
        return new Transport.Answer(answer.status(), headers, Arrays.copyOf(answer.body(), bytes));
    }

    @Test
    void givesNoAnswerOfAnotherRequest() {
        bench.contact(1);
        var answers = new ArrayList<Transport.Answer>();
        Transport keeping = (path, headers, body) -> {
            answers.add(bench.server.post(path, headers, body));
            throw new IOException("lost");
        };
        bench.server.thenAnswer(request -> ack(request, 1));
        assertThat(syncOver(keeping).reason()).isEqualTo(SyncReason.NETWORK);
        var before = held();

        assertNoAnswer(syncOver((path, headers, body) -> answers.get(0)), before);
    }

    @Test
    void takesTheTokenAwayUnseen() {
        bench.contact(1);
        bench.server.thenLose().thenRefuse(401, "{\"code\":\"TOKEN\"}");
        bench.sync();
        var before = held();
        Transport between = (path, headers, body) -> {
            var fewer = new HashMap<>(headers);
            fewer.remove("Authorization");
            return bench.server.post(path, fewer, body);
        };

        assertNoAnswer(syncOver(between), before);
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void enrolsNobody(String stranger) {
        var fresh = Tablet.open(new MemoryJournalFile(), Seal.NONE, Shift.PROGRAMME, new FakeClock());
        Transport between =
                (path, headers, body) -> Strangers.named(stranger).apply(bench.server.post(path, headers, body));

        assertThatThrownBy(() -> fresh.enrolment(between, Bench.KEYS).enrol("1234-5678", "m", "1"))
                .isInstanceOf(UnprovenAnswerException.class);

        assertThat(fresh.phase()).isEqualTo(Phase.PHASE_UNSPECIFIED);
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void dropsNothingOfATabletThatEnrolsAgain(String stranger) {
        var first = bench.contact(1);
        var second = bench.contact(2);
        bench.server.enrolWith(Shift.enrolled(2, SITE));
        Transport between =
                (path, headers, body) -> Strangers.named(stranger).apply(bench.server.post(path, headers, body));
        var enrolment = bench.tablet.enrolment(between, Bench.KEYS);

        assertThatThrownBy(() -> enrolment.enrol("1234-5678", "m", "1")).isInstanceOf(UnprovenAnswerException.class);

        assertThat(bench.tablet.phase()).isEqualTo(Phase.PHASE_ENROLLED);
        assertThat(bench.pending()).extracting(op -> op.recordId()).containsExactly(first, second);
        assertThat(bench.tablet.attentions()).isEmpty();
        assertThat(bench.tablet.list(SITE)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void confirmsNoWipe(String stranger) {
        var command = Command.newBuilder().setId("wipe-7").setKind(CommandKind.COMMAND_KIND_WIPE);
        bench.server
                .thenAnswer(request -> nothing().addCommands(command))
                .thenLose()
                .thenAnswer(request -> nothing());
        bench.sync();
        assertThat(bench.tablet.phase()).isEqualTo(Phase.PHASE_WIPING);
        var before = held();

        assertNoAnswer(syncBehind(stranger), before);
        assertThat(bench.tablet.phase()).isEqualTo(Phase.PHASE_WIPING);

        bench.server.thenAnswer(request -> nothing());
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.WIPED);
        assertThat(bench.server.last().getDoneCommandsList()).containsExactly("wipe-7");
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void endsNoHandingIn(String stranger) {
        var two = new Bench(SITE, "osh-2");
        two.contact(1);
        two.tablet.create("osh-2", Shift.envelope(), Shift.contact(1));
        two.server
                .thenRefuse(403, "{\"code\":\"DEVICE_REVOKED\",\"wipe\":true}")
                .thenLose()
                .thenRefuse(403, "{\"code\":\"DEVICE_REVOKED\",\"wipe\":true}");
        two.sync();
        Transport between =
                (path, headers, body) -> Strangers.named(stranger).apply(two.server.post(path, headers, body));

        var report = two.tablet
                .engine(between, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"))
                .sync();

        assertThat(report.reason()).isEqualTo(SyncReason.SERVER_ERROR);
        assertThat(two.tablet.unsentOps()).isEqualTo(1);
        assertThat(two.file.content()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"I_AM_NEW", "token"})
    void isWhoeverSaysACodeThatIsNotKnown(String code) {
        bench.contact(1);
        bench.server.thenLose().thenRefuse(403, "{\"code\":\"" + code + "\"}");
        bench.sync();
        var before = held();

        assertNoAnswer(syncOver(bench.server), before);
    }
}
