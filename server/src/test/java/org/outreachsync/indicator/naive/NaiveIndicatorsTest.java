package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.indicator.naive.Hand.OTHER_SITE;
import static org.outreachsync.indicator.naive.Hand.SITE;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.OverdoseEvent;
import org.outreachsync.wire.v1.Removal;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** The naive counter itself, by cases worked out by hand: who is who, and what counts where. */
class NaiveIndicatorsTest {

    private static final String AIGUL = "Ж1990АЙГУ";
    private static final String BEKA = "М1985БЕАС";
    private static final String CHYNARA = "Ж2003ЧЫНУ";
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate TO = LocalDate.of(2026, 3, 31);
    private static final LocalDate DAY = LocalDate.of(2026, 2, 10);

    private final Hand hand = new Hand();

    @Test
    void theDayOfTheDocumentation() {
        hand.put(
                DAY,
                Hand.exchange(AIGUL, 2, 20)
                        .setLines(
                                0,
                                Hand.exchange(AIGUL, 2, 20).getLines(0).toBuilder()
                                        .setReturned(15)));
        hand.put(
                DAY,
                WomenServiceVisit.newBuilder().setUic(AIGUL).addServices(62).addServices(64));
        hand.put(DAY, Hand.contact(BEKA, 3));
        hand.click(1, DAY, 12, 2, 0);

        assertThat(hand.total("CONTACTS", FROM, TO)).isEqualTo(new Figure(13, null));
        assertThat(hand.total("PERSONS_REACHED", FROM, TO)).isEqualTo(new Figure(2, null));
        assertThat(hand.total("SYRINGES_DISTRIBUTED", FROM, TO)).isEqualTo(new Figure(20, null));
        assertThat(hand.total("SYRINGES_RETURNED", FROM, TO)).isEqualTo(new Figure(16, null));
        assertThat(hand.total("WOMEN_SERVICES", FROM, TO)).isEqualTo(new Figure(2, null));
        assertThat(hand.total("W.ANY", FROM, TO)).isEqualTo(new Figure(1, 1L));
        assertThat(hand.total("PRV.8", FROM, TO))
                .as("nobody is known to inject")
                .isEqualTo(new Figure(0, 0L));
    }

    @Test
    void aChainOfMergersIsOnePersonWithTheLastOnesFactsAndThePopulationsOfAll() {
        hand.put(DAY, Hand.contact(AIGUL, 3));
        hand.put(OTHER_SITE, DAY, Hand.contact(BEKA, 3));
        hand.put(DAY.plusDays(1), Hand.contact(CHYNARA, 3));
        assertThat(hand.total("PERSONS_REACHED", FROM, TO).numerator()).isEqualTo(3);

        hand.put(DAY, Hand.client(AIGUL, 1, 1990, 1).setMergedInto(BEKA));
        hand.put(OTHER_SITE, DAY, Hand.client(BEKA, 2, 1985, 3).setMergedInto(CHYNARA));

        assertThat(hand.total("PERSONS_REACHED", FROM, TO).numerator()).isEqualTo(1);
        assertThat(hand.by("PERSONS_REACHED", FROM, TO, "sex", "age", "population"))
                .isEqualTo(
                        Map.of(group("sex", "FEMALE", "age", "AGE_20_24", "population", "PWID"), new Figure(1, null)));
    }

    @Test
    void aCircleOfMergersIsOnePersonAndTheNewestMergerOfACodeStands() {
        hand.put(DAY, Hand.contact(AIGUL, 3));
        hand.put(DAY, Hand.contact(BEKA, 3));
        hand.put(DAY, Hand.client(AIGUL, 1, 1990, 1).setMergedInto(BEKA));
        hand.put(DAY, Hand.client(BEKA, 2, 1985, 1).setMergedInto(AIGUL));
        assertThat(hand.total("PERSONS_REACHED", FROM, TO).numerator()).isEqualTo(1);

        var third = hand.put(DAY.plusDays(1), Hand.client(AIGUL, 1, 1990, 1).setMergedInto(CHYNARA));
        hand.put(DAY, Hand.contact(CHYNARA, 3));
        assertThat(hand.total("PERSONS_REACHED", FROM, TO).numerator()).isEqualTo(1);

        hand.edit(third, Client.newBuilder(), op -> op.addSets(10));
        assertThat(hand.total("PERSONS_REACHED", FROM, TO).numerator()).isEqualTo(2);
    }

    @Test
    void theNewestClientRecordGivesSexAndAgeAndAllGivePopulations() {
        var contact = Hand.contact(AIGUL, 3);
        hand.put(DAY, contact);
        var client = hand.put(DAY, Hand.client(AIGUL, 3, 1980, 5));
        hand.put(OTHER_SITE, DAY.minusDays(9), Hand.client(AIGUL, 2, 1970, 1));

        assertThat(hand.by("PERSONS_REACHED", FROM, TO, "sex", "age", "population"))
                .isEqualTo(Map.of(
                        group("sex", "TRANSGENDER_WOMAN", "age", "AGE_45_49", "population", "PWID"),
                        new Figure(1, null)));
        assertThat(hand.total("W.SHARE", FROM, TO)).isEqualTo(new Figure(1, 1L));

        hand.edit(client, Client.newBuilder().setSex(2), op -> {});
        assertThat(hand.total("W.SHARE", FROM, TO)).isEqualTo(new Figure(0, 1L));
        assertThat(hand.by("CONTACTS", FROM, TO, "sex", "age"))
                .as("an event goes by the code")
                .isEqualTo(Map.of(group("sex", "FEMALE", "age", "AGE_35_39"), new Figure(1, null)));
    }

    @Test
    void aVoidRecordDoesNotCount() {
        var first = hand.put(DAY, Hand.contact(AIGUL, 3));
        hand.put(DAY, Hand.contact(BEKA, 3));
        hand.voids(first, OutreachContact.newBuilder());

        assertThat(hand.total("CONTACTS", FROM, TO).numerator()).isEqualTo(1);
        assertThat(hand.total("PERSONS_REACHED", FROM, TO).numerator()).isEqualTo(1);
    }

    @Test
    void aMovedRecordCountsOnItsNewDay() {
        var contact = hand.put(DAY, Hand.contact(AIGUL, 3));
        hand.move(contact, OutreachContact.newBuilder(), TO.plusDays(1));

        assertThat(hand.total("CONTACTS", FROM, TO)).isEqualTo(new Figure(0, null));
        assertThat(hand.by("PERSONS_REACHED", FROM, TO.plusMonths(1), "month"))
                .isEqualTo(Map.of(group("month", "202604"), new Figure(1, null)));
    }

    @Test
    void aLineThatWasTakenOutDoesNotCount() {
        var exchange =
                Hand.exchange(AIGUL, 2, 20).addLines(Hand.exchange(AIGUL, 11, 5).getLines(0));
        var id = hand.put(DAY, exchange);
        assertThat(hand.total("NSP.RET", FROM, TO)).isEqualTo(new Figure(2, 25L));

        hand.edit(
                id,
                NeedleExchange.newBuilder(),
                op -> op.addRemovals(Removal.newBuilder().setField(5).addElements(2)));

        assertThat(hand.total("NSP.RET", FROM, TO)).isEqualTo(new Figure(1, 5L));
        assertThat(hand.by("SYRINGES_RETURNED", FROM, TO, "commodity", "mode"))
                .isEqualTo(Map.of(group("commodity", "NEEDLE_21G", "mode", "NONE"), new Figure(1, null)));
    }

    @Test
    void theClicksOfAllTabletsAddUp() {
        hand.click(1, DAY, 3, 2, 10);
        hand.click(2, DAY, 4, 2, 1);
        hand.click(1, DAY, 2, 11, 6);

        assertThat(hand.total("CONTACTS", FROM, TO).numerator()).isEqualTo(9);
        assertThat(hand.by("SYRINGES_DISTRIBUTED", FROM, TO, "sex", "age", "mode", "commodity"))
                .isEqualTo(Map.of(
                        group("sex", "MALE", "age", "UNKNOWN", "mode", "PHARMACY", "commodity", "SYR_1"),
                        new Figure(11, null)));
        assertThat(hand.total("LOOSE_NEEDLES_DISTRIBUTED", FROM, TO).numerator())
                .isEqualTo(6);
        assertThat(hand.total("ST10.PHARMACIES", FROM, TO)).isEqualTo(new Figure(1, null));
        assertThat(hand.total("ST10.POINTS", FROM, TO))
                .as("pharmacies stand apart")
                .isEqualTo(new Figure(0, null));
        assertThat(hand.at(OTHER_SITE, "ST10.PHARMACIES", FROM, TO))
                .isEqualTo(Map.of(Group.TOTAL, new Figure(0, null)));
    }

    @Test
    void anAnonymousMeetingIsAnEventAndNoPerson() {
        hand.put(DAY, Hand.contact("", 3).setSex(1).setAgeBand(4));
        hand.put(
                DAY,
                OverdoseEvent.newBuilder()
                        .setDatePrecision(1)
                        .setPlace(1)
                        .setNaloxoneGiven(1)
                        .setDoses(1)
                        .setOutcome(1)
                        .setWitnessed(true));

        assertThat(hand.by("CONTACTS", FROM, TO, "sex", "age"))
                .isEqualTo(Map.of(group("sex", "FEMALE", "age", "AGE_15_19"), new Figure(1, null)));
        assertThat(hand.total("PERSONS_REACHED", FROM, TO).numerator()).isZero();
        assertThat(hand.by("NALOXONE.USED", FROM, TO, "sex", "site"))
                .isEqualTo(Map.of(group("sex", "UNKNOWN", "site", SITE), new Figure(1, 1L)));
    }

    @Test
    void aPersonSitsInEachSiteButCountsOnceInAll() {
        hand.put(SITE, DAY, Hand.contact(AIGUL, 3));
        hand.put(OTHER_SITE, DAY, Hand.exchange("f-1990 айгу", 2, 1));

        assertThat(hand.by("PERSONS_REACHED", FROM, TO, "site"))
                .isEqualTo(Map.of(
                        group("site", SITE), new Figure(1, null), group("site", OTHER_SITE), new Figure(1, null)));
        assertThat(hand.total("PERSONS_REACHED", FROM, TO).numerator())
                .as("Ж and F are one letter")
                .isEqualTo(1);
        hand.put(DAY, Hand.client(AIGUL, 1, 1990, 1));
        assertThat(hand.total("KP-1d", FROM, TO).numerator()).isEqualTo(1);
        assertThat(hand.by("KP-1d", FROM, TO, "site"))
                .as("at neither site was it the whole package")
                .isEmpty();
    }

    private static Group group(String... labels) {
        var all = new TreeMap<String, String>();
        for (int at = 0; at < labels.length; at += 2) {
            all.put(labels[at], labels[at + 1]);
        }
        return new Group(all);
    }
}
