package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.indicator.naive.Hand.OTHER_SITE;
import static org.outreachsync.indicator.naive.Hand.SITE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Cases of services, shelters and visits by the words of those who published a definition. */
class PublishedServiceDefinitionsTest extends PublishedDefinitionsRig {

    /** PEPFAR, GEND_GBV: clinical care based on the minimum package. */
    @Test
    void supportWithoutClinicalCareStandsApart() {
        hand.put(START, visit(AIGUL, 54).addGbvTypes(1).setGbvConsent(true));
        hand.put(START, visit("Ж2004ДИЛА", 53, 56).addGbvTypes(2).setGbvConsent(true));
        hand.put(START, visit("Ж2003ЧЫНУ", 54, 55).setGbvConsent(true));
        hand.put(START, visit("Ж1999АСАЙ", 56));

        assertThat(figure("GEND_GBV", START, START))
                .as("contraception without violence is none")
                .isEqualTo(new Figure(2, null));
        assertThat(figure("GEND_GBV.SEXUAL", START, START)).isEqualTo(new Figure(1, null));
        assertThat(figure("GBV.SUPPORT", START, START)).isEqualTo(new Figure(1, null));
        assertThat(figure("PRV.5", START, START)).isEqualTo(new Figure(1, null));
    }

    @Test
    void aNightFallsIntoThePeriodInWhichItIsSlept() {
        hand.put(START, visit(AIGUL, 51).setShelterIn(number(-3)).setShelterOut(number(4)));
        hand.put(OTHER_SITE, day(2), visit("Ж2004ДИЛА", 51).setShelterIn(number(2)));

        assertThat(figure("W.SHELTER.NIGHTS", day(-31), day(-1))).isEqualTo(new Figure(3, null));
        assertThat(figure("W.SHELTER.NIGHTS", START, day(5)))
                .as("four of one stay, four of one that lasts")
                .isEqualTo(new Figure(8, null));
        assertThat(hand.by("W.SHELTER.NIGHTS", day(-31), day(30), "month"))
                .isEqualTo(Map.of(
                        Group.of(Map.of("month", "202512")),
                        new Figure(3, null),
                        Group.of(Map.of("month", "202601")),
                        new Figure(33, null)));
        var today = Tablet.TODAY;
        assertThat(figure("W.SHELTER.NIGHTS", today.minusDays(2), today.plusDays(9)))
                .as("the night to come is not yet slept")
                .isEqualTo(new Figure(2, null));
    }

    @Test
    void nobodySleepsTwiceInANight() {
        hand.put(START, visit(AIGUL, 51).setShelterIn(number(0)));
        hand.put(day(1), visit(AIGUL, 51).setShelterIn(number(0)).setShelterOut(number(5)));
        hand.put(OTHER_SITE, day(3), visit(AIGUL, 51).setShelterIn(number(3)).setShelterOut(number(5)));

        assertThat(figure("W.SHELTER.NIGHTS", START, day(30))).isEqualTo(new Figure(5, null));
        assertThat(hand.at(OTHER_SITE, "W.SHELTER.NIGHTS", START, day(30)))
                .isEqualTo(Map.of(Group.TOTAL, new Figure(2, null)));
    }

    @Test
    void staysThatOverlapAreOneUpToTheLastDeparture() {
        hand.put(START, visit(AIGUL, 51).setShelterIn(number(0)).setShelterOut(number(5)));
        hand.put(day(2), visit(AIGUL, 51).setShelterIn(number(2)).setShelterOut(number(10)));
        hand.put(START, visit("Ж2004ДИЛА", 51).setShelterIn(number(0)).setShelterOut(number(3)));
        hand.put(day(1), visit("Ж2004ДИЛА", 51).setShelterIn(number(0)).setShelterOut(number(7)));

        assertThat(figure("W.SHELTER.NIGHTS", START, day(30)))
                .as("ten of one, seven of the other")
                .isEqualTo(new Figure(17, null));
        assertThat(figure("W.SHELTER.NIGHTS", START, day(6)))
                .as("seven of each, whatever came after the period")
                .isEqualTo(new Figure(14, null));
        assertThat(figure("W.SHELTER.NIGHTS", day(6), day(30))).isEqualTo(new Figure(5, null));
    }

    /** EMCDDA, Standard table 10: provision points by type. */
    @Test
    void pointsStandByTheirWayOfGivingOut() {
        hand.put(SITE, START, Hand.exchange(AIGUL, 2, 1).setMode(2));
        hand.put(SITE, START, Hand.exchange(BEKA, 2, 1).setMode(1));
        hand.put(OTHER_SITE, START, Hand.exchange(BEKA, 2, 1).setMode(4));

        assertThat(figure("ST10.POINTS", START, START)).isEqualTo(new Figure(1, null));
        assertThat(figure("ST10.PHARMACIES", START, START)).isEqualTo(new Figure(1, null));
        assertThat(hand.served("ST10.POINTS", Map.of("period", START + ".." + START, "by", "mode"))
                        .filled()
                        .keySet())
                .containsExactlyInAnyOrder(
                        Group.of(Map.of("mode", "FIXED_POINT")), Group.of(Map.of("mode", "OUTREACH")));
    }

    /** The mode wins: an exchange and a tally have nothing else, and one question must not have two answers. */
    @Test
    void whereModeAndSettingDisagreeFiguresFollowTheMode() {
        hand.put(START, Hand.contact(AIGUL, 1).setMode(4).setSetting(8));
        hand.put(START, Hand.contact(BEKA, 1).setMode(1).setSetting(6));
        hand.put(START, Hand.exchange(AIGUL, 2, 3).setMode(4));

        assertThat(hand.served("CONTACTS", Map.of("period", START + ".." + START, "by", "mode"))
                        .filled())
                .isEqualTo(Map.of(
                        Group.of(Map.of("mode", "PHARMACY")), new Figure(1, null),
                        Group.of(Map.of("mode", "OUTREACH")), new Figure(1, null)));
        assertThat(hand.by("CONTACTS", START, START, "mode").keySet()).hasSize(2);
        assertThat(figure("ST10.SYRINGES.PHARMACY", START, START).numerator()).isEqualTo(3);
    }

    /** A woman who says no is a visit, and nowhere a survivor. */
    @Test
    void aNoCountsAsAVisitAndNothingOfViolence() {
        hand.put(
                START,
                visit(AIGUL, 54, 55, 64).addGbvTypes(2).setDaysSinceIncident(1).setGbvConsent(false));
        var taken = hand.put(
                START,
                visit("Ж2004ДИЛА", 54, 56)
                        .addGbvTypes(2)
                        .setDaysSinceIncident(1)
                        .setGbvConsent(true));
        assertThat(figure("W.GBV", START, START)).isEqualTo(new Figure(1, null));
        assertThat(figure("GEND_GBV", START, START)).isEqualTo(new Figure(1, null));

        hand.edit(taken, WomenServiceVisit.newBuilder().setGbvConsent(false), op -> {});

        for (var indicator : List.of("W.GBV", "GEND_GBV", "GEND_GBV.SEXUAL", "GEND_GBV.PEP", "GBV.SUPPORT")) {
            assertThat(figure(indicator, START, START)).as(indicator).isEqualTo(new Figure(0, null));
            assertThat(hand.served(indicator, Map.of("period", START + ".." + START))
                            .numerator())
                    .as(indicator)
                    .isEqualTo(0L);
        }
        assertThat(figure("WOMEN_VISITS", START, START)).isEqualTo(new Figure(2, null));
        assertThat(figure("WOMEN_SERVICES", START, START))
                .as("a hygiene pack, emergency contraception")
                .isEqualTo(new Figure(2, null));
        assertThat(hand.served("WOMEN_VISITS", Map.of("period", START + ".." + START))
                        .numerator())
                .isEqualTo(2L);
    }

    @Test
    void condomsAndPopulationsOfTheirOwn() {
        hand.put(START, Hand.client(AIGUL, 1, 1990, 3));
        hand.put(START, Hand.exchange(AIGUL, 41, 6));
        hand.put(START, Hand.contact(AIGUL, 2));
        hand.put(
                START,
                OutreachContact.newBuilder()
                        .setMode(1)
                        .setSetting(1)
                        .addServices(2)
                        .setUic(BEKA));

        assertThat(figure("PRV.1", START, START)).isEqualTo(new Figure(6, null));
        assertThat(figure("GAM-PREV-SW", START, START).numerator()).isEqualTo(1);
        assertThat(figure("GAM-PREV-MSM", START, START).numerator()).isZero();
    }
}
