package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.wire.v1.ClientExit;
import org.outreachsync.wire.v1.OverdoseEvent;
import org.outreachsync.wire.v1.ShelterPlaces;
import org.outreachsync.wire.v1.WomenServiceVisit;

/**
 * What follows for figures from who died, moved, left, was lost or imprisoned; each by the naive counter and by the
 * server.
 */
class ExitsCountedTest {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);
    private static final String OTHER_SITE = Hand.OTHER_SITE;
    private static final String AIGUL = "Ж1990АЙГУ";
    private static final String BEKA = "М1985БЕКА";
    private static final int DIED = 1;
    private static final int LOST = 5;

    private final Hand hand = new Hand();

    private static LocalDate day(int after) {
        return START.plusDays(after);
    }

    private static int number(int after) {
        return (int) day(after).toEpochDay();
    }

    private static ClientExit.Builder exit(String uic, int reason) {
        return ClientExit.newBuilder().setUic(uic).setReason(reason);
    }

    private static WomenServiceVisit.Builder stay(String uic, int in) {
        return WomenServiceVisit.newBuilder().setUic(uic).addServices(51).setShelterIn(number(in));
    }

    private static ShelterPlaces.Builder places(int women) {
        return ShelterPlaces.newBuilder().setWomen(women).setChildren(2);
    }

    /** What both programs say of both sites. */
    private Figure figure(String code, LocalDate from, LocalDate to) {
        var counted = hand.total(code, from, to);
        var served = hand.served(code, Map.of("period", from + ".." + to));
        assertThat(served.whole()).as(code).isEqualTo(counted);
        return counted;
    }

    private long onTreatment(int day) {
        // Of this one no population is asked.
        return Objects.requireNonNull(figure("OST.TAKEHOME", day(day), day(day)).denominator());
    }

    @Test
    void nobodyDeadIsOnTreatment() {
        hand.put(START, Hand.client(AIGUL, 1, 1990, 1));
        hand.put(START, Hand.ost(AIGUL, START).setTakeHomeDays(3).setPhase(2).setDoseMg(60));
        hand.put(OTHER_SITE, day(190), exit(AIGUL, DIED));

        assertThat(onTreatment(189)).isEqualTo(1);
        assertThat(onTreatment(190)).as("at any site, at the end of the day").isZero();
        assertThat(figure("PRV.14", day(190), day(300))).isEqualTo(new Figure(0, 0L));
        assertThat(figure("KP-8", day(190), day(300)).numerator()).isZero();
        assertThat(figure("PRV.12", START, day(300))).as("until the day before").isEqualTo(new Figure(190, null));
        assertThat(figure("KP_MAT", day(190), day(200)))
                .as("on the day of death for half a year")
                .isEqualTo(new Figure(1, null));
        assertThat(figure("KP_MAT", day(191), day(300))).isEqualTo(new Figure(0, null));
        assertThat(figure("DEATHS", day(190), day(190))).isEqualTo(new Figure(1, null));
        assertThat(figure("EXITS", START, day(300))).isEqualTo(new Figure(1, null));
    }

    /** Leaving and starting on one day is to go on; dying on it is not. */
    @Test
    void nobodyGoesOnAfterDeath() {
        hand.put(day(5), Hand.ost(AIGUL, day(5)));
        hand.put(day(5), exit(AIGUL, DIED));
        hand.put(day(64), Hand.ost(BEKA, START).setStopOn(number(64)));
        hand.put(OTHER_SITE, day(64), Hand.ost(BEKA, day(64)));
        hand.put(day(64), exit(BEKA, DIED));

        assertThat(onTreatment(5)).as("he alone").isEqualTo(1);
        assertThat(onTreatment(64)).isZero();
        assertThat(figure("PRV.12", START, day(300))).isEqualTo(new Figure(64, null));
        assertThat(figure("KP-5", START, day(63)))
                .as("both started and were not retained")
                .isEqualTo(new Figure(0, 2L));
    }

    /**
     * WHO, PRV.13: retained by the country's criterion of loss to follow-up; its outcomes that are attrition are lost,
     * transferred out, dead, stopped.
     */
    @ParameterizedTest
    @CsvSource({"1,181,no", "1,182,yes", "2,181,no", "3,10,yes", "4,100,no", "5,100,no", "6,100,yes"})
    void whoIsGoneIsNotRetained(int reason, int after, String isRetained) {
        hand.put(START, Hand.ost(AIGUL, START));
        hand.put(OTHER_SITE, day(after), exit(AIGUL, reason));

        assertThat(figure("PRV.13", START, START)).isEqualTo(new Figure(isRetained.equals("yes") ? 1 : 0, 1L));
        assertThat(onTreatment(after)).as("on treatment that day").isEqualTo(reason == 3 || reason == 6 ? 1 : 0);
    }

    @Test
    void whoCameBackMayHaveBeenOnTreatmentAllTheWhile() {
        hand.put(START, Hand.ost(AIGUL, START));
        hand.put(START, Hand.ost(BEKA, START));
        var exit = hand.put(day(30), exit(AIGUL, LOST));
        hand.put(day(30), exit(BEKA, LOST));
        hand.put(day(60), Hand.ost(BEKA, day(60)));

        assertThat(onTreatment(45)).isZero();
        assertThat(onTreatment(60)).as("he started anew").isEqualTo(1);
        assertThat(figure("PRV.12", START, day(69)))
                .as("30 days of each and 10 of him")
                .isEqualTo(new Figure(70, null));

        hand.edit(exit, ClientExit.newBuilder().setReturnedOn(number(60)), op -> {});
        assertThat(onTreatment(45)).as("OstStatus would say that she stopped").isEqualTo(1);
    }

    @Test
    void aStayEndsWithWhoStayed() {
        hand.put(START, stay(AIGUL, 0));
        hand.put(START, stay("Ж2004ДИЛА", 0));
        hand.put(START, stay("Ж2003ЧЫНУ", 0));
        hand.put(OTHER_SITE, day(3), exit(AIGUL, DIED));
        hand.put(OTHER_SITE, day(3), exit("Ж2004ДИЛА", 6).setReturnedOn(number(20)));
        hand.put(OTHER_SITE, day(3), exit("Ж2003ЧЫНУ", 3));

        assertThat(figure("W.SHELTER.NIGHTS", START, day(9)))
                .as("3 nights of each; one goes on at another site of the programme and her stay lasts")
                .isEqualTo(new Figure(16, null));
    }

    @Test
    void aVoidExitIsNone() {
        hand.put(START, Hand.ost(AIGUL, START));
        var exit = hand.put(day(30), exit(AIGUL, DIED));
        assertThat(onTreatment(40)).isZero();

        hand.voids(exit, ClientExit.newBuilder());
        assertThat(onTreatment(40)).isEqualTo(1);
        assertThat(figure("DEATHS", START, day(40))).isEqualTo(new Figure(0, null));
    }

    @Test
    void whoeverTheDeadTurnedOutToBe() {
        hand.put(START, Hand.ost(AIGUL, START));
        hand.put(day(30), exit("Ж1990АЙГА", DIED));
        assertThat(onTreatment(40)).isEqualTo(1);

        hand.put(day(50), Hand.client("Ж1990АЙГА", 1, 1990, 1).setMergedInto(AIGUL));
        assertThat(onTreatment(40)).isZero();
    }

    @Test
    void aFatalOverdoseOfSomebodyKnownIsADeath() {
        hand.put(START, Hand.ost(AIGUL, START));
        hand.put(START, Hand.ost(BEKA, START));
        hand.put(day(20), overdose(2).setUic(AIGUL));
        hand.put(day(20), overdose(2));
        hand.put(day(20), overdose(1).setUic(BEKA));
        hand.put(day(21), exit(AIGUL, DIED));

        assertThat(onTreatment(20)).isEqualTo(1);
        assertThat(figure("DEATHS", START, day(40)))
                .as("once, whoever wrote it")
                .isEqualTo(new Figure(1, null));
    }

    private static OverdoseEvent.Builder overdose(int outcome) {
        return OverdoseEvent.newBuilder()
                .setDatePrecision(1)
                .setPlace(1)
                .setNaloxoneGiven(2)
                .setOutcome(outcome)
                .setWitnessed(false);
    }

    @Test
    void placesLastUntilTheyAreWrittenAnew() {
        hand.put(START, stay(AIGUL, 0));
        hand.put(START, stay("Ж2004ДИЛА", 0));
        hand.put(OTHER_SITE, START, stay("Ж2003ЧЫНУ", 0));
        hand.put(day(4), places(4));
        hand.put(day(10), places(1));
        hand.put(day(20), places(0));

        assertThat(figure("W.SHELTER.OCCUPANCY", START, day(3)))
                .as("nobody wrote how many")
                .isEqualTo(new Figure(0, 0L));
        assertThat(figure("W.SHELTER.OCCUPANCY", START, day(9)))
                .as("six nights of two women, four places")
                .isEqualTo(new Figure(12, 24L));
        assertThat(figure("W.SHELTER.OCCUPANCY", day(10), day(24)))
                .as("overcrowded, and then closed")
                .isEqualTo(new Figure(30, 10L));
        var today = Tablet.TODAY;
        hand.put(today.minusDays(1), places(5));
        assertThat(figure("W.SHELTER.OCCUPANCY", today.minusDays(1), today.plusDays(9)))
                .as("the nights that were slept")
                .isEqualTo(new Figure(2, 5L));
        assertThat(hand.by("W.SHELTER.OCCUPANCY", START, day(40), "month"))
                .isEqualTo(Map.of(
                        Group.of(Map.of("month", "202601")),
                        new Figure(54, 34L),
                        Group.of(Map.of("month", "202602")),
                        new Figure(20, 0L)));
    }

    @Test
    void ofTwoOnOneDayTheGreatestIsThere() {
        hand.put(START, places(3));
        hand.put(START, places(5));
        assertThat(figure("W.SHELTER.OCCUPANCY", START, day(1))).isEqualTo(new Figure(0, 10L));

        assertThat(hand.served("W.SHELTER.OCCUPANCY", Map.of("period", START + ".." + day(1), "by", "site"))
                        .answer()
                        .rows())
                .extracting(row ->
                        Objects.requireNonNull(row.figures().denominator()).value())
                .containsExactly(10L, 0L);
    }

    @Test
    void whoTurnsUpAfterDeathIsSomebodyOnTreatment() {
        hand.put(START, Hand.ost(AIGUL, START));
        hand.put(day(30), exit(AIGUL, DIED));
        hand.put(day(40), Hand.ost(AIGUL, day(40)));

        assertThat(onTreatment(39)).isZero();
        assertThat(onTreatment(40))
                .as("somebody started, whose code a review asks for")
                .isEqualTo(1);
    }

    @Test
    void aRecordOfAClientIsNoSignOfLife() {
        hand.put(START, Hand.ost(AIGUL, START));
        hand.put(day(30), exit(AIGUL, DIED));
        hand.put(day(40), Hand.client(AIGUL, 1, 1990, 1));
        hand.put(day(40), Hand.ost(AIGUL, START));

        assertThat(onTreatment(50))
                .as("a late record of the old start is of the old treatment")
                .isZero();
    }
}
