package org.outreachsync.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.ChildLine;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.PrisonRelease;
import org.outreachsync.wire.v1.Screening;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** The rules of the contract, as a tablet and the server check them. */
class ValidatorTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final int DAY = (int) TODAY.toEpochDay();
    private static final int GBV_FIRST_LINE = 54;
    private static final int POST_RAPE_PEP = 55;
    private static final int EMERGENCY_CONTRACEPTION = 56;
    private static final int FOOD = 25;
    private static final ByteString KEY = ByteString.copyFrom(new byte[21]);

    private final RecordMapper mapper = new RecordMapper(WireContract.contract());
    private final Validator validator = new Validator(CodeListReader.published());

    @Test
    void aCompleteRecordPasses() throws Exception {
        assertThat(findings(exchange(line(2, 20, 5)))).isEmpty();
    }

    @Test
    void aSyringeCountBelowZeroIsOutOfRange() throws Exception {
        assertThat(findings(exchange(line(2, -1, 0)))).containsExactly("OUT_OF_RANGE lines.distributed");
    }

    @Test
    void moreReturnedThanGivenIsFine() throws Exception {
        assertThat(findings(exchange(line(2, 0, 1500)))).isEmpty();
    }

    @Test
    void moreThanFiftyWarnsAndMoreThanFiveHundredIsRefused() throws Exception {
        assertThat(findings(exchange(line(2, 50, 0)))).isEmpty();
        assertThat(findings(exchange(line(2, 51, 0)))).containsExactly("MANY_FOR_PERSONS lines.distributed (warning)");
        assertThat(findings(exchange(line(2, 501, 0)))).containsExactly("TOO_MANY_FOR_PERSONS lines.distributed");
        assertThat(findings(exchange(line(2, 5000, 0)))).containsExactly("TOO_MANY_FOR_PERSONS lines.distributed");
    }

    @Test
    void nothingExchangedIsRefused() throws Exception {
        assertThat(findings(exchange(line(2, 0, 0)))).containsExactly("NOTHING_EXCHANGED lines.distributed");
    }

    @Test
    void anUnknownCommodityIsRefused() throws Exception {
        assertThat(findings(exchange(line(9999, 1, 0)))).containsExactly("UNKNOWN_CODE lines");
    }

    @Test
    void aLineWithoutItsCommodityMissesAFieldAndHasNoUnknownCode() throws Exception {
        var line = line(2, 1, 0).toBuilder().clearCommodity().build();
        assertThat(findings(exchange(line))).containsExactly("REQUIRED lines.commodity");
        assertThat(findings(exchange(line(0, 1, 0)))).containsExactly("REQUIRED lines.commodity");
    }

    @Test
    void anAnonymousRecordNeedsSexAndAge() throws Exception {
        var anonymous = exchange(line(2, 1, 0)).toBuilder();
        anonymous.getNeedleExchangeBuilder().clearClientKey();
        assertThat(findings(anonymous.build())).containsExactly("CLIENT_OR_SEX_AND_AGE client_key");
        anonymous.getNeedleExchangeBuilder().setSex(1).setAgeBand(6);
        assertThat(findings(anonymous.build())).isEmpty();
    }

    @Test
    void tomorrowIsAllowedForTimeZonesAndTheDayAfterIsNot() throws Exception {
        assertThat(findings(on(DAY + 1))).isEmpty();
        assertThat(findings(on(DAY + 2))).containsExactly("DATE_IN_FUTURE occurred_on");
        assertThat(findings(on(DAY - 46))).containsExactly("LATE occurred_on (warning)");
        assertThat(findings(on(0))).containsExactly("DATE_OUT_OF_BOUNDS occurred_on");
    }

    @Test
    void whatHappenedDoesNotLieInTheFuture() throws Exception {
        assertThat(findings(tested(DAY + 1))).isEmpty();
        assertThat(findings(tested(DAY + 2))).containsExactly("DATE_IN_FUTURE tested_on");
        assertThat(findings(enrolled(DAY + 730))).containsExactly("DATE_IN_FUTURE enrolled_on");
        assertThat(findings(treated(DAY + 2))).containsExactly("DATE_IN_FUTURE start_on");
    }

    @Test
    void whatIsPlannedMayLieInTheFutureButNotFar() throws Exception {
        var contact = OutreachContact.newBuilder()
                .setClientKey(KEY)
                .setMode(1)
                .setSetting(1)
                .addServices(1);
        assertThat(findings(
                        op().setOutreachContact(contact.setNextDue(DAY + 730)).build()))
                .isEmpty();
        assertThat(findings(
                        op().setOutreachContact(contact.setNextDue(DAY + 731)).build()))
                .containsExactly("DATE_IN_FUTURE next_due");
        var release = PrisonRelease.newBuilder().setClientKey(KEY).setPlan(true).setReleasedOn(DAY + 90);
        assertThat(findings(op().setPrisonRelease(release).build())).isEmpty();
    }

    @Test
    void whatBeganBeforeTheProgrammeMayBeOlderThanIt() throws Exception {
        int before = (int) LocalDate.of(2012, 3, 1).toEpochDay();
        int lifetime = (int) LocalDate.of(1930, 1, 1).toEpochDay();
        assertThat(findings(treated(before))).isEmpty();
        assertThat(findings(enrolled(before))).isEmpty();
        assertThat(findings(treated(lifetime))).isEmpty();
        assertThat(findings(treated(lifetime - 1))).containsExactly("DATE_OUT_OF_BOUNDS start_on");
        assertThat(findings(tested(before)))
                .as("a clock that is wrong writes such days")
                .containsExactly("DATE_OUT_OF_BOUNDS tested_on");
    }

    private static Op tested(int day) {
        return op().setScreening(Screening.newBuilder()
                        .setClientKey(KEY)
                        .setDisease(1)
                        .setTestKind(1)
                        .setConsent(true)
                        .setTestedOn(day))
                .build();
    }

    private static Op treated(int day) {
        return op().setOstStatus(
                        OstStatus.newBuilder().setClientKey(KEY).setDrug(1).setStartOn(day))
                .build();
    }

    private static Op enrolled(int day) {
        var client = Client.newBuilder()
                .setClientKey(KEY)
                .setSex(1)
                .setBirthYear(1985)
                .addPopulations(1)
                .setConsentLinkage(true)
                .setRegion(1);
        return op().setClient(client.setEnrolledOn(day)).build();
    }

    @Test
    void theNextVisitLiesAfterTheEvent() throws Exception {
        var contact = OutreachContact.newBuilder()
                .setClientKey(KEY)
                .setMode(1)
                .setSetting(1)
                .addServices(1)
                .setNextDue(DAY);
        var op = op().setOutreachContact(contact).build();
        assertThat(findings(op)).containsExactly("NEXT_DUE_NOT_LATER next_due");
    }

    @Test
    void violenceIsOnlyRecordedWithASupportServiceAndConsent() throws Exception {
        assertThat(findings(visit(FOOD, WomenServiceVisit.newBuilder().addGbvTypes(1))))
                .containsExactly("GBV_TYPES_WITHOUT_GBV_SERVICE gbv_types");
        assertThat(findings(visit(GBV_FIRST_LINE, WomenServiceVisit.newBuilder().addGbvTypes(1))))
                .containsExactly("GBV_CONSENT_MISSING gbv_consent");
        assertThat(findings(visit(
                        GBV_FIRST_LINE,
                        WomenServiceVisit.newBuilder().addGbvTypes(1).setGbvConsent(true))))
                .isEmpty();
    }

    @Test
    void withANoNothingSaysOfViolenceAndTheVisitStands() throws Exception {
        var no = WomenServiceVisit.newBuilder().setGbvConsent(false);
        assertThat(findings(visit(GBV_FIRST_LINE, no.clone()))).containsExactly("GBV_REFUSED gbv_types");
        assertThat(findings(visit(GBV_FIRST_LINE, no.clone().addGbvTypes(1)))).containsExactly("GBV_REFUSED gbv_types");
        assertThat(findings(visit(FOOD, no.clone().setDaysSinceIncident(2)))).containsExactly("GBV_REFUSED gbv_types");
        assertThat(findings(visit(FOOD, no.clone()))).isEmpty();
        assertThat(findings(
                        op().setWomenServiceVisit(no.clone().setClientKey(KEY)).build()))
                .as("a visit of which she allows no more")
                .isEmpty();
        assertThat(findings(
                        op().setWomenServiceVisit(WomenServiceVisit.newBuilder().setClientKey(KEY))
                                .build()))
                .containsExactly("REQUIRED services");
    }

    @Test
    void lateProphylaxisWarnsAndDoesNotBlock() throws Exception {
        var pep = WomenServiceVisit.newBuilder().setGbvConsent(true).setDaysSinceIncident(4);
        assertThat(findings(visit(POST_RAPE_PEP, pep))).containsExactly("PEP_LATE days_since_incident (warning)");
        var contraception = WomenServiceVisit.newBuilder().setDaysSinceIncident(6);
        assertThat(findings(visit(EMERGENCY_CONTRACEPTION, contraception)))
                .containsExactly("EMERGENCY_CONTRACEPTION_LATE days_since_incident (warning)");
    }

    @Test
    void aShelterStayEndsAfterItBegan() throws Exception {
        assertThat(findings(visit(
                        FOOD, WomenServiceVisit.newBuilder().setShelterIn(DAY).setShelterOut(DAY - 1))))
                .containsExactly("SHELTER_OUT_BEFORE_IN shelter_out");
        assertThat(findings(visit(
                        FOOD, WomenServiceVisit.newBuilder().setShelterIn(DAY).setShelterOut(DAY))))
                .isEmpty();
    }

    @Test
    void childrenAreCountedWithTheirAges() throws Exception {
        assertThat(findings(visit(FOOD, WomenServiceVisit.newBuilder().setChildrenServed(2))))
                .containsExactly("CHILDREN_AGE_BANDS_MISSING children");
        var counted = WomenServiceVisit.newBuilder()
                .setChildrenServed(2)
                .addChildren(ChildLine.newBuilder().setAgeBand(1).setChildren(2));
        assertThat(findings(visit(FOOD, counted))).isEmpty();
    }

    @Test
    void aManAtAWomensVisitWarnsAndIsNeverRefused() throws Exception {
        assertThat(findings(visit(FOOD, WomenServiceVisit.newBuilder().setSex(2))))
                .containsExactly("SEX_MALE sex (warning)");
    }

    @Test
    void aClientWasBornAtLeastTenYearsAgo() throws Exception {
        var client = Client.newBuilder()
                .setClientKey(KEY)
                .setSex(1)
                .addPopulations(1)
                .setEnrolledOn(DAY)
                .setConsentLinkage(true)
                .setRegion(1);
        assertThat(findings(op().setClient(client.setBirthYear(2016)).build())).isEmpty();
        assertThat(findings(op().setClient(client.setBirthYear(2017)).build()))
                .containsExactly("OUT_OF_RANGE birth_year");
        assertThat(findings(op().setClient(client.setBirthYear(1929)).build()))
                .containsExactly("OUT_OF_RANGE birth_year");
    }

    @Test
    void whatIsRequiredIsNamed() throws Exception {
        assertThat(findings(Op.newBuilder()
                        .setKind(OpKind.OP_KIND_CREATE)
                        .setOutreachContact(OutreachContact.newBuilder().setClientKey(KEY))
                        .build()))
                .containsExactly(
                        "REQUIRED project",
                        "REQUIRED worker",
                        "REQUIRED role",
                        "REQUIRED occurred_on",
                        "REQUIRED mode",
                        "REQUIRED setting",
                        "REQUIRED services");
    }

    private List<String> findings(Op op) throws RecordFormatException {
        int type = mapper.typeOf(op);
        var written = mapper.flatten(op, type, 1);
        return validator
                .checkCreate(WireContract.contract().type(type), written, Bounds.of(TODAY, LocalDate.of(2015, 1, 1)))
                .stream()
                .map(ValidatorTest::show)
                .toList();
    }

    private static String show(Finding finding) {
        return finding.code() + " " + finding.field() + (finding.warning() ? " (warning)" : "");
    }

    private static Op.Builder op() {
        return Op.newBuilder()
                .setKind(OpKind.OP_KIND_CREATE)
                .setEnvelope(Envelope.newBuilder()
                        .setSite("S")
                        .setProject(1)
                        .setWorker(1)
                        .setRole(1)
                        .setOccurredOn(DAY));
    }

    private static Op exchange(ExchangeLine line) {
        return op().setNeedleExchange(
                        NeedleExchange.newBuilder().setClientKey(KEY).addLines(line))
                .build();
    }

    private static Op on(int day) {
        var op = exchange(line(2, 1, 0)).toBuilder();
        op.getEnvelopeBuilder().setOccurredOn(day);
        return op.build();
    }

    private static Op visit(int service, WomenServiceVisit.Builder visit) {
        return op().setWomenServiceVisit(visit.setClientKey(KEY).addServices(service))
                .build();
    }

    private static ExchangeLine line(int commodity, int distributed, int returned) {
        return ExchangeLine.newBuilder()
                .setCommodity(commodity)
                .setDistributed(distributed)
                .setReturned(returned)
                .build();
    }
}
