package org.outreachsync.indicator.naive;

import org.outreachsync.wire.v1.ChildLine;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** New records of people and of meetings with them. */
final class Meetings {

    private static final int UNKNOWN_SEX = 6;
    private static final int UNKNOWN_AGE = 12;
    private static final int UNSORTED = 21;

    private final People people;
    private final Dice dice;

    Meetings(People people, Dice dice) {
        this.people = people;
        this.dice = dice;
    }

    Client.Builder client(int day) {
        var client = Client.newBuilder()
                .setUic(people.written())
                .setSex(dice.of(1, 1, 1, 2, 2, 3, 3, 4, 5, UNKNOWN_SEX))
                .setBirthYear(dice.from(1960, 2012))
                .addPopulations(dice.percent(60) ? dice.of(1, 1, 9) : dice.from(2, 5))
                .setEnrolledOn(day)
                .setConsentLinkage(dice.percent(50))
                .setInjectedLast12M(dice.from(1, 3))
                .setRegion(dice.from(1, 9));
        if (dice.percent(40)) {
            client.addPopulations(dice.from(6, 8));
        }
        if (dice.percent(10)) {
            client.setMergedInto(dice.percent(20) ? people.unseen : people.any());
        }
        return client;
    }

    OutreachContact.Builder contact(int day) {
        var contact = OutreachContact.newBuilder()
                .setMode(dice.from(1, 11))
                .setSetting(dice.from(1, 14))
                .addServices(dice.from(1, 31));
        int second = dice.of(1, 2, 3, 4, 6, 7, 13, 27);
        if (second != contact.getServices(0)) {
            contact.addServices(second);
        }
        if (dice.percent(40)) {
            contact.addSubstances30D(dice.from(1, 18));
        }
        if (dice.percent(30)) {
            contact.setNextDue(day + 14);
        }
        if (dice.percent(30)) {
            return contact.setSex(anonymousSex()).setAgeBand(anonymousAge());
        }
        if (dice.percent(30)) {
            contact.setSex(anonymousSex()).setAgeBand(anonymousAge());
        }
        return contact.setUic(people.written());
    }

    private int anonymousSex() {
        return dice.percent(20) ? UNKNOWN_SEX : dice.from(1, 5);
    }

    private int anonymousAge() {
        return dice.percent(20) ? UNKNOWN_AGE : dice.from(3, 11);
    }

    NeedleExchange.Builder exchange() {
        var exchange = NeedleExchange.newBuilder()
                .addLines(line(dice.of(1, 2, 2, 7, 11, 18, 19)).setDistributed(dice.from(1, 60)));
        int second = dice.of(1, 3, 12, 31, 41, 42, 47);
        if (dice.percent(50) && second != exchange.getLines(0).getCommodity()) {
            exchange.addLines(line(second).setDistributed(dice.from(0, 30)));
        }
        if (dice.percent(10)) {
            exchange.clearLines()
                    .addLines(ExchangeLine.newBuilder().setCommodity(2).setReturned(dice.from(1, 40)));
        } else if (dice.percent(10)) {
            exchange.clearLines()
                    .addLines(ExchangeLine.newBuilder()
                            .setCommodity(dice.of(31, 41))
                            .setDistributed(dice.from(1, 40)));
        }
        if (dice.percent(60)) {
            exchange.setMode(dice.of(1, 2, 3, 4, 4));
        }
        if (dice.percent(25)) {
            return exchange.setSex(anonymousSex()).setAgeBand(anonymousAge());
        }
        if (dice.percent(20)) {
            exchange.setSex(anonymousSex()).setAgeBand(anonymousAge());
        }
        if (dice.percent(15)) {
            exchange.addLines(ExchangeLine.newBuilder().setCommodity(UNSORTED).setReturned(dice.from(1, 300)));
        }
        if (dice.percent(10)) {
            exchange.setLines(0, exchange.getLines(0).toBuilder().setDistributed(dice.from(100, 2000)));
            return exchange.setUic(people.written()).setPeersServed(dice.from(4, 20));
        }
        return exchange.setUic(people.written()).setPeersServed(dice.from(0, 3));
    }

    private ExchangeLine.Builder line(int commodity) {
        var line = ExchangeLine.newBuilder().setCommodity(commodity);
        return dice.percent(50) ? line.setReturned(dice.from(0, 40)) : line;
    }

    WomenServiceVisit.Builder visit(int day) {
        var visit = WomenServiceVisit.newBuilder().addServices(dice.of(1, 52, 56, 57, 59, 60, 62, 63, 64, 67));
        if (dice.percent(40)) {
            visit.addServices(dice.of(53, 54, 55)).addGbvTypes(dice.from(1, 3)).setGbvConsent(dice.percent(80));
            if (dice.percent(80)) {
                visit.setDaysSinceIncident(dice.of(0, 2, 3, 4, 30));
            }
        }
        if (dice.percent(30)) {
            visit.setEcDoses(dice.from(0, 2)).setOcCycles(dice.from(0, 3));
        }
        if (dice.percent(45)) {
            visit.addServices(51).setShelterIn(day - dice.from(0, 9));
            if (dice.percent(85)) {
                visit.setShelterOut(Tablet.past(visit.getShelterIn() + dice.from(0, 40)));
            }
        }
        if (dice.percent(30)) {
            visit.setChildrenServed(dice.from(1, 4))
                    .addChildren(
                            ChildLine.newBuilder().setAgeBand(dice.from(1, 3)).setChildren(2));
            if (dice.percent(70)) {
                visit.addServices(70);
            }
        }
        if (dice.percent(50)) {
            visit.setPregnant(dice.of(1, 1, 2, 3));
        }
        if (dice.percent(25)) {
            return visit.setSex(dice.of(1, 3, UNKNOWN_SEX)).setAgeBand(anonymousAge());
        }
        visit.setUic(people.written());
        return dice.percent(30) ? visit.setSex(dice.of(1, 3, UNKNOWN_SEX)) : visit;
    }
}
