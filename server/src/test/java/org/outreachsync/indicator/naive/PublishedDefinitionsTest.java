package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.indicator.naive.Hand.OTHER_SITE;
import static org.outreachsync.indicator.naive.Hand.SITE;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.ArvStatus;
import org.outreachsync.wire.v1.Referral;
import org.outreachsync.wire.v1.Screening;

/**
 * Cases after the words of those who published a definition, held against what the server answers and against the naive
 * count.
 */
class PublishedDefinitionsTest extends PublishedDefinitionsRig {

    private static Screening.Builder test(String uic, int disease, int result) {
        return Hand.hiv(uic, START, result).setDisease(disease);
    }

    /** PEPFAR, KP_MAT: at least 6 months since initiation at any point in time within the reporting period. */
    @Test
    void treatmentOfSixMonthsAtSomeTimeOfThePeriod() {
        hand.put(START, Hand.client(AIGUL, 1, 1990, 1));
        hand.put(START, Hand.ost(AIGUL, START));
        hand.put(START, Hand.ost(BEKA, START));

        assertThat(figure("KP_MAT", day(100), day(181))).as("a day too early").isEqualTo(new Figure(0, null));
        assertThat(figure("KP_MAT", day(100), day(182)))
                .as("who is not known to inject does not count")
                .isEqualTo(new Figure(1, null));

        hand.put(OTHER_SITE, day(200), Hand.ost(AIGUL, START).setStopOn(number(200)));
        assertThat(figure("KP_MAT", day(200), day(250)))
                .as("stopped within the period")
                .isEqualTo(new Figure(1, null));
        assertThat(figure("KP_MAT", day(201), day(250))).as("stopped before it").isEqualTo(new Figure(0, null));
        assertThat(figure("KP-8", day(200), day(250)).numerator())
                .as("at its end nobody is on treatment")
                .isZero();
    }

    @Test
    void treatmentGoesOnFromSiteToSiteButNotOverABreak() {
        hand.put(START, Hand.client(AIGUL, 1, 1990, 1));
        hand.put(START, Hand.client(BEKA, 2, 1985, 1));
        hand.put(SITE, day(64), Hand.ost(AIGUL, START).setStopOn(number(64)));
        hand.put(OTHER_SITE, day(64), Hand.ost(AIGUL, day(64)).setDrug(2).setStopOn(number(100)));
        hand.put(SITE, day(100), Hand.ost(AIGUL, day(100)).setDrug(2));
        hand.put(SITE, day(64), Hand.ost(BEKA, START).setStopOn(number(64)));
        hand.put(SITE, day(65), Hand.ost(BEKA, day(65)));

        assertThat(figure("KP_MAT", day(182), day(190))).isEqualTo(new Figure(1, null));
        assertThat(hand.at(SITE, "KP_MAT", day(182), day(190))).isEqualTo(Map.of(Group.TOTAL, new Figure(1, null)));
        assertThat(hand.at(OTHER_SITE, "KP_MAT", day(182), day(190)))
                .as("she was gone from there")
                .isEqualTo(Map.of(Group.TOTAL, new Figure(0, null)));
        var there = hand.served("KP_MAT", Map.of("period", day(182) + ".." + day(190), "sites", OTHER_SITE));
        assertThat(there.numerator()).isZero();
        assertThat(figure("PRV.12", START, day(99))).as("100 days, and 99").isEqualTo(new Figure(199, null));
    }

    /** WHO, PRV.8 and PRV.9: the denominator is the people who inject drugs who access the service. */
    @Test
    void needlesAreForWhoInjects() {
        hand.put(START, Hand.client(AIGUL, 1, 1990, 1));
        hand.put(START, Hand.exchange(AIGUL, 2, 10));
        hand.put(START, Hand.contact(BEKA, 2));

        assertThat(figure("PRV.8", START, day(29))).isEqualTo(new Figure(1, 1L));
        assertThat(figure("PRV.9", START, day(29))).isEqualTo(new Figure(1, 1L));
        assertThat(figure("PRV.10-SERVICE", START, day(29))).isEqualTo(new Figure(10, 1L));
    }

    /** WHO, PRV.14: people receiving a maintenance dose of methadone or buprenorphine. */
    @Test
    void otherMedicinesHaveNoMinimumDose() {
        hand.put(START, Hand.ost(AIGUL, START).setPhase(2).setDoseMg(60));
        hand.put(START, Hand.ost(BEKA, START).setPhase(2).setDoseMg(100).setDrug(3));

        assertThat(figure("PRV.14", START, day(9))).isEqualTo(new Figure(1, 1L));
        assertThat(figure("PRV.12", START, day(9))).as("nor days on either").isEqualTo(new Figure(10, null));
    }

    /** WHO, PRV.11: of the opioid dependent people accessing the service. */
    @Test
    void coverageIsOfWhoDependsOnOpioids() {
        hand.put(START, Hand.client(AIGUL, 1, 1990, 9));
        hand.put(START, Hand.client(BEKA, 2, 1985, 9));
        hand.put(START, Hand.ost(AIGUL, START));
        hand.put(day(40), Hand.exchange(BEKA, 2, 1));

        assertThat(figure("PRV.11", day(30), day(60)))
                .as("who is on treatment accesses it, seen or not")
                .isEqualTo(new Figure(1, 2L));
    }

    /** WHO, HTS.2: tests of which results were returned. */
    @Test
    void everyReturnedResultIsATest() {
        hand.put(START, test(AIGUL, 1, 1));
        hand.put(START, test(BEKA, 1, 2));
        hand.put(START, test(BEKA, 1, 3).setTestKind(4));
        hand.put(START, test(AIGUL, 1, 2).setTestKind(2));

        assertThat(figure("HTS.2", START, START))
                .as("the reactive one is in, the self-test is not")
                .isEqualTo(new Figure(1, 3L));
        assertThat(figure("HTS_TST", START, START)).as("persons, not tests").isEqualTo(new Figure(2, null));
        assertThat(figure("HTS_TST_POS", START, START)).isEqualTo(new Figure(1, null));
    }

    /**
     * WHO, HTS.4: newly diagnosed and started on antiretroviral therapy during the period; time to start 7, 30 or 90
     * days.
     */
    @Test
    void aReferralIsNoStartOfTherapy() {
        hand.put(START, test(BEKA, 1, 3));
        var referral = Referral.newBuilder()
                .setUic(BEKA)
                .setFrom(21)
                .setTo(1)
                .setStatus(3)
                .setIssuedOn(number(0))
                .setCompletedOn(number(5));
        hand.put(day(5), referral);

        assertThat(figure("HTS.4", START, day(9))).isEqualTo(new Figure(0, 1L));
        assertThat(figure("REF.AIDS.90D", START, day(9))).isEqualTo(new Figure(1, 1L));

        hand.put(OTHER_SITE, day(9), arv(BEKA, 1, 8));
        assertThat(figure("HTS.4", START, day(9))).isEqualTo(new Figure(1, 1L));
        assertThat(figure("HTS.4", START, day(7))).as("after the period").isEqualTo(new Figure(0, 1L));
        assertThat(figure("HTS.4-7D", START, START)).isEqualTo(new Figure(0, 1L));
        assertThat(figure("HTS.4-30D", START, START)).isEqualTo(new Figure(1, 1L));
        assertThat(figure("HTS.4-90D", START, START)).isEqualTo(new Figure(1, 1L));
    }

    @Test
    void linkageCountsOnTheLastDayOfItsWeekAndNotAfterwards() {
        // The last day of the week is the first of the next month.
        var tested = day(24);
        hand.put(tested, test(AIGUL, 1, 3));
        hand.put(tested, test(BEKA, 1, 3));
        hand.put(day(33), arv(AIGUL, 1, 31));
        hand.put(day(33), arv(BEKA, 1, 32));

        assertThat(figure("HTS.4-7D", tested, tested)).isEqualTo(new Figure(1, 2L));
    }

    /** WHO, PRV.2: any form of PrEP at least once; PEPFAR, PrEP_NEW: naive to it, in any programme. */
    @Test
    void prophylaxisIsStartedOnceAndContinued() {
        hand.put(START, arv(AIGUL, 2, 0).setFirst(true));
        hand.put(day(30), arv(AIGUL, 2, 0));
        hand.put(START, arv(BEKA, 2, 0).setFirst(false));
        hand.put(START, arv("Ж2004ДИЛА", 1, 0).setFirst(true));

        assertThat(figure("PrEP_NEW", START, day(9)))
                .as("he took it before, she takes it for therapy")
                .isEqualTo(new Figure(1, null));
        assertThat(figure("PrEP_NEW", day(10), day(40))).isEqualTo(new Figure(0, null));
        assertThat(figure("PRV.2", START, day(9))).isEqualTo(new Figure(2, null));
        assertThat(figure("PRV.2", day(10), day(40))).as("she continues").isEqualTo(new Figure(1, null));
    }

    private static ArvStatus.Builder arv(String uic, int purpose, int start) {
        return ArvStatus.newBuilder().setUic(uic).setPurpose(purpose).setStartOn(number(start));
    }

    /** WHO, HTS.7: linked to PrEP, OAMT, NSP, STI services or other prevention. */
    @Test
    void treatmentIsPreventionToo() {
        hand.put(START, test(AIGUL, 1, 1));
        hand.put(START, test(BEKA, 1, 1));
        hand.put(day(7), Hand.ost(BEKA, day(7)));
        hand.put(day(8), visit(AIGUL, 63));

        assertThat(figure("HTS.7", START, START)).isEqualTo(new Figure(1, 2L));
        assertThat(figure("HTS.7-14", START, START)).isEqualTo(new Figure(2, 2L));
    }

    /** WHO, HEP.3A, HEP.4A and STI.2A: a positive test, of HCV by antibody, RNA or core antigen. */
    @Test
    void aReactiveTestOfHepatitisOrSyphilisIsPositive() {
        for (int disease : new int[] {2, 3, 4}) {
            hand.put(START, test(AIGUL, disease, 1));
            hand.put(START, test(BEKA, disease, 2));
        }
        assertThat(figure("HEP.3A", START, START)).isEqualTo(new Figure(1, 2L));
        assertThat(figure("HEP.4A", START, START)).isEqualTo(new Figure(1, 2L));
        assertThat(figure("STI.2A", START, START)).isEqualTo(new Figure(1, 2L));
        assertThat(figure("HTS.3", START, START))
                .as("of HIV no single test is a diagnosis")
                .isEqualTo(new Figure(0, 0L));
    }
}
