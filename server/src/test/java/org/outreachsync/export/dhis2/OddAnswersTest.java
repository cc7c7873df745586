package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.dhis2.Verdict.Cause;
import org.outreachsync.export.dhis2.Verdict.Done;
import org.outreachsync.export.dhis2.Verdict.PartDone;
import org.outreachsync.export.dhis2.Verdict.Reason;
import org.outreachsync.export.dhis2.Verdict.Refused;
import org.outreachsync.export.dhis2.Verdict.Retry;
import org.outreachsync.export.dhis2.Verdict.WrittenUnread;
import org.outreachsync.export.exchange.Answer.Loss;
import org.outreachsync.export.exchange.Answer.Lost;
import org.outreachsync.export.exchange.Answer.Reply;

/**
 * Answers that nobody recorded: of proxies, of other versions, and of what only looks like DHIS2. None is taken for
 * done.
 */
class OddAnswersTest {

    private static final String JSON = "application/json";
    private static final Asked ONE = new Asked(1);

    private static Reply reply(int status, @Nullable String type, String body) {
        return new Reply(status, type, null, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict of(JsonObject answer) {
        return Verdicts.of(reply(200, JSON, answer.encode()), ONE);
    }

    private static JsonObject success() {
        var answer = FarImport.like("01-json-first");
        summary(answer).getJsonObject("importCount").put("updated", 1);
        return answer;
    }

    private static JsonObject summary(JsonObject answer) {
        return answer.getJsonObject("response");
    }

    @Test
    void bytesThatAreNoTextAreNotTakenForAnAnswer() {
        var latin = new Reply(200, JSON, null, "{\"status\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Verdicts.of(latin, ONE)).isEqualTo(new Retry(Cause.UNREADABLE));
    }

    @Test
    void countsMayBeTexts() {
        var answer = success();
        summary(answer).getJsonObject("importCount").put("updated", "1").put("ignored", "0");
        assertThat(of(answer)).isEqualTo(new Done(1));
    }

    @Test
    void newCellsOfEarlierVersionsAreImported() {
        var answer = success();
        summary(answer).getJsonObject("importCount").put("updated", 0).put("imported", 1);
        assertThat(of(answer)).isEqualTo(new Done(1));
    }

    @Test
    void theSummaryOfEarlierVersionsIsBare() {
        assertThat(of(summary(success()))).isEqualTo(new Done(1));
    }

    static Stream<Consumer<JsonObject>> incomplete() {
        return Stream.of(
                summary -> summary.remove("importCount"),
                summary -> summary.put("importCount", "1"),
                summary -> summary.getJsonObject("importCount").remove("ignored"),
                summary -> summary.getJsonObject("importCount").put("updated", 1.5),
                summary -> summary.getJsonObject("importCount").put("updated", "many"),
                summary -> summary.getJsonObject("importCount").putNull("updated"),
                summary -> summary.getJsonObject("importCount").put("updated", "99999999999999999999"),
                summary -> summary.remove("status"),
                summary -> summary.put("status", "success"),
                summary -> summary.put("status", "PARTIAL"),
                summary -> summary.put("status", 1));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void aSuccessWithoutItsCountsOrWordIsNotBelieved(Consumer<JsonObject> change) {
        var answer = success();
        change.accept(summary(answer));
        assertThat(of(answer)).isEqualTo(new Retry(Cause.UNREADABLE));
    }

    @ParameterizedTest
    @CsvSource({"2, 0, COUNTS_DISAGREE", "0, 1, DATABASE_REFUSED", "1, 1, DATABASE_REFUSED"})
    void aSuccessWithOtherCountsIsRepeatedOnce(int updated, int ignored, Cause cause) {
        var answer = success();
        summary(answer).getJsonObject("importCount").put("updated", updated).put("ignored", ignored);
        assertThat(of(answer)).isEqualTo(new Retry(cause));
    }

    @Test
    void fewerThanWereSentAreNotAll() {
        assertThat(Verdicts.of(reply(200, JSON, success().encode()), new Asked(2)))
                .isEqualTo(new Retry(Cause.COUNTS_DISAGREE));
    }

    @Test
    void aDryRunNobodyAskedForIsNoDelivery() {
        var answer = success();
        summary(answer).getJsonObject("importOptions").put("dryRun", true);
        assertThat(of(answer))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.ONLY_A_DRY_RUN));
    }

    @Test
    void anUnknownErrorCodeIsShownToAPerson() {
        var answer = FarImport.like("22h-approved-default-aoc");
        var conflict = summary(answer).getJsonArray("conflicts").getJsonObject(0);
        conflict.put("errorCode", "E9999").put("value", "x".repeat(10_000) + "\u0007");
        assertThat(Verdicts.of(reply(409, JSON, answer.encode()), ONE))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.errorCode()).isEqualTo("E9999");
                    assertThat(refused.help()).containsExactlyInAnyOrder(Help.DHIS2_ADMINISTRATOR, Help.SUPPORT);
                    assertThat(refused.message()).hasSizeLessThan(1_000);
                });
    }

    @Test
    void aConflictMayNameNothing() {
        var answer = FarImport.like("22h-approved-default-aoc");
        summary(answer).remove("conflicts");
        assertThat(Verdicts.of(reply(409, JSON, answer.encode()), ONE))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
                    assertThat(refused.help()).isNotEmpty();
                });
    }

    @Test
    void manyConflictsAreNotAllKept() {
        var answer = FarImport.like("09b-value-abc-beside-good");
        var conflicts = summary(answer).getJsonArray("conflicts");
        IntStream.range(0, 10_000).forEach(at -> conflicts.add(conflicts.getJsonObject(0)));
        assertThat(of(answer))
                .isInstanceOfSatisfying(
                        PartDone.class, part -> assertThat(part.conflicts()).hasSize(ImportSummary.CONFLICTS_MAX));
    }

    @Test
    void aWarningWas409InEarlierVersions() {
        var answer = FarImport.like("09b-value-abc-beside-good");
        assertThat(Verdicts.of(reply(409, JSON, answer.encode()), new Asked(2)))
                .isInstanceOfSatisfying(
                        PartDone.class, part -> assertThat(part.written()).isEqualTo(1));
    }

    @Test
    void anAnswerThatCouldNotBeWrittenFollowsAnImportThatWas() {
        assertThat(Verdicts.of(reply(406, null, ""), ONE)).isEqualTo(new WrittenUnread());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 507, 599})
    void aServerInTroubleIsWaitedFor(int status) {
        assertThat(Verdicts.of(reply(status, "text/html", "<h1>Bad gateway</h1>"), ONE))
                .isEqualTo(new Retry(Cause.SERVER_ERROR));
        assertThat(Verdicts.of(
                        reply(status, JSON, "{\"message\":\"Unable to rollback against JDBC Connection\"}"), ONE))
                .isEqualTo(new Retry(Cause.SERVER_ERROR));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429})
    void aBusyServerIsWaitedFor(int status) {
        assertThat(Verdicts.of(reply(status, null, ""), ONE)).isEqualTo(new Retry(Cause.BUSY));
    }

    @ParameterizedTest
    @CsvSource({
        "301, NOT_SIGNED_IN",
        "303, NOT_SIGNED_IN",
        "307, NOT_SIGNED_IN",
        "308, NOT_SIGNED_IN",
        "403, NO_AUTHORITY",
        "404, NOT_FOUND",
        "410, NOT_FOUND",
        "405, BAD_REQUEST",
        "413, BAD_REQUEST",
        "415, BAD_REQUEST",
        "451, BAD_REQUEST"
    })
    void aRefusalNeedsAPersonWhoeverRefuses(int status, Reason reason) {
        assertThat(Verdicts.of(reply(status, "text/html", "<h1>No</h1>"), ONE))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void aProxyThatWantsAPasswordMayBeRepaired() {
        assertThat(Verdicts.of(reply(401, "text/html", "<h1>401</h1>"), ONE)).isEqualTo(new Retry(Cause.UNAUTHORISED));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void noAnswerIsNoRefusal(Loss loss) {
        var verdict = Verdicts.of(new Lost(loss), ONE);
        if (loss.ofThisInstallation()) {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_SENT));
        } else {
            assertThat(verdict).isEqualTo(new Retry(Cause.NO_ANSWER));
        }
    }

    @Test
    void anEmptyFormOfEarlierVersionsIsAnEmptyObject() {
        assertThat(StoredValues.in(reply(200, JSON, "{}"), Deliveries.form()))
                .isInstanceOfSatisfying(
                        Reading.Found.class,
                        found -> assertThat(((StoredValues) found.value()).values())
                                .isEmpty());
    }

    @Test
    void aValueMayBeANumber() {
        var body =
                "{\"dataSet\":\"dsMonthly01\",\"dataValues\":[{\"dataElement\":\"deSyringes1\",\"categoryOptionCombo\":"
                        + "\"cmMaleCombo\",\"attributeOptionCombo\":\"dfltCombo01\",\"value\":12},{\"dataElement\":\"a code\","
                        + "\"categoryOptionCombo\":\"cmMaleCombo\",\"attributeOptionCombo\":\"dfltCombo01\",\"value\":\"1\"},7]}";
        assertThat(StoredValues.in(reply(200, JSON, body), Deliveries.form()))
                .isInstanceOfSatisfying(
                        Reading.Found.class,
                        found -> assertThat(
                                        ((StoredValues) found.value()).values().values())
                                .containsExactly(new StoredValues.Stored("12", Remark.NONE)));
    }
}
