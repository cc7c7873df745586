package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.RightsViolation;
import org.outreachsync.wire.v1.Screening;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.WomenServiceVisit;

/**
 * What a person said no to is nowhere: not in the record, not in quarantine, and not in the log where the no came with
 * it; whatever tablet sends it.
 */
class RefusedPartsTest extends RefusedPartsRig {

    private List<LoggedOp> log() {
        return field.engine().log().readAfter(Field.SITE, 0, 100).stream()
                .flatMap(entry -> entry.batch().getOpsList().stream())
                .toList();
    }

    @Test
    void aVisitOfAWomanWhoSaysNoStandsWithoutIt() {
        var response = send(create(no().addServices(ENQUIRY)
                .addServices(PEP)
                .addServices(HYGIENE_PACK)
                .addGbvTypes(1)
                .addGbvTypes(2)
                .setDaysSinceIncident(2)
                .setEcDoses(1)));

        assertThat(only(response).getStatus()).isEqualTo(Status.STATUS_APPLIED);
        assertThat(only(response).getWarningsList()).containsExactly("REFUSED_BY_CLIENT");
        assertThat(response.getChangesList())
                .as("the tablet is told what stands")
                .singleElement()
                .satisfies(change -> assertNothingOfViolence(change.getWomenServiceVisit()));
        assertNothingOfViolence(visit());
        assertThat(visit().getServicesList()).containsExactly(HYGIENE_PACK);
        assertThat(visit().getEcDoses()).isEqualTo(1);
        assertNothingOfViolence(log().getFirst().getOp().getWomenServiceVisit());
    }

    @Test
    void aVisitOfWhichSheAllowsNothingElseIsAVisitAllTheSame() {
        assertThat(only(send(create(no().addServices(FIRST_LINE).addGbvTypes(1))))
                        .getStatus())
                .isEqualTo(Status.STATUS_APPLIED);
        assertThat(visit().getServicesList()).isEmpty();
        assertThat(visit().getClientKey()).isNotEmpty();
    }

    @Test
    void quarantineKeepsNothingOfItEither() {
        var broken =
                only(send(create(no().addServices(FIRST_LINE).addGbvTypes(2).setEcDoses(99))));
        assertThat(broken.getCode()).isEqualTo("OUT_OF_RANGE");
        assertRawHasNothing(log().getLast());
    }

    /** A tablet that is out of service hands in its last: kept as it came, for a supervisor. */
    @Test
    void whatComesFromATabletOutOfServiceIsNoExceptionEither() {
        var revoked = Field.revoked(3, 1);
        var op = field.op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(1)
                .setWomenServiceVisit(
                        no().setUic(UIC).addServices(FIRST_LINE).addGbvTypes(2).setDaysSinceIncident(1));

        assertThat(only(sync(revoked, field.batch(revoked, 1, 1, op.build()))).getCode())
                .isEqualTo("DEVICE_REVOKED");
        assertRawHasNothing(log().getLast());
    }

    private static void assertRawHasNothing(LoggedOp op) {
        try {
            assertNothingOfViolence(Op.parseFrom(op.getQuarantined().getRaw()).getWomenServiceVisit());
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void aBatchSentAgainIsTheSame() {
        var batch = field.batch(
                one,
                1,
                1,
                create(no().addServices(FIRST_LINE).addServices(HYGIENE_PACK).addGbvTypes(2))
                        .build());
        var first = sync(one, batch);
        assertThat(sync(one, batch).getAck()).isEqualTo(first.getAck());
        assertThat(log()).hasSize(1);
    }

    @Test
    void aScreeningWithoutConsentSaysNothingOfAnybody() {
        var screening = Screening.newBuilder()
                .setUic(UIC)
                .setDisease(1)
                .setTestKind(1)
                .setResult(2)
                .setTestedOn(Field.DAY)
                .setResultGivenOn(Field.DAY)
                .setKnownPositive(true)
                .setConsent(false);
        var result = only(send(field.op(OpKind.OP_KIND_CREATE).setOwnRecord(1).setScreening(screening)));

        assertThat(result.getCode() + " " + result.getField()).isEqualTo("CONSENT_MISSING consent");
        assertThat(result.getClientKey()).isEmpty();
        var raw = log().getFirst().getQuarantined().getRaw();
        assertThat(raw.toStringUtf8()).doesNotContain(UIC);
        assertThat(Stream.of(raw).map(RefusedPartsTest::screening))
                .containsExactly(Screening.newBuilder()
                        .setDisease(1)
                        .setTestKind(1)
                        .setTestedOn(Field.DAY)
                        .setConsent(false)
                        .build());
    }

    private static Screening screening(ByteString raw) {
        try {
            return Op.parseFrom(raw).getScreening();
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void aViolationThatSomebodyDoesNotWantUnderTheirCodeIsNobodys() {
        var violation = RightsViolation.newBuilder()
                .setUic(UIC)
                .setViolation(1)
                .setPerpetrator(1)
                .setResult(1)
                .setConsent(false);
        var response = send(field.op(OpKind.OP_KIND_CREATE).setOwnRecord(1).setRightsViolation(violation));

        assertThat(only(response).getStatus()).isEqualTo(Status.STATUS_APPLIED);
        assertThat(only(response).getClientKey()).isEmpty();
        assertThat(log().getFirst().hasPerson()).isFalse();
        assertThat(response.getChangesList()).singleElement().satisfies(change -> {
            assertThat(change.getRightsViolation().getClientKey()).isEmpty();
            assertThat(change.getRightsViolation().getViolation()).isEqualTo(1);
        });
    }

    @Test
    void whoRefusesLinkageIsJoinedToNoOtherCode() {
        var client = Client.newBuilder()
                .setUic(UIC)
                .setSex(1)
                .setBirthYear(1990)
                .addPopulations(1)
                .setEnrolledOn(Field.DAY)
                .setRegion(3)
                .setMergedInto("Ж1991АЙГУ")
                .setConsentLinkage(false);
        var response = send(field.op(OpKind.OP_KIND_CREATE).setOwnRecord(1).setClient(client));

        assertThat(only(response).getStatus()).isEqualTo(Status.STATUS_APPLIED);
        assertThat(log().getFirst().getOtherPersonsList()).isEmpty();
        assertThat(response.getChangesList()).singleElement().satisfies(change -> {
            assertThat(change.getClient().getMergedIntoKey()).isEmpty();
            assertThat(change.getClient().getBirthYear()).isEqualTo(1990);
        });
    }

    @Test
    void aVoidOfSuchAVisitIsNoDifferent() {
        send(create(yes()));
        send(edit(no()));
        var voided = field.op(OpKind.OP_KIND_VOID)
                .setOwnRecord(1)
                .setBaseSeq(next - 1)
                .setEnvelope(Envelope.newBuilder().setVoidReason(1))
                .setWomenServiceVisit(WomenServiceVisit.getDefaultInstance());
        assertThat(only(send(voided)).getStatus()).isEqualTo(Status.STATUS_APPLIED);
    }
}
