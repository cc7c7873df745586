package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

class PushTest {

    private static final String UIC = "Ж1990АЙГУ";

    final Field field = field();
    private final SyncService server = field.server();
    private final Device one = Field.device(1);

    /** The site of the test. */
    Field field() {
        return new Field();
    }

    @Test
    void aBatchIsAcknowledgedOpByOp() {
        var ack = sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20), field.exchange(2, UIC, 10)))
                .getAck();

        assertThat(ack.getAckedOp()).isEqualTo(2);
        assertThat(ack.getSeq()).isEqualTo(1);
        assertThat(ack.getResultsList())
                .extracting(OpResult::getStatus)
                .containsExactly(Status.STATUS_APPLIED, Status.STATUS_APPLIED);
    }

    @Test
    void theDayOnWhichARecordCameIsTheProgrammesOwn() {
        field.now = Instant.parse("2026-11-19T20:30:00Z").toEpochMilli();

        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));

        var kept = field.engine().records().changed(Field.SITE, 0, Long.MAX_VALUE, 10);
        assertThat(kept)
                .as("half past two in the morning in Bishkek")
                .extracting(RecordEntry::receivedOn)
                .containsExactly((long) Field.DAY);
    }

    @Test
    void aLostAnswerIsGivenAgainAndNothingIsWrittenTwice() {
        var batch = field.batch(one, 1, 1, field.exchange(1, UIC, 20));
        var first = sync(one, batch);
        field.now += 30_000;
        var again = sync(one, batch.setDeviceNow(field.now).setElapsedMs(3_630_000));

        assertThat(again.getAck()).isEqualTo(first.getAck());
        assertThat(field.engine().log().tail(Field.SITE)).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsGivenAgainByAnotherServer() {
        var batch = field.batch(one, 1, 1, field.exchange(1, UIC, 20));
        var first = sync(one, batch);

        assertThat(parse(field.server().sync(one, Requests.of(batch))).getAck()).isEqualTo(first.getAck());
    }

    @Test
    void theHashInTheLogIsTheSameOnEveryServerWithTheKeysAndTellsNothingWithoutThem() throws Exception {
        var batch = field.batch(one, 1, 1, field.exchange(1, UIC, 20)).build();
        sync(one, batch.toBuilder());
        var hash = hashInLog(field);
        var elsewhere = new Field(new MemoryStore(), field.keys);
        elsewhere.server().sync(one, Requests.of(batch));
        var otherKeys = new Field();
        otherKeys.server().sync(one, Requests.of(batch));

        assertThat(hashInLog(elsewhere)).isEqualTo(hash);
        assertThat(hashInLog(otherKeys)).isNotEqualTo(hash);
        var frame = SyncFrame.parseFrom(batch.toByteArray());
        var op = frame.getOps(0);
        var plain = MessageDigest.getInstance("SHA-256");
        plain.update("1/1/1/".getBytes(StandardCharsets.US_ASCII));
        plain.update(frame.getDefaults().toByteArray());
        plain.update(("/" + op.size() + "/").getBytes(StandardCharsets.US_ASCII));
        plain.update(op.toByteArray());
        assertThat(hash).isNotEqualTo(HexFormat.of().formatHex(plain.digest()));
    }

    private static String hashInLog(Field where) {
        return where.engine().log().readAfter(Field.SITE, 0, 1).getFirst().hash();
    }

    @Test
    void aBatchNumberWithOtherContentIsRefusedWithTheNumbersToGoOn() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20), field.exchange(2, UIC, 5)));

        assertRefused(Code.BATCH_ID_REUSED, one, field.batch(one, 1, 1, field.exchange(1, UIC, 21)))
                .satisfies(refused -> assertThat(((RefusedException) refused).details())
                        .containsEntry("expected_batch_no", 2L)
                        .containsEntry("acked_op", 2L));
    }

    @Test
    void gapsInBatchesAndOpsAreRefused() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));

        assertRefused(Code.OUT_OF_ORDER, one, field.batch(one, 3, 2, field.exchange(2, UIC, 20)));
        assertRefused(Code.OUT_OF_ORDER, one, field.batch(one, 2, 3, field.exchange(2, UIC, 20)));
    }

    @Test
    void aQueueCutAnewDoesNotCountTwice() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20), field.exchange(2, UIC, 10)));

        var ack = sync(one, field.batch(one, 2, 2, field.exchange(2, UIC, 10), field.exchange(3, UIC, 5)))
                .getAck();

        assertThat(ack.getResultsList())
                .extracting(OpResult::getStatus)
                .containsExactly(Status.STATUS_DUPLICATE, Status.STATUS_APPLIED);
        assertThat(ack.getAckedOp()).isEqualTo(3);
    }

    @Test
    void anOldEpochIsRefused() {
        assertRefused(Code.EPOCH_STALE, Field.device(1, 2), field.batch(one, 1, 1, field.exchange(1, UIC, 20)));
    }

    @Test
    void anotherSiteIsRefused() {
        assertRefused(
                Code.SCOPE_DENIED,
                one,
                field.batch(one, 1, 1, field.exchange(1, UIC, 20)).setScope("OSH-1"));
    }

    @Test
    void nestingWithoutEndIsMalformed() {
        var nested = new byte[4_000];
        for (int at = 0; at < nested.length; at++) {
            nested[at] = (byte) (at % 2 == 0 ? 0x5B : 0x0B);
        }
        assertThatThrownBy(() -> server.sync(one, Requests.read(nested)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.MALFORMED));
    }

    @Test
    void truncatedRequestsAndTooManyOpsAreRefused() {
        var whole = field.batch(one, 1, 1, field.exchange(1, UIC, 3)).build().toByteArray();
        assertThatThrownBy(() -> server.sync(one, Requests.read(Arrays.copyOf(whole, whole.length - 3))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.MALFORMED));
        var many = field.request(one).setBatchNo(1).setFirstOp(1);
        for (int at = 0; at <= Field.OPS_MAX; at++) {
            many.addOps(field.exchange(at + 1, UIC, 1));
        }
        assertRefused(Code.TOO_LARGE, one, many);
    }

    @Test
    void aVersionThatIsNotServedIsToldToUpdate() {
        assertRefused(
                Code.UPGRADE,
                one,
                field.batch(one, 1, 1, field.exchange(1, UIC, 3)).setProtoVersion(0));
    }

    @Test
    void aRevokedDeviceHandsInItsShiftForQuarantineAndNoMore() {
        var revoked = Field.revoked(1, 1);
        var batch = field.batch(revoked, 1, 1, field.exchange(1, UIC, 20));
        var outcome = server.sync(revoked, Requests.of(batch));

        assertThat(outcome.late()).isTrue();
        assertThat(outcome.response().getAck().getResults(0).getCode()).isEqualTo("DEVICE_REVOKED");
        assertThat(outcome.response().getAck().getAckedOp()).isEqualTo(1);
        var spent = Field.revoked(1, 0);
        assertThat(sync(spent, batch).getAck().getAckedOp()).isEqualTo(1);
        assertRefused(Code.DEVICE_REVOKED, spent, field.batch(spent, 2, 2, field.exchange(2, UIC, 20)))
                .satisfies(refused ->
                        assertThat(((RefusedException) refused).details()).containsEntry("wipe", true));
        assertRefused(Code.DEVICE_REVOKED, spent, field.request(spent));
    }

    @Test
    void theStoreNeverSeesAClientCodeOrASensitiveValue() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20), field.exchange(2, "Айгуль 1990", 3)));

        var code = ByteString.copyFromUtf8("1990АЙГУ");
        var name = ByteString.copyFromUtf8("Айгуль");
        for (var table : Tables.ALL) {
            for (var index : table.indexes()) {
                var prefix = index.fields().get(0).equals("scope") ? List.<Object>of(Field.SITE) : List.<Object>of();
                for (var document : field.store.range(table, Range.ascending(index.name(), prefix, null, null, 100))) {
                    var body = document.body();
                    assertThat(contains(body, code.toByteArray()) || contains(body, name.toByteArray()))
                            .isFalse();
                    assertThat(document.fields().toString())
                            .doesNotContain("АЙГУ")
                            .doesNotContain("Айгуль");
                }
            }
        }
    }

    private static boolean contains(byte[] body, byte[] part) {
        return new String(body, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            Code code, Device caller, SyncRequest.Builder request) {
        return assertThatThrownBy(() -> server.sync(caller, Requests.of(request)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private SyncResponse sync(Device caller, SyncRequest.Builder request) {
        return parse(server.sync(caller, Requests.of(request)));
    }

    private static SyncResponse parse(SyncService.Outcome outcome) {
        return outcome.response();
    }
}
