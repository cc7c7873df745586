package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** What the server counts after corrections that contradict what was there. */
class CorrectionsCountedTest {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 10);
    private static final String YEAR = "2026";

    private final Hand hand = new Hand();

    @Test
    void whoTurnsOutToBeSomebodyNewIsWhatTheNewCodeSays() {
        hand.put(DAY, Hand.contact("М1991АЙГУ", 3));
        hand.put(DAY, Hand.client("М1991АЙГУ", 1, 1991, 1).setMergedInto("Ж1990АЙГУ"));

        var served = hand.served("PERSONS_REACHED", Map.of("period", YEAR, "by", "sex,age"));

        assertThat(served.filled())
                .isEqualTo(Map.of(Group.of(Map.of("sex", "FEMALE", "age", "AGE_35_39")), new Figure(1, null)));
        assertThat(served.answer().rows())
                .extracting(row -> row.figures().contacts())
                .as("one meeting, of that row")
                .containsOnlyOnce(1L)
                .containsOnly(0L, 1L);
        assertThat(hand.total("PERSONS_REACHED", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31))
                        .numerator())
                .isEqualTo(1);
    }

    /** The months of the meetings are not touched: that two codes are one person is said in a later one. */
    @Test
    void whoTurnsOutToBeAnotherWasMetOnceOnADay() {
        hand.put(DAY, Hand.contact("М1991АЙГУ", 3));
        hand.put(DAY, Hand.contact("Ж1990АЙГУ", 3));
        hand.put(DAY.plusDays(1), Hand.contact("М1991АЙГУ", 3));
        hand.put(Hand.OTHER_SITE, DAY, Hand.contact("Ж1985БЕАС", 3));
        var counting = hand.counting();
        var year = Map.of("period", YEAR);
        assertThat(Hand.served(counting, "PERSONS_REACHED", year))
                .extracting(Served::numerator, Served::contacts)
                .containsExactly(3L, 4L);

        hand.put(DAY.plusMonths(2), Hand.client("М1991АЙГУ", 1, 1991, 1).setMergedInto("Ж1990АЙГУ"));

        assertThat(Hand.served(counting, "PERSONS_REACHED", year))
                .extracting(Served::numerator, Served::contacts)
                .containsExactly(2L, 3L);
    }

    @Test
    void nightsAreNeverLessThanNone() {
        int in = (int) DAY.toEpochDay();
        hand.put(
                DAY,
                WomenServiceVisit.newBuilder()
                        .setUic("Ж1990АЙГУ")
                        .addServices(51)
                        .setShelterIn(in)
                        .setShelterOut(in + 3));
        var wrong = hand.put(
                DAY,
                WomenServiceVisit.newBuilder()
                        .setUic("Ж1985БЕАС")
                        .addServices(51)
                        .setShelterIn(in)
                        .setShelterOut(in + 2));
        assertThat(hand.served("W.SHELTER.NIGHTS", Map.of("period", YEAR)).numerator())
                .isEqualTo(5L);

        hand.edit(wrong, WomenServiceVisit.newBuilder().setShelterIn(in + 10), op -> {});

        assertThat(hand.served("W.SHELTER.NIGHTS", Map.of("period", YEAR)).numerator())
                .isEqualTo(3L);
    }
}
