package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.identity.Device;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.ValueKind;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/** What the server makes of client codes and of keys, whatever a tablet sends. */
class ClientCodesTest {

    private static final String UIC = "Ж1990АЙГУ";
    private static final RecordMapper MAPPER = new RecordMapper(WireContract.contract());

    private final Field field = new Field();
    private final SyncService server = field.server();
    private final Device one = Field.device(1);
    private final Device two = Field.device(2);

    private SyncResponse sync(Device caller, SyncRequest.Builder request) {
        return server.sync(caller, Requests.of(request)).response();
    }

    private OpResult only(Op op) {
        return sync(one, field.batch(one, 1, 1, op)).getAck().getResults(0);
    }

    private ByteString keyOf(long opNo, String code) {
        var result = sync(one, field.batch(one, opNo, opNo, field.exchange(opNo, code, 1)))
                .getAck()
                .getResults(0);
        assertThat(result.getStatus()).as(result.getCode()).isNotEqualTo(Status.STATUS_QUARANTINED);
        return result.getClientKey();
    }

    @ParameterizedTest
    @CsvSource({
        "Ж1990АЙXX, Ж1990АЙХХ",
        "М1985ВЕАС, M1985BEAC",
        "Ж1990АЙГУ, Ж1990AЙГУ",
        "Ж1990ӨМГУ, Ж1990ƟМГУ",
        "М1985ВЕАС, Ｍ１９８５ＢＥＡＣ",
        "Ж1990АЙГУ, ж-199О айгу"
    })
    void codesThatLookTheSameHaveOneKey(String first, String second) {
        assertThat(keyOf(1, first)).isEqualTo(keyOf(2, second)).hasSize(21);
    }

    @ParameterizedTest
    @CsvSource({
        "Ж1990УЛГУ, Ж1990ҮЛГУ",
        "Ж1990НАГУ, Ж1990ҢАГУ",
        "Ж1990ОМГУ, Ж1990ӨМГУ",
        "Ж1990ИСГУ, Ж1990ЙСГУ",
        "Ж1990КАГУ, Ж1990ҚАГУ"
    })
    void codesOfDifferentLettersHaveTwo(String first, String second) {
        assertThat(keyOf(1, first)).isNotEqualTo(keyOf(2, second));
    }

    @Test
    void aCodeThatCannotBeBroughtToTheScriptStandsAndWarns() {
        assertThat(only(field.exchange(1, "Ж1990YАГУ", 1)).getWarningsList()).containsExactly("CLIENT_CODE_UNCLEAR");
        var clear = sync(one, field.batch(one, 2, 2, field.exchange(2, "Ж1990AХXУ", 1)))
                .getAck()
                .getResults(0);
        assertThat(clear.getWarningsList()).isEmpty();
    }

    static Stream<Arguments> fieldsOfCodes() {
        return fields(ValueKind.CLIENT_CODE);
    }

    static Stream<Arguments> fieldsOfKeys() {
        return fields(ValueKind.CLIENT_KEY);
    }

    private static Stream<Arguments> fields(ValueKind kind) {
        return WireContract.contract().types().stream()
                .flatMap(type -> type.fields().stream()
                        .filter(spec -> spec.kind() == kind)
                        .map(spec -> Arguments.of(type, spec)));
    }

    @ParameterizedTest
    @MethodSource("fieldsOfCodes")
    void aYearOfBirthHasItsBoundsInEveryCode(RecordType type, FieldSpec spec) {
        for (var year : List.of("2090", "2026", "2024", "2017", "1929", "0001")) {
            for (var kind : List.of(OpKind.OP_KIND_CREATE, OpKind.OP_KIND_EDIT)) {
                var result = new Field()
                        .server()
                        .sync(one, Requests.of(field.batch(one, 1, 1, op(kind, type, spec, "Ж" + year + "АЙГУ"))))
                        .response()
                        .getAck()
                        .getResults(0);
                assertThat(result.getStatus() + " " + result.getCode() + " " + result.getField())
                        .as("%s %s %s", type.name(), kind, year)
                        .isEqualTo("STATUS_QUARANTINED CLIENT_CODE_YEAR " + spec.name());
                assertThat(result.getClientKey()).isEmpty();
            }
        }
        for (var year : List.of("1930", "2016")) {
            var result = new Field()
                    .server()
                    .sync(
                            one,
                            Requests.of(
                                    field.batch(one, 1, 1, op(OpKind.OP_KIND_EDIT, type, spec, "Ж" + year + "АЙГУ"))))
                    .response()
                    .getAck()
                    .getResults(0);
            assertThat(result.getStatus())
                    .as(type.name() + " " + year + " " + result.getCode())
                    .isNotEqualTo(Status.STATUS_QUARANTINED);
        }
    }

    @ParameterizedTest
    @MethodSource("fieldsOfKeys")
    void aKeyThatTheServerDidNotGiveIsRefusedInEveryField(RecordType type, FieldSpec spec) {
        keyOf(1, UIC);
        for (var invented : List.of("x".repeat(21), "x".repeat(20), "x")) {
            var fresh = new Field();
            var result = fresh.server()
                    .sync(
                            one,
                            Requests.of(fresh.batch(
                                    one, 1, 1, op(OpKind.OP_KIND_EDIT, type, spec, ByteString.copyFromUtf8(invented)))))
                    .response()
                    .getAck()
                    .getResults(0);
            assertThat(result.getStatus() + " " + result.getCode())
                    .as(type.name())
                    .isEqualTo("STATUS_QUARANTINED CLIENT_KEY_INVALID");
        }
    }

    @Test
    void aNewRecordOfAnInventedPersonIsRefusedAndCountsNobody() {
        var record = Field.exchangeOf(5).setClientKey(ByteString.copyFromUtf8("x".repeat(21)));
        var result = only(field.op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(1)
                .setNeedleExchange(record)
                .build());
        assertThat(result.getStatus() + " " + result.getCode()).isEqualTo("STATUS_QUARANTINED CLIENT_KEY_INVALID");
        assertThat(sync(two, field.request(two)).getChangesList()).isEmpty();
    }

    @Test
    void aPersonWhomAColleagueRecordedIsNamedByKey() {
        keyOf(1, UIC);
        var seen =
                sync(two, field.request(two)).getChanges(0).getNeedleExchange().getClientKey();
        assertThat(named(two, 1, seen).getStatus()).isNotEqualTo(Status.STATUS_QUARANTINED);

        var edit = field.op(OpKind.OP_KIND_EDIT)
                .setOwnRecord(1)
                .setNeedleExchange(NeedleExchange.newBuilder().setClientKey(seen))
                .build();
        assertThat(sync(two, field.batch(two, 2, 2, edit))
                        .getAck()
                        .getResults(0)
                        .getStatus())
                .as("an echo")
                .isNotEqualTo(Status.STATUS_QUARANTINED);
    }

    @Test
    void aKeyOfAnotherSiteIsRefusedUnlessTheTabletServesItToo() {
        var key = keyOf(1, UIC);
        var elsewhere = Enrolled.device("device-3", 3, 1, Set.of("OSH-9"));
        var both = Enrolled.device("device-4", 4, 1, Set.of("OSH-9", Field.SITE));
        var former = Enrolled.moved(5, Set.of("OSH-9"), Field.SITE, 0);

        assertThat(named(elsewhere, 1, key).getCode()).isEqualTo("CLIENT_KEY_INVALID");
        assertThat(named(both, 1, key).getStatus()).isNotEqualTo(Status.STATUS_QUARANTINED);
        assertThat(named(elsewhere, 2, key).getStatus())
                .as("a record of its site names the person now")
                .isNotEqualTo(Status.STATUS_QUARANTINED);
        assertThat(named(former, 1, key).getStatus()).isNotEqualTo(Status.STATUS_QUARANTINED);
    }

    @Test
    void aKeyBesideACodeIsRefusedWhetherTheyFitOrNot() {
        var key = keyOf(1, UIC);
        for (var code : List.of(UIC, "Ж1991АЙГУ")) {
            var record = Field.exchangeOf(5).setUic(code).setClientKey(key);
            var fresh = field.op(OpKind.OP_KIND_CREATE)
                    .setOwnRecord(7)
                    .setNeedleExchange(record)
                    .build();
            var result = sync(two, field.batch(two, code.equals(UIC) ? 1 : 2, code.equals(UIC) ? 1 : 2, fresh))
                    .getAck()
                    .getResults(0);
            assertThat(result.getCode())
                    .as("the answer tells nobody whose key it is")
                    .isEqualTo("CLIENT_KEY_INVALID");
            assertThat(result.getClientKey()).isEmpty();
        }
    }

    @Test
    void whatWasDecidedStaysAlthoughTheKeyIsKnownByNow() {
        var lost = new Field(new MemoryStore(), field.keys);
        var given = lost.server()
                .sync(one, Requests.of(lost.batch(one, 1, 1, lost.exchange(1, UIC, 1))))
                .response();
        var unknownYet = given.getAck().getResults(0).getClientKey();

        assertThat(named(two, 1, unknownYet).getCode()).isEqualTo("CLIENT_KEY_INVALID");
        keyOf(1, UIC);
        assertThat(named(two, 1, unknownYet).getCode())
                .as("the same batch again")
                .isEqualTo("CLIENT_KEY_INVALID");
        assertThat(named(two, 2, unknownYet).getStatus()).isNotEqualTo(Status.STATUS_QUARANTINED);
    }

    @Test
    void whatIsInQuarantineIsNotAnsweredWithAKey() {
        var results = sync(
                        one, field.batch(one, 1, 1, field.exchange(1, UIC, 1), field.exchange(2, "Ж1991АЙГО", 9_999)))
                .getAck()
                .getResultsList();
        assertThat(results)
                .extracting(result -> result.getClientKey().isEmpty())
                .containsExactly(false, true);
    }

    private OpResult named(Device caller, long number, ByteString key) {
        var record = Field.exchangeOf(5).setClientKey(key);
        var op = field.op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(number)
                .setNeedleExchange(record)
                .build();
        var site = caller.sites().contains("OSH-9") ? "OSH-9" : Field.SITE;
        return sync(caller, field.batch(caller, number, number, op).setScope(site))
                .getAck()
                .getResults(0);
    }

    private Op op(OpKind kind, RecordType type, FieldSpec spec, Object value) {
        var bare = field.op(kind).setOwnRecord(1).build();
        var record = MAPPER.recordOf(bare, type.number()).toBuilder();
        record.setField(record.getDescriptorForType().findFieldByNumber(spec.number()), value);
        return MAPPER.withRecord(bare, type.number(), record.build());
    }
}
