package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.outreachsync.indicator.naive.Hand.OTHER_SITE;
import static org.outreachsync.indicator.naive.Hand.SITE;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.Screening;

/** Rows of events by the population of their persons and by substance, by both counts. */
class RowsOfEventsTest {

    private static final String AIGUL = "Ж1990АЙГУ";
    private static final String BEKA = "М1985БЕАС";
    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    private final Hand hand = new Hand();

    private static LocalDate day(int after) {
        return START.plusDays(after);
    }

    private static Screening.Builder test(String uic, int disease, int result) {
        return Hand.hiv(uic, START, result).setDisease(disease);
    }

    /**
     * WHO, HTS.2: disaggregated by key populations. A test belongs to its person, whatever any Client record says of
     * them, whenever it came.
     */
    @Test
    void testsByPopulationAddUpToAllTests() {
        hand.put(START, test(AIGUL, 1, 1));
        hand.put(START, test(BEKA, 1, 2));
        hand.put(START, test(BEKA, 1, 3).setTestKind(4));
        hand.put(OTHER_SITE, day(1), test(BEKA, 1, 1));
        hand.put(OTHER_SITE, day(40), Hand.client(BEKA, 2, 1985, 4));
        hand.put(START, Hand.client(BEKA, 2, 1985, 1));

        for (var rows :
                List.of(hand.by("HTS.2", START, day(9), "population"), served("HTS.2", START, day(9), "population"))) {
            assertThat(rows)
                    .isEqualTo(Map.of(
                            Group.of(Map.of("population", "PWID")),
                            new Figure(1, 3L),
                            Group.of(Map.of("population", "UNKNOWN")),
                            new Figure(0, 1L)));
        }
        assertThat(served("HTS.2", START, day(9), "population", "site"))
                .isEqualTo(Map.of(
                        Group.of(Map.of("population", "PWID", "site", SITE)),
                        new Figure(1, 2L),
                        Group.of(Map.of("population", "PWID", "site", OTHER_SITE)),
                        new Figure(0, 1L),
                        Group.of(Map.of("population", "UNKNOWN", "site", SITE)),
                        new Figure(0, 1L)));
        assertThatExceptionOfType(RefusedException.class)
                .as("sex is the event's, the population the person's")
                .isThrownBy(() -> served("HTS.2", START, day(9), "population", "sex"));
    }

    /** Who names several substances is in several rows; a row of new ones is out of everybody who was asked. */
    @Test
    void aContactWithTwoSubstancesIsInTwoRows() {
        hand.put(START, Hand.contact(AIGUL, 3).addSubstances30D(1).addSubstances30D(16));
        hand.put(day(1), Hand.contact(AIGUL, 3).addSubstances30D(1));
        hand.put(day(1), Hand.contact(BEKA, 3).addSubstances30D(17));
        hand.put(day(1), Hand.contact("", 3).addSubstances30D(1).setSex(1).setAgeBand(4));
        hand.put(day(2), Hand.contact(BEKA, 3));
        hand.click(1, day(2), 5, 2, 1);

        assertThat(served("CONTACTS", START, day(9), "substance"))
                .isEqualTo(hand.by("CONTACTS", START, day(9), "substance"))
                .containsOnlyKeys(named(1), named(16), named(17))
                .containsEntry(named(1), new Figure(3, null));
        assertThat(served("PERSONS_REACHED", START, day(9), "substance"))
                .isEqualTo(hand.by("PERSONS_REACHED", START, day(9), "substance"))
                .containsEntry(named(1), new Figure(1, null))
                .containsEntry(named(17), new Figure(1, null));
        assertThat(served("NPS.SHARE", START, day(9), "substance"))
                .isEqualTo(Map.of(
                        named(16), new Figure(1, 2L), named(17), new Figure(1, 2L), named(18), new Figure(0, 2L)));
        assertThat(hand.served("PERSONS_REACHED", Map.of("period", START + ".." + day(9), "by", "substance"))
                        .numerator())
                .isEqualTo(2);
    }

    private static Group named(int substance) {
        return Group.of(Map.of("substance", Labels.substance(substance)));
    }

    /** The rows of an answer in which there is something. */
    private Map<Group, Figure> served(String code, LocalDate from, LocalDate to, String... dimensions) {
        return hand.served(code, Map.of("period", from + ".." + to, "by", String.join(",", dimensions)))
                .filled();
    }
}
