package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.indicator.naive.Hand.OTHER_SITE;
import static org.outreachsync.indicator.naive.Hand.SITE;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.OstStatus;

/** The naive counter itself, by cases worked out by hand: what follows people over time. */
class NaiveFormulasTest {

    private static final String AIGUL = "Ж1990АЙГУ";
    private static final String BEKA = "М1985БЕАС";
    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    private final Hand hand = new Hand();

    /** The day this many days after the start. */
    private static LocalDate day(int after) {
        return START.plusDays(after);
    }

    @Test
    void everyStretchOfThirtyDaysButNotTheRest() {
        hand.put(day(0), Hand.client(AIGUL, 1, 1990, 1));
        hand.put(day(0), Hand.client(BEKA, 2, 1985, 1));
        hand.put(day(29), Hand.exchange(AIGUL, 2, 1));
        hand.put(OTHER_SITE, day(30), Hand.exchange(AIGUL, 11, 1));
        hand.put(day(0), Hand.exchange(BEKA, 2, 1));
        hand.put(day(40), Hand.exchange(BEKA, 41, 1));

        assertThat(hand.total("PRV.9", START, day(59)))
                .as("condoms are no needles")
                .isEqualTo(new Figure(1, 2L));
        assertThat(hand.total("PRV.9", START, day(88)))
                .as("29 days are left over")
                .isEqualTo(new Figure(1, 2L));
        assertThat(hand.total("PRV.9", START, day(89))).isEqualTo(new Figure(0, 2L));
        assertThat(hand.total("PRV.9", START, day(28))).as("no stretch at all").isEqualTo(new Figure(null, 1L));
        assertThat(hand.at(SITE, "PRV.9", START, day(59))).isEqualTo(Map.of(Group.TOTAL, new Figure(0, 2L)));
    }

    @Test
    void firstEverAnywhere() {
        hand.put(OTHER_SITE, day(-1), Hand.contact(AIGUL, 3));
        hand.put(SITE, day(5), Hand.contact(AIGUL, 3));
        hand.put(SITE, day(6), Hand.exchange(BEKA, 2, 1));

        assertThat(hand.total("NEW", START, day(30)).numerator()).isEqualTo(1);
        assertThat(hand.total("NEW", day(-1), day(30)).numerator()).isEqualTo(2);

        hand.put(day(7), Hand.client(BEKA, 2, 1985, 1).setMergedInto(AIGUL));
        assertThat(hand.total("NEW", START, day(30)).numerator())
                .as("they are one, who was met before")
                .isZero();
    }

    @Test
    void followedUpToTheLastDay() {
        hand.put(SITE, day(0), Hand.hiv(AIGUL, day(0), 1));
        hand.put(OTHER_SITE, day(7), Hand.contact(AIGUL, 2));
        hand.put(SITE, day(0), Hand.hiv(BEKA, day(0), 1));
        hand.put(SITE, day(8), Hand.exchange(BEKA, 2, 1));
        hand.put(SITE, day(-1), Hand.exchange(BEKA, 2, 1));

        assertThat(hand.total("HTS.7", START, START)).isEqualTo(new Figure(1, 2L));
        assertThat(hand.total("HTS.7-14", START, START)).isEqualTo(new Figure(2, 2L));
        assertThat(hand.at(SITE, "HTS.7", START, START))
                .as("what follows may be anywhere")
                .isEqualTo(Map.of(Group.TOTAL, new Figure(1, 2L)));
    }

    @Test
    void whoStopsAndStartsAgainTheSameDayIsOnTreatment() {
        hand.put(day(0), Hand.client(AIGUL, 1, 1990, 1));
        var first = hand.put(day(0), Hand.ost(AIGUL, day(0)));
        hand.put(day(20), Hand.ost(AIGUL, day(0)).setStopOn((int) day(20).toEpochDay()));
        assertThat(hand.total("KP-8", day(0), day(19)).numerator()).isEqualTo(1);
        assertThat(hand.total("KP-8", day(20), day(20)).numerator()).isZero();

        var again = hand.put(day(20), Hand.ost(AIGUL, day(20)));
        assertThat(hand.total("KP-8", day(20), day(20)).numerator()).isEqualTo(1);

        hand.edit(again, OstStatus.newBuilder().setStartOn((int) day(19).toEpochDay()), op -> {});
        assertThat(hand.total("KP-8", day(20), day(20)).numerator()).isZero();
        hand.edit(first, OstStatus.newBuilder().setStartOn((int) day(21).toEpochDay()), op -> {});
        assertThat(hand.total("KP-8", day(21), day(21)).numerator()).isEqualTo(1);
    }

    @Test
    void theDoseGoesByTheLatestStatus() {
        hand.put(day(0), Hand.ost(AIGUL, day(0)).setPhase(2).setDoseMg(60));
        hand.put(day(0), Hand.ost(BEKA, day(0)).setPhase(2).setDoseMg(59));
        assertThat(hand.total("PRV.14", day(1), day(1))).isEqualTo(new Figure(1, 2L));

        hand.put(day(5), Hand.ost(BEKA, day(0)).setPhase(2).setDoseMg(80));
        hand.put(day(6), Hand.ost(AIGUL, day(0)).setPhase(3).setDoseMg(90));
        assertThat(hand.total("PRV.14", day(5), day(5))).isEqualTo(new Figure(2, 2L));
        assertThat(hand.total("PRV.14", day(6), day(6))).isEqualTo(new Figure(1, 1L));
        assertThat(hand.by("PRV.14", day(6), day(6), "sex"))
                .containsOnlyKeys(new Group(new TreeMap<>(Map.of("sex", "MALE"))));
    }

    @Test
    void whoseTreatmentEndedHasNoDose() {
        hand.put(day(0), Hand.client(AIGUL, 1, 1990, 1));
        hand.put(day(0), Hand.ost(AIGUL, day(0)).setPhase(2).setDoseMg(60));
        hand.put(
                OTHER_SITE,
                day(9),
                Hand.ost(AIGUL, day(9)).setPhase(2).setDoseMg(60).setStopOn((int) day(9).toEpochDay()));

        assertThat(hand.total("PRV.14", START, day(8))).isEqualTo(new Figure(1, 1L));
        assertThat(hand.total("PRV.14", START, day(9))).isEqualTo(new Figure(0, 0L));
        assertThat(hand.total("KP-8", START, day(9)))
                .as("a record that ends on its first day says only that")
                .isEqualTo(new Figure(0, null));
        assertThat(hand.at(SITE, "KP-8", START, day(9)))
                .as("wherever it was heard of")
                .isEqualTo(Map.of(Group.TOTAL, new Figure(0, null)));
    }

    @Test
    void whoChangesSiteAndDrugOnOneDayGoesOn() {
        hand.put(day(0), Hand.client(AIGUL, 1, 1990, 1));
        hand.put(day(0), Hand.ost(AIGUL, day(0)).setStopOn((int) day(64).toEpochDay()));
        hand.put(OTHER_SITE, day(64), Hand.ost(AIGUL, day(64)).setDrug(2));

        assertThat(hand.total("KP-5", START, day(30))).isEqualTo(new Figure(1, 1L));
        assertThat(hand.total("KP-5", day(31), day(90))).as("that was no start").isEqualTo(new Figure(0, 0L));
        assertThat(hand.total("KP-8", START, day(90))).isEqualTo(new Figure(1, null));
    }

    @Test
    void aCohortIsOldEnoughToKnow() {
        var last = Tablet.TODAY.minusDays(182);
        hand.put(last, Hand.ost(AIGUL, last));
        hand.put(last.plusDays(1), Hand.ost(BEKA, last.plusDays(1)));

        assertThat(hand.total("KP-5", START, Tablet.TODAY)).isEqualTo(new Figure(1, 1L));
    }

    @Test
    void whoStopsOnTheLastDayIsRetained() {
        hand.put(day(0), Hand.ost(AIGUL, day(0)));
        var stop = hand.put(OTHER_SITE, day(182), Hand.ost(AIGUL, day(0)).setStopOn((int) day(182).toEpochDay()));
        assertThat(stop.isCounted()).isTrue();
        hand.put(day(3), Hand.ost(BEKA, day(3)).setStopOn((int) day(184).toEpochDay()));

        assertThat(hand.total("KP-5", START, day(30))).isEqualTo(new Figure(1, 2L));
        assertThat(hand.total("PRV.13", START, day(2))).isEqualTo(new Figure(1, 1L));
    }
}
