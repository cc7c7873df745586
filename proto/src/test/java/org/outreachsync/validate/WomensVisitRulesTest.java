package org.outreachsync.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.ChildLine;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** The rules for visits to services for women. */
class WomensVisitRulesTest {

    private static final int GBV_FIRST_LINE = 54;
    private static final int POST_RAPE_PEP = 55;
    private static final int EMERGENCY_CONTRACEPTION = 56;
    private static final int FOOD = 25;

    private final Findings findings = new Findings();

    @Test
    void violenceIsOnlyRecordedWithASupportServiceAndConsent() throws Exception {
        assertThat(findings.of(
                        Findings.visit(FOOD, WomenServiceVisit.newBuilder().addGbvTypes(1))))
                .containsExactly("GBV_TYPES_WITHOUT_GBV_SERVICE gbv_types");
        assertThat(findings.of(Findings.visit(
                        GBV_FIRST_LINE, WomenServiceVisit.newBuilder().addGbvTypes(1))))
                .containsExactly("GBV_CONSENT_MISSING gbv_consent");
        assertThat(findings.of(Findings.visit(
                        GBV_FIRST_LINE,
                        WomenServiceVisit.newBuilder().addGbvTypes(1).setGbvConsent(true))))
                .isEmpty();
    }

    @Test
    void withANoNothingSaysOfViolenceAndTheVisitStands() throws Exception {
        var no = WomenServiceVisit.newBuilder().setGbvConsent(false);
        assertThat(findings.of(Findings.visit(GBV_FIRST_LINE, no.clone()))).containsExactly("GBV_REFUSED gbv_types");
        assertThat(findings.of(Findings.visit(GBV_FIRST_LINE, no.clone().addGbvTypes(1))))
                .containsExactly("GBV_REFUSED gbv_types");
        assertThat(findings.of(Findings.visit(FOOD, no.clone().setDaysSinceIncident(2))))
                .containsExactly("GBV_REFUSED gbv_types");
        assertThat(findings.of(Findings.visit(FOOD, no.clone()))).isEmpty();
        assertThat(findings.of(Findings.op()
                        .setWomenServiceVisit(no.clone().setClientKey(Findings.KEY))
                        .build()))
                .as("a visit of which she allows no more")
                .isEmpty();
        assertThat(findings.of(Findings.op()
                        .setWomenServiceVisit(WomenServiceVisit.newBuilder().setClientKey(Findings.KEY))
                        .build()))
                .containsExactly("REQUIRED services");
    }

    @Test
    void lateProphylaxisWarnsAndDoesNotBlock() throws Exception {
        var pep = WomenServiceVisit.newBuilder().setGbvConsent(true).setDaysSinceIncident(4);
        assertThat(findings.of(Findings.visit(POST_RAPE_PEP, pep)))
                .containsExactly("PEP_LATE days_since_incident (warning)");
        var contraception = WomenServiceVisit.newBuilder().setDaysSinceIncident(6);
        assertThat(findings.of(Findings.visit(EMERGENCY_CONTRACEPTION, contraception)))
                .containsExactly("EMERGENCY_CONTRACEPTION_LATE days_since_incident (warning)");
    }

    @Test
    void aShelterStayEndsAfterItBegan() throws Exception {
        assertThat(findings.of(Findings.visit(
                        FOOD,
                        WomenServiceVisit.newBuilder()
                                .setShelterIn(Findings.DAY)
                                .setShelterOut(Findings.DAY - 1))))
                .containsExactly("SHELTER_OUT_BEFORE_IN shelter_out");
        assertThat(findings.of(Findings.visit(
                        FOOD,
                        WomenServiceVisit.newBuilder()
                                .setShelterIn(Findings.DAY)
                                .setShelterOut(Findings.DAY))))
                .isEmpty();
    }

    @Test
    void childrenAreCountedWithTheirAges() throws Exception {
        assertThat(findings.of(
                        Findings.visit(FOOD, WomenServiceVisit.newBuilder().setChildrenServed(2))))
                .containsExactly("CHILDREN_AGE_BANDS_MISSING children");
        var counted = WomenServiceVisit.newBuilder()
                .setChildrenServed(2)
                .addChildren(ChildLine.newBuilder().setAgeBand(1).setChildren(2));
        assertThat(findings.of(Findings.visit(FOOD, counted))).isEmpty();
    }

    @Test
    void aManAtAWomensVisitWarnsAndIsNeverRefused() throws Exception {
        assertThat(findings.of(
                        Findings.visit(FOOD, WomenServiceVisit.newBuilder().setSex(2))))
                .containsExactly("SEX_MALE sex (warning)");
    }
}
