package org.outreachsync.load.indicator;

import java.util.SplittableRandom;
import org.outreachsync.load.indicator.Population.Someone;
import org.outreachsync.wire.v1.ClientFeedback;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NaloxoneIssue;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.OverdoseEvent;
import org.outreachsync.wire.v1.SharpsCollection;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.StockMove;
import org.outreachsync.wire.v1.TallyLine;

/** Generates records of outreach. */
final class Visits {

    private static final int[] SERVICES = {1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 13, 15, 22, 25, 26, 27};
    private static final int[] COMMODITIES = {2, 2, 3, 4, 11, 13, 31, 32, 41, 43, 45};
    private static final int[] MODES = {1, 1, 1, 1, 2, 2, 2, 3, 4, 6};
    private static final int YES = 1;

    private final SplittableRandom random;

    Visits(SplittableRandom random) {
        this.random = random;
    }

    private int one(int... codes) {
        return codes[random.nextInt(codes.length)];
    }

    private boolean seldom(int in) {
        return random.nextInt(in) == 0;
    }

    Op.Builder contact(Someone person) {
        var contact = OutreachContact.newBuilder()
                .setMode(one(MODES))
                .setSetting(1 + random.nextInt(5))
                .setDurationMin(5 + random.nextInt(55));
        if (seldom(7)) {
            contact.setSex(1 + random.nextInt(2)).setAgeBand(4 + random.nextInt(8));
        } else {
            contact.setClientKey(person.key());
        }
        int services = 1 + random.nextInt(3);
        for (int at = 0; at < services; at++) {
            int service = one(SERVICES);
            if (!contact.getServicesList().contains(service)) {
                contact.addServices(service);
            }
        }
        if (seldom(3)) {
            contact.addSubstances30D(1 + random.nextInt(18));
        }
        return Op.newBuilder().setOutreachContact(contact);
    }

    Op.Builder exchange(Someone person) {
        var exchange = NeedleExchange.newBuilder();
        if (seldom(6)) {
            exchange.setSex(1 + random.nextInt(2)).setAgeBand(4 + random.nextInt(8));
        } else {
            exchange.setClientKey(person.key());
        }
        int lines = 1 + random.nextInt(4);
        int start = random.nextInt(COMMODITIES.length - 4);
        int before = 0;
        for (int at = 0; at < lines; at++) {
            int commodity = COMMODITIES[start + at];
            if (commodity != before) {
                var line = ExchangeLine.newBuilder().setCommodity(commodity);
                exchange.addLines(line.setDistributed(1 + random.nextInt(30)).setReturned(random.nextInt(30)));
            }
            before = commodity;
        }
        return Op.newBuilder().setNeedleExchange(exchange);
    }

    Op.Builder naloxone(Someone person) {
        var issue = NaloxoneIssue.newBuilder()
                .setDoses(1 + random.nextInt(3))
                .setTrained(!seldom(4))
                .setReason(1 + random.nextInt(5))
                .setCarrying(1 + random.nextInt(3));
        return Op.newBuilder().setNaloxoneIssue(seldom(10) ? issue : issue.setClientKey(person.key()));
    }

    Op.Builder tally() {
        return Op.newBuilder()
                .setSiteDayTally(SiteDayTally.newBuilder()
                        .setSex(1 + random.nextInt(2))
                        .setAgeBand(4 + random.nextInt(8))
                        .setMode(one(MODES))
                        .setContacts(1 + random.nextInt(40))
                        .addDistributed(TallyLine.newBuilder().setCommodity(2).setPieces(random.nextInt(200)))
                        .setReturned(random.nextInt(100)));
    }

    Op.Builder overdose() {
        boolean naloxone = random.nextBoolean();
        return Op.newBuilder()
                .setOverdoseEvent(OverdoseEvent.newBuilder()
                        .setDatePrecision(1)
                        .setPlace(1 + random.nextInt(15))
                        .setNaloxoneGiven(naloxone ? YES : 2)
                        .setDoses(naloxone ? 1 + random.nextInt(3) : 0)
                        .setOutcome(seldom(12) ? 2 : 1)
                        .setWitnessed(!seldom(3)));
    }

    Op.Builder feedback() {
        int service = seldom(3) ? 31 : 1;
        var feedback = ClientFeedback.newBuilder().setService(service).setTopic(1);
        return Op.newBuilder()
                .setClientFeedback(feedback.setRating(1 + random.nextInt(5)).setRelative(seldom(6)));
    }

    Op.Builder sharps() {
        return Op.newBuilder()
                .setSharpsCollection(SharpsCollection.newBuilder()
                        .setPlace(1 + random.nextInt(15))
                        .setCount(random.nextInt(120)));
    }

    Op.Builder stock() {
        var move = StockMove.newBuilder().setCommodity(2).setReason(1);
        return Op.newBuilder().setStockMove(move.setQuantity(random.nextInt(-500, 2_000)));
    }
}
