package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.indicator.naive.Hand.OTHER_SITE;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.ArvStatus;
import org.outreachsync.wire.v1.ExchangeLine;

/** What WHO wants of each key population, and of people who got post-exposure prophylaxis, by WHO's words. */
class KeyPopulationDefinitionsTest extends PublishedDefinitionsRig {

    private static final int PEP = 16;
    private static final int POSITIVE = 3;
    private static final LocalDate GIVEN = LocalDate.of(2026, 1, 31);
    private static final Map<String, Integer> POPULATIONS = Map.of("MSM", 4, "PRISON", 6, "PWID", 1, "SW", 3, "TG", 5);

    private Figure ofJanuary(String code) {
        return figure(code, START, GIVEN);
    }

    /** Somebody belongs to each population that WHO names for them, and is counted in each. */
    @Test
    void aPersonOfSeveralPopulationsCountsInEach() {
        hand.put(
                START,
                Hand.client(AIGUL, 1, 1990, 1)
                        .addPopulations(3)
                        .addPopulations(4)
                        .addPopulations(5)
                        .addPopulations(6));
        hand.put(START, Hand.hiv(AIGUL, START, POSITIVE));
        hand.put(START, Hand.hiv(AIGUL, START, 1).setDisease(4));
        hand.put(START, Hand.hiv(BEKA, START, 1));
        hand.put(START, Hand.hiv(BEKA, START, 1).setDisease(4));
        hand.put(START, ArvStatus.newBuilder().setUic(AIGUL).setPurpose(2).setStartOn(number(0)));

        var expected = new TreeMap<>(Map.of("HTS.3", new Figure(1, 2L), "PRV.2-PRISON", new Figure(1, null)));
        for (var population : POPULATIONS.keySet()) {
            expected.put("HTS.3-" + population, new Figure(1, 1L));
            expected.put("STI.1A-" + population, new Figure(1, 1L));
        }
        assertThat(figures(expected.keySet(), START, GIVEN)).isEqualTo(expected);
    }

    @Test
    void nobodyCountsInAPopulationThatNoRegistrationNames() {
        for (var own : POPULATIONS.entrySet()) {
            var person = "М19" + (70 + own.getValue()) + "БЕАС";
            hand.put(START, Hand.client(person, 2, 1970 + own.getValue(), own.getValue()));
            hand.put(START, Hand.contact(person, PEP));
            hand.put(START, Hand.hiv(person, START, 1));
        }
        hand.put(START, Hand.client("М1969БЕАС", 2, 1969, 9));
        hand.put(START, Hand.hiv("М1969БЕАС", START, 2));

        var expected = new TreeMap<>(Map.of("PRV.7", new Figure(0, 5L)));
        for (var population : POPULATIONS.keySet()) {
            // Who injects opioids injects drugs.
            long tested = population.equals("PWID") ? 2 : 1;
            expected.put("HTS.3-" + population, new Figure(0, tested));
            expected.put("STI.1A-" + population, new Figure(0, tested));
            expected.put("PRV.7-" + population, new Figure(0, 1L));
        }
        assertThat(figures(expected.keySet(), START, GIVEN)).isEqualTo(expected);
    }

    /**
     * WHO, PRV.7: "HIV test date" LESS THAN 3 months after "Date medications prescribed". Three months after the last
     * day of January is the last day of April.
     */
    @Test
    void aPositiveTestCountsUntilTheDayBeforeThreeMonthsAreOver() {
        hand.put(GIVEN, Hand.client(AIGUL, 1, 1990, 1));
        hand.put(GIVEN, Hand.contact(AIGUL, PEP));
        hand.put(GIVEN, visit(BEKA, 55).setGbvConsent(true));
        hand.put(OTHER_SITE, LocalDate.of(2026, 4, 29), Hand.hiv(AIGUL, LocalDate.of(2026, 4, 29), POSITIVE));
        hand.put(LocalDate.of(2026, 4, 30), Hand.hiv(BEKA, LocalDate.of(2026, 4, 30), POSITIVE));

        assertThat(ofJanuary("PRV.7")).isEqualTo(new Figure(1, 2L));
        assertThat(ofJanuary("PRV.7-PWID")).isEqualTo(new Figure(1, 1L));
        assertThat(figure("PRV.7", LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 30)))
                .as("prophylaxis is of January, whenever the test was")
                .isEqualTo(new Figure(0, 0L));
    }

    /** On the day of prophylaxis a test looks for an infection that was there before. */
    @Test
    void aTestOfTheSameDayIsNotAfterProphylaxis() {
        hand.put(GIVEN, Hand.contact(AIGUL, PEP));
        hand.put(GIVEN, Hand.hiv(AIGUL, GIVEN, POSITIVE));
        hand.put(GIVEN, Hand.contact(BEKA, PEP));
        hand.put(GIVEN.plusDays(1), Hand.hiv(BEKA, GIVEN.plusDays(1), 2));

        assertThat(ofJanuary("PRV.7")).as("nor is a reactive test a diagnosis").isEqualTo(new Figure(0, 2L));

        hand.put(GIVEN.plusDays(2), Hand.hiv(BEKA, GIVEN.plusDays(2), POSITIVE).setTestKind(4));
        assertThat(ofJanuary("PRV.7")).isEqualTo(new Figure(1, 2L));
    }

    @Test
    void theFigureIsProvisionalUntilTheTestsMayHaveArrived() {
        assertThat(provisional("202602")).isFalse();
        assertThat(provisional("202607")).isTrue();
    }

    private boolean provisional(String period) {
        return hand.served("PRV.7", Map.of("period", period)).answer().provisional();
    }

    /**
     * UNAIDS: the number of individual HIVST kits distributed, rather than the number of individuals receiving them.
     */
    @Test
    void kitsAreCountedAndNotPersons() {
        hand.put(
                START,
                Hand.exchange(AIGUL, 2, 10)
                        .addLines(ExchangeLine.newBuilder().setCommodity(47).setDistributed(3))
                        .setPeersServed(2));
        hand.put(START, Hand.contact(AIGUL, 9));
        hand.click(1, START, 0, 47, 4);

        assertThat(figure("HIVST", START, START)).isEqualTo(new Figure(7, null));
    }
}
