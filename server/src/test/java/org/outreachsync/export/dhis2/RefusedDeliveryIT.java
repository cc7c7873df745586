package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.dhis2.Deliveries.FEMALE;
import static org.outreachsync.export.dhis2.Deliveries.LIMITS;
import static org.outreachsync.export.dhis2.Deliveries.SYRINGES;
import static org.outreachsync.export.dhis2.Deliveries.group;
import static org.outreachsync.export.dhis2.Deliveries.push;
import static org.outreachsync.export.dhis2.Deliveries.receipt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.dhis2.Step.Kind;
import org.outreachsync.export.dhis2.Step.Stopped;
import org.outreachsync.export.dhis2.Verdict.Cause;
import org.outreachsync.export.dhis2.Verdict.Reason;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Request;
import org.outreachsync.export.http.Credentials;

/** A person hears why a form was refused, once, and nothing of it is stored. */
class RefusedDeliveryIT extends FarServerRig {

    private Deliveries deliveries;

    @BeforeEach
    void lead() {
        deliveries = new Deliveries(outbound.to(dhis2));
    }

    private void isStopped(Step step, Kind kind, String errorCode) {
        assertThat(step).isInstanceOfSatisfying(Stopped.class, stopped -> {
            assertThat(stopped.trouble().kind()).isEqualTo(kind);
            assertThat(stopped.trouble().errorCode()).isEqualTo(errorCode);
        });
        assertThat(far.imports.stored).isEmpty();
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                Arguments.of(Credentials.none(), Kind.REFUSED, 1),
                Arguments.of(Credentials.apiToken("d2p_mistyped"), Kind.REFUSED, 1),
                Arguments.of(
                        Credentials.basic(SmallDhis2.USER, "wrong"),
                        Kind.CREDENTIALS,
                        1 + LIMITS.shortly().times()));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void tellsThatItIsNotLetIn(Credentials credentials, Kind kind, int requests) {
        var strangers = new Deliveries(outbound.to(dhis2, credentials));
        isStopped(strangers.run(push()), kind, "");
        assertThat(dhis2.authorizations).hasSize(requests);
        assertThat(far.pushes()).isZero();
    }

    @Test
    void tellsThatTheAccountLacksItsAuthority() {
        far.authority = false;
        isStopped(deliveries.run(push()), Kind.REFUSED, "");
        assertThat(far.pushes()).isEqualTo(1);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(group(FarForm.MONTHLY, FarForm.ELSEWHERE, "202604"), "E8022"),
                Arguments.of(group(FarForm.MONTHLY, FarForm.CLOSED, "202604"), "E8031"),
                Arguments.of(group(FarForm.MONTHLY, FarForm.NORTH, "202605"), "E8030"),
                Arguments.of(group(FarForm.MONTHLY, FarForm.NORTH, "202701"), "E8030"),
                Arguments.of(group(FarForm.LOCKED, FarForm.NORTH, "202603"), "E8030"),
                Arguments.of(group(FarForm.MONTHLY, FarForm.NORTH, "2026Q1"), "E8021"),
                Arguments.of(group(FarForm.OTHERS, FarForm.NORTH, "202604"), "E8010"),
                Arguments.of(group(FarForm.PARTNERS, FarForm.NORTH, "202604"), "E8023"),
                Arguments.of(group("dsUnknown01", FarForm.NORTH, "202604"), "E8020"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void tellsWhyAFormIsRefused(Group group, String errorCode) {
        isStopped(deliveries.run(push(group)), Kind.REFUSED, errorCode);
        assertThat(far.pushes()).isEqualTo(1);
    }

    @Test
    void isHeldByAnApprovalThatALeftOutComboPassesOver() {
        far.imports.approved.add(List.of(FarForm.MONTHLY, "202604", FarForm.NORTH));
        isStopped(deliveries.run(push()), Kind.REFUSED, "E8033");
        var without = "{\"dataSet\":\"dsMonthly01\",\"period\":\"202604\",\"orgUnit\":\"ouNorthSit1\",\"dataValues\":["
                + "{\"dataElement\":\"deNaloxone1\",\"value\":\"1\"}]}";
        assertThat(pushed(without)).as("as recorded").isEqualTo(new Verdict.Done(1));
    }

    @Test
    void readsTheFaultsOfPayloadsThatItNeverSends() {
        var number = "{\"dataSet\":\"dsMonthly01\",\"period\":\"202604\",\"orgUnit\":\"ouNorthSit1\",\"dataValues\":["
                + "{\"dataElement\":\"deNaloxone1\",\"value\":1}]}";
        assertThat(reason(pushed(number))).isEqualTo(Reason.BAD_PAYLOAD);
        assertThat(reason(pushed(number.substring(0, 60)))).isEqualTo(Reason.BAD_REQUEST);
        var month13 = number.replace("202604", "202613").replace(":1}", ":\"1\"}");
        assertThat(pushed(month13)).isEqualTo(new Verdict.Retry(Cause.DECODING_FAILED));
        var twice = "{\"dataSet\":\"dsMonthly01\",\"period\":\"202604\",\"orgUnit\":\"ouNorthSit1\",\"dataValues\":["
                + "{\"dataElement\":\"deNaloxone1\",\"value\":\"1\"},{\"dataElement\":\"deNaloxone1\","
                + "\"categoryOptionCombo\":\"dfltCombo01\",\"value\":\"2\"}]}";
        assertThat(Verdicts.of(sent(twice), new Asked(2))).isEqualTo(new Verdict.Retry(Cause.DATABASE_REFUSED));
        assertThat(far.imports.stored).isEmpty();
    }

    private static Reason reason(Verdict verdict) {
        return ((Verdict.Refused) verdict).reason();
    }

    private Verdict pushed(String body) {
        return Verdicts.of(sent(body), new Asked(1));
    }

    private Answer sent(String body) {
        return outbound.to(dhis2)
                .send(Request.post(
                        "/api/dataValueSets",
                        "application/json",
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void namesWhatWasRefusedOfAHalf() {
        far.imports.refusedValue = "80"::equals;
        var step = new Deliveries(outbound.to(dhis2), LIMITS, false).run(push());
        assertThat(step).isInstanceOfSatisfying(Stopped.class, stopped -> {
            assertThat(stopped.trouble().kind()).isEqualTo(Kind.PART_DONE);
            assertThat(stopped.trouble().faults()).hasSize(1);
            assertThat(receipt(stopped).differences())
                    .containsExactly(new Receipt.Difference(new Cell.Key(SYRINGES, FEMALE), "80", null));
        });
        assertThat(far.imports.writes).hasSize(2).doesNotHaveDuplicates();
    }
}
