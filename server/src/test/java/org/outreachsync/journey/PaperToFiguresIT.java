package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.WomenServiceVisit;

/**
 * What workers had on paper, from the device library over a socket to the figures that a manager asks for over a
 * socket.
 */
class PaperToFiguresIT extends PaperToFiguresRig {

    private static final int UNSORTED = 21;
    private static final int SHELTER = 51;

    @Test
    void aBagOfUsedSyringesNobodySortedIsReturnedAndCannotBeGivenOut() throws Exception {
        var bag = ExchangeLine.newBuilder().setCommodity(UNSORTED).setReturned(120);
        var exchange = NeedleExchange.newBuilder()
                .setUic("Ж1990АЙГУ")
                .addLines(ExchangeLine.newBuilder()
                        .setCommodity(2)
                        .setDistributed(20)
                        .setReturned(5));
        refuse(
                "RETURNED_ONLY_DISTRIBUTED",
                exchange.clone().addLines(bag.clone().setDistributed(1)).build());
        assertThat(record(exchange.addLines(bag).build())).isEmpty();
        sync();

        assertThat(numerator("SYRINGES_RETURNED?period=2026")).isEqualTo(125);
        assertThat(numerator("SYRINGES_DISTRIBUTED?period=2026")).isEqualTo(20);
        assertThat(figure("NSP.RET?period=2026").getLong("denominator")).isEqualTo(20);
        var rows = figure("SYRINGES_RETURNED?period=2026&by=site").getJsonArray("by");
        assertThat(row(rows, "site", SITE).getLong("numerator")).isEqualTo(125);
    }

    @Test
    void aWomanWhoGivesNoCodeIsServedAndCountsWhereNobodyNeedsToKnowWhoSheIs() throws Exception {
        var stay = WomenServiceVisit.newBuilder()
                .addServices(SHELTER)
                .setShelterIn((int) LocalDate.of(2026, 1, 30).toEpochDay())
                .setShelterOut((int) LocalDate.of(2026, 2, 4).toEpochDay());
        refuse("CLIENT_OR_SEX_AND_AGE", stay.build());
        record(stay.clone().setSex(1).setAgeBand(7).build());
        record(stay.clone().setSex(1).setAgeBand(7).build());
        record(stay.clone().setSex(1).setAgeBand(5).clearShelterOut().build());
        record(stay.clone().setUic("Ж1990АЙГУ").build());
        sync();

        assertThat(numerator("WOMEN_VISITS?period=2026")).isEqualTo(4);
        assertThat(numerator("WOMEN_SERVICES?period=2026")).isEqualTo(4);
        assertThat(numerator("W.SHELTER?period=2026")).as("persons").isEqualTo(1);
        assertThat(numerator("PERSONS_REACHED?period=2026")).as("persons").isEqualTo(1);
        assertThat(numerator("W.SHELTER.NIGHTS?period=202601"))
                .as("the 30th and the 31st, three times")
                .isEqualTo(6);
        assertThat(numerator("W.SHELTER.NIGHTS?period=202602"))
                .as("the 1st to the 3rd, three times")
                .isEqualTo(9);
        var rows = figure("W.SHELTER.NIGHTS?period=2026&by=age").getJsonArray("by");
        assertThat(row(rows, "age", "AGE_30_34").getLong("numerator"))
                .as("two anonymous stays")
                .isEqualTo(10);
        assertThat(row(rows, "age", "AGE_35_39").getLong("numerator"))
                .as("the one of 1990")
                .isEqualTo(5);
        assertThat(row(rows, "age", "AGE_20_24").getLong("numerator"))
                .as("nobody knows when she left")
                .isZero();
    }

    @Test
    void whoHandsOnTakesManyAndAMistypedNumberForOnePersonIsRefused() throws Exception {
        var many = NeedleExchange.newBuilder()
                .setUic("Ж1990АЙГУ")
                .addLines(ExchangeLine.newBuilder().setCommodity(2).setDistributed(5000));
        refuse("TOO_MANY_FOR_PERSONS", many.build());
        refuse("TOO_MANY_FOR_PERSONS", many.clone().setPeersServed(8).build());
        assertThat(record(many.clone().setPeersServed(9).build())).containsExactly("MANY_FOR_PERSONS");
        assertThat(record(many.clone()
                        .setLines(0, ExchangeLine.newBuilder().setCommodity(2).setDistributed(500))
                        .setPeersServed(9)
                        .build()))
                .isEmpty();
        sync();

        assertThat(numerator("SYRINGES_DISTRIBUTED?period=2026")).isEqualTo(5500);
        assertThat(figure("NSP.PEERS?period=2026").getDouble("value")).isEqualTo(100);
        assertThat(numerator("PERSONS_NSP?period=2026"))
                .as("the peer is one person")
                .isEqualTo(1);
        var quality = rig.send("GET", "/v1/quality?period=2026Q1&sites=" + SITE, admin, new byte[0])
                .json();
        assertThat(quality.getJsonArray("sites").getJsonObject(0).getLong("implausible_exchanges"))
                .as("the one of 5000")
                .isEqualTo(1);
    }
}
