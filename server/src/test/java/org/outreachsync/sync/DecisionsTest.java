package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.sync.Field.SITE;
import static org.outreachsync.sync.Field.TODAY;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.assembly.Engine;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.RecordId;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.Status;

/** Decisions about ops in quarantine are made once, by several servers too, and never about what must not stand. */
class DecisionsTest {

    private static final String CLIENT = "Ж1990АЙГУ";
    private static final String OTHER_CLIENT = "М1985БОТИ";
    /** How long a tablet of the field has been on. */
    private static final long HOUR = 3_600_000;

    private final MemoryStore store = new MemoryStore();
    private final Keyring keys = Keyring.ephemeral();
    private final Field field = new Field(new WatchedStore(store.share(), this::read), keys);
    private final Engine.Serving server = serving(field);
    private Runnable meanwhile = () -> {};

    private void read(Table table, Object asked) {
        if (table.equals(Tables.RECORD_HEADS)) {
            var once = meanwhile;
            meanwhile = () -> {};
            once.run();
        }
    }

    private static Engine.Serving serving(Field at) {
        var programme = TestTerms.programme(at.codePattern, at.newCodesPerDay, at.offlineDays);
        return at.engine().serving(TestTerms.of(programme), at.applied::add);
    }

    private OpResult send(long tablet, int batchNo, Op op) {
        var device = Field.device(tablet);
        return server.sync()
                .sync(device, Requests.of(field.batch(device, batchNo, batchNo, op)))
                .response()
                .getAck()
                .getResults(0);
    }

    private static Op ahead(Op op) {
        return op.toBuilder()
                .setEnvelope(op.getEnvelope().toBuilder()
                        .setOccurredOn((int) TODAY.plusDays(40).toEpochDay()))
                .build();
    }

    private static Decisions.Name name(long seq) {
        return new Decisions.Name(SITE, seq, seq);
    }

    private void assertRefused(Decisions.Name name, Code code, @Nullable String rule) {
        assertRefused(name, null, code, rule);
    }

    private void assertRefused(Decisions.Name name, @Nullable LocalDate day, Code code, @Nullable String rule) {
        assertThatThrownBy(() -> server.decisions().release(name, day, "aida"))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.details().get("rule")).isEqualTo(rule);
                });
    }

    private long waiting() {
        return field.engine().quarantine().countOpen(SITE);
    }

    private long log() {
        return field.engine().log().tail(SITE);
    }

    @Test
    void ofTwoServersOneReleases() {
        send(1, 1, ahead(field.exchange(1, CLIENT, 3)));
        var other = serving(new Field(store.share(), keys));
        meanwhile = () -> other.decisions().release(name(1), TODAY, "aida");

        assertThat(server.decisions().release(name(1), TODAY, "aida")).isEqualTo(2);

        assertThat(log()).isEqualTo(2);
        assertThat(waiting()).isZero();
        assertThat(field.engine().records().load(SITE, List.of(RecordId.counted(1, 1, 1))))
                .hasSize(1);
    }

    @Test
    void ofADecisionAndItsOppositeTheFirstStands() {
        send(1, 1, ahead(field.exchange(1, CLIENT, 3)));
        var other = serving(new Field(store.share(), keys));
        meanwhile = () -> other.decisions().discard(name(1), "azamat");

        assertRefused(name(1), TODAY, Code.NOT_FOUND, null);

        assertThat(log()).isEqualTo(2);
        assertThat(field.engine().records().load(SITE, List.of(RecordId.counted(1, 1, 1))))
                .isEmpty();
    }

    @Test
    void anUploadInBetweenIsNotLost() {
        send(1, 1, ahead(field.exchange(1, CLIENT, 3)));
        var other = serving(new Field(store.share(), keys));
        var second = Field.device(2);
        meanwhile = () ->
                other.sync().sync(second, Requests.of(field.batch(second, 1, 1, field.exchange(1, OTHER_CLIENT, 5))));

        assertThat(server.decisions().release(name(1), TODAY, "aida")).isEqualTo(3);

        assertThat(field.engine().records().load(SITE, List.of(RecordId.counted(1, 1, 1), RecordId.counted(2, 1, 1))))
                .hasSize(2);
        assertThat(send(1, 2, field.exchange(2, CLIENT, 1)).getStatus()).isEqualTo(Status.STATUS_APPLIED);
    }

    @Test
    void theSameActSentAgainAfterItsReleaseIsNoSecondRecord() {
        var act = field.exchange(1, CLIENT, 3);
        assertThat(send(1, 1, ahead(act)).getStatus()).isEqualTo(Status.STATUS_QUARANTINED);
        var later = Duration.ofDays(45).toMillis();
        field.now += later;
        server.decisions().release(name(1), null, "aida");

        var device = Field.device(1);
        var again = field.batch(device, 2, 2, ahead(act)).setElapsedMs(HOUR + later);
        assertThat(server.sync()
                        .sync(device, Requests.of(again))
                        .response()
                        .getAck()
                        .getResults(0)
                        .getStatus())
                .isEqualTo(Status.STATUS_DUPLICATE);
    }

    @Test
    void anActUnderATakenIdIsNeverReleased() {
        send(1, 1, field.exchange(1, CLIENT, 3));
        assertThat(send(1, 2, field.exchange(1, OTHER_CLIENT, 4)).getCode()).isEqualTo("RECORD_EXISTS");
        var meant = field.correct(ByteString.copyFrom(RecordId.counted(1, 1, 1).toBytes()), 0, 9);
        assertThat(send(1, 3, meant).getCode()).isEqualTo("RECORD_EXISTS");

        assertRefused(name(2), Code.STILL_REFUSED, "RECORD_EXISTS");
        assertRefused(name(3), Code.STILL_REFUSED, "RECORD_EXISTS");
        server.decisions().discard(name(2), "aida");
        server.decisions().discard(name(3), "aida");
        assertThat(waiting()).isZero();
    }

    @Test
    void aTallyIsNotReleased() {
        var tally =
                SiteDayTally.newBuilder().setSex(2).setAgeBand(12).setMode(4).setContacts(4);
        var id = RecordId.natural(5, SITE, "" + TODAY.plusDays(40).toEpochDay(), "2", "12", "4");
        var op = ahead(field.op(OpKind.OP_KIND_CREATE)
                .setSiteDayTally(tally)
                .setRecordId(ByteString.copyFrom(id.toBytes()))
                .build());
        assertThat(send(1, 1, op).getCode()).isEqualTo("DATE_IN_FUTURE");
        field.now += Duration.ofDays(45).toMillis();

        assertRefused(name(1), Code.STILL_REFUSED, "TALLY");
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void aClientKeyThatNobodyGaveIsNotReleased() {
        var op = field.op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(1)
                .setNeedleExchange(Field.exchangeOf(3).setClientKey(ByteString.copyFrom(new byte[21])))
                .build();
        assertThat(send(1, 1, op).getCode()).isEqualTo("CLIENT_KEY_INVALID");

        assertRefused(name(1), Code.STILL_REFUSED, "CLIENT_KEY_INVALID");
    }

    @Test
    void codesBeyondTheLimitStandOnceASupervisorSaysSo() {
        var limited = new Field(store.share(), keys);
        limited.newCodesPerDay = 1;
        var strict = serving(limited);
        var device = Enrolled.device("device-1", 1, 1, Set.of(SITE), Instant.ofEpochMilli(field.now));
        var ack = strict.sync()
                .sync(
                        device,
                        Requests.of(field.batch(
                                device, 1, 1, field.exchange(1, CLIENT, 3), field.exchange(2, OTHER_CLIENT, 4))))
                .response()
                .getAck();
        assertThat(ack.getResults(1).getCode()).isEqualTo("NEW_CODES_LIMIT");

        strict.decisions().release(new Decisions.Name(SITE, 1, 2), null, "aida");

        assertThat(waiting()).isZero();
        assertThat(field.engine().records().load(SITE, List.of(RecordId.counted(1, 1, 2))))
                .hasSize(1);
    }

    @Test
    void aReplayOfTheLogComesToTheSame() {
        send(1, 1, ahead(field.exchange(1, CLIENT, 3)));
        send(1, 2, ahead(field.exchange(2, CLIENT, 4)));
        server.decisions().release(name(1), TODAY, "aida");
        server.decisions().discard(name(2), "aida");

        var scratch = new MemoryStore();
        var replay = field.engine().replayInto(scratch);
        replay.projector().catchUp(SITE);

        var id = RecordId.counted(1, 1, 1);
        assertThat(replay.records().load(SITE, List.of(id)))
                .isEqualTo(field.engine().records().load(SITE, List.of(id)))
                .hasSize(1);
        assertThat(scratch.count(Tables.QUARANTINE, "quarantine_state", List.of(SITE, "OPEN")))
                .isZero();
    }
}
