package org.outreachsync.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.PrisonRelease;
import org.outreachsync.wire.v1.Screening;

/** The rules of the contract, as a tablet and the server check them. */
class ValidatorTest {

    private final Findings findings = new Findings();

    @Test
    void aCompleteRecordPasses() throws Exception {
        assertThat(findings.of(Findings.exchange(Findings.line(2, 20, 5)))).isEmpty();
    }

    @Test
    void aSyringeCountBelowZeroIsOutOfRange() throws Exception {
        assertThat(findings.of(Findings.exchange(Findings.line(2, -1, 0))))
                .containsExactly("OUT_OF_RANGE lines.distributed");
    }

    @Test
    void moreReturnedThanGivenIsFine() throws Exception {
        assertThat(findings.of(Findings.exchange(Findings.line(2, 0, 1500)))).isEmpty();
    }

    @Test
    void moreThanFiftyWarnsAndMoreThanFiveHundredIsRefused() throws Exception {
        assertThat(findings.of(Findings.exchange(Findings.line(2, 50, 0)))).isEmpty();
        assertThat(findings.of(Findings.exchange(Findings.line(2, 51, 0))))
                .containsExactly("MANY_FOR_PERSONS lines.distributed (warning)");
        assertThat(findings.of(Findings.exchange(Findings.line(2, 501, 0))))
                .containsExactly("TOO_MANY_FOR_PERSONS lines.distributed");
        assertThat(findings.of(Findings.exchange(Findings.line(2, 5000, 0))))
                .containsExactly("TOO_MANY_FOR_PERSONS lines.distributed");
    }

    @Test
    void nothingExchangedIsRefused() throws Exception {
        assertThat(findings.of(Findings.exchange(Findings.line(2, 0, 0))))
                .containsExactly("NOTHING_EXCHANGED lines.distributed");
    }

    @Test
    void anUnknownCommodityIsRefused() throws Exception {
        assertThat(findings.of(Findings.exchange(Findings.line(9999, 1, 0)))).containsExactly("UNKNOWN_CODE lines");
    }

    @Test
    void aLineWithoutItsCommodityMissesAFieldAndHasNoUnknownCode() throws Exception {
        var line = Findings.line(2, 1, 0).toBuilder().clearCommodity().build();
        assertThat(findings.of(Findings.exchange(line))).containsExactly("REQUIRED lines.commodity");
        assertThat(findings.of(Findings.exchange(Findings.line(0, 1, 0)))).containsExactly("REQUIRED lines.commodity");
    }

    @Test
    void aSetWithTooManyElementsIsRefused() throws Exception {
        assertThat(findings.of(contactWithRoutes(8))).doesNotContain("TOO_MANY_ITEMS routes");
        assertThat(findings.of(contactWithRoutes(9))).contains("TOO_MANY_ITEMS routes");
    }

    private static Op contactWithRoutes(int count) {
        var contact = OutreachContact.newBuilder();
        IntStream.rangeClosed(1, count).forEach(contact::addRoutes);
        return Findings.op().setOutreachContact(contact).build();
    }

    @Test
    void anAnonymousRecordNeedsSexAndAge() throws Exception {
        var anonymous = Findings.exchange(Findings.line(2, 1, 0)).toBuilder();
        anonymous.getNeedleExchangeBuilder().clearClientKey();
        assertThat(findings.of(anonymous.build())).containsExactly("CLIENT_OR_SEX_AND_AGE client_key");
        anonymous.getNeedleExchangeBuilder().setSex(1).setAgeBand(6);
        assertThat(findings.of(anonymous.build())).isEmpty();
    }

    @Test
    void tomorrowIsAllowedForTimeZonesAndTheDayAfterIsNot() throws Exception {
        assertThat(findings.of(Findings.on(Findings.DAY + 1))).isEmpty();
        assertThat(findings.of(Findings.on(Findings.DAY + 2))).containsExactly("DATE_IN_FUTURE occurred_on");
        assertThat(findings.of(Findings.on(Findings.DAY - 46))).containsExactly("LATE occurred_on (warning)");
        assertThat(findings.of(Findings.on(0))).containsExactly("DATE_OUT_OF_BOUNDS occurred_on");
    }

    @Test
    void whatHappenedDoesNotLieInTheFuture() throws Exception {
        assertThat(findings.of(tested(Findings.DAY + 1))).isEmpty();
        assertThat(findings.of(tested(Findings.DAY + 2))).containsExactly("DATE_IN_FUTURE tested_on");
        assertThat(findings.of(enrolled(Findings.DAY + 730))).containsExactly("DATE_IN_FUTURE enrolled_on");
        assertThat(findings.of(treated(Findings.DAY + 2))).containsExactly("DATE_IN_FUTURE start_on");
    }

    @Test
    void whatIsPlannedMayLieInTheFutureButNotFar() throws Exception {
        var contact = OutreachContact.newBuilder()
                .setClientKey(Findings.KEY)
                .setMode(1)
                .setSetting(1)
                .addServices(1);
        assertThat(findings.of(Findings.op()
                        .setOutreachContact(contact.setNextDue(Findings.DAY + 730))
                        .build()))
                .isEmpty();
        assertThat(findings.of(Findings.op()
                        .setOutreachContact(contact.setNextDue(Findings.DAY + 731))
                        .build()))
                .containsExactly("DATE_IN_FUTURE next_due");
        var release = PrisonRelease.newBuilder()
                .setClientKey(Findings.KEY)
                .setPlan(true)
                .setReleasedOn(Findings.DAY + 90);
        assertThat(findings.of(Findings.op().setPrisonRelease(release).build())).isEmpty();
    }

    @Test
    void whatBeganBeforeTheProgrammeMayBeOlderThanIt() throws Exception {
        int before = (int) LocalDate.of(2012, 3, 1).toEpochDay();
        int lifetime = (int) LocalDate.of(1930, 1, 1).toEpochDay();
        assertThat(findings.of(treated(before))).isEmpty();
        assertThat(findings.of(enrolled(before))).isEmpty();
        assertThat(findings.of(treated(lifetime))).isEmpty();
        assertThat(findings.of(treated(lifetime - 1))).containsExactly("DATE_OUT_OF_BOUNDS start_on");
        assertThat(findings.of(tested(before)))
                .as("a clock that is wrong writes such days")
                .containsExactly("DATE_OUT_OF_BOUNDS tested_on");
    }

    private static Op tested(int day) {
        return Findings.op()
                .setScreening(Screening.newBuilder()
                        .setClientKey(Findings.KEY)
                        .setDisease(1)
                        .setTestKind(1)
                        .setConsent(true)
                        .setTestedOn(day))
                .build();
    }

    private static Op treated(int day) {
        return Findings.op()
                .setOstStatus(OstStatus.newBuilder()
                        .setClientKey(Findings.KEY)
                        .setDrug(1)
                        .setStartOn(day))
                .build();
    }

    private static Op enrolled(int day) {
        var client = Client.newBuilder()
                .setClientKey(Findings.KEY)
                .setSex(1)
                .setBirthYear(1985)
                .addPopulations(1)
                .setConsentLinkage(true)
                .setRegion(1);
        return Findings.op().setClient(client.setEnrolledOn(day)).build();
    }

    @Test
    void theNextVisitLiesAfterTheEvent() throws Exception {
        var contact = OutreachContact.newBuilder()
                .setClientKey(Findings.KEY)
                .setMode(1)
                .setSetting(1)
                .addServices(1)
                .setNextDue(Findings.DAY);
        var op = Findings.op().setOutreachContact(contact).build();
        assertThat(findings.of(op)).containsExactly("NEXT_DUE_NOT_LATER next_due");
    }

    @Test
    void aClientWasBornAtLeastTenYearsAgo() throws Exception {
        var client = Client.newBuilder()
                .setClientKey(Findings.KEY)
                .setSex(1)
                .addPopulations(1)
                .setEnrolledOn(Findings.DAY)
                .setConsentLinkage(true)
                .setRegion(1);
        assertThat(findings.of(
                        Findings.op().setClient(client.setBirthYear(2016)).build()))
                .isEmpty();
        assertThat(findings.of(
                        Findings.op().setClient(client.setBirthYear(2017)).build()))
                .containsExactly("OUT_OF_RANGE birth_year");
        assertThat(findings.of(
                        Findings.op().setClient(client.setBirthYear(1929)).build()))
                .containsExactly("OUT_OF_RANGE birth_year");
    }

    @Test
    void whatIsRequiredIsNamed() throws Exception {
        assertThat(findings.of(Op.newBuilder()
                        .setKind(OpKind.OP_KIND_CREATE)
                        .setOutreachContact(OutreachContact.newBuilder().setClientKey(Findings.KEY))
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
}
