package org.outreachsync.load.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.outreachsync.load.indicator.Population.Someone;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/** What a site records on a day. */
public final class Day {

    private static final int CLIENT = 1;
    /** How many of a thousand records are of each kind. In addition, each new person has a Client record. */
    private static final int[] SHARES = {430, 310, 50, 70, 40, 20, 25, 20, 5, 5, 8, 8, 9};

    private static final double SUNDAY = 0.4;
    private static final double WEEKDAY = 1.1;
    private static final int PROJECTS = 12;

    private final Shape shape;
    private final Population population;
    private final int site;
    private final int dayNo;
    private final SplittableRandom random;
    private final Visits visits;
    private final Care care;
    private final List<Made> made = new ArrayList<>();

    /**
     * A record, created by an op.
     *
     * @param type the number of its type
     * @param voided whether it was voided afterwards
     */
    public record Made(int type, Op op, boolean voided) {}

    private Day(Shape shape, Population population, int site, int dayNo) {
        this.shape = shape;
        this.population = population;
        this.site = site;
        this.dayNo = dayNo;
        this.random = new SplittableRandom((shape.seed() * 4_099 + site) * 100_003 + dayNo);
        this.visits = new Visits(random);
        this.care = new Care(random, occurredOn());
    }

    /** The records of a day, in an order that does not matter. */
    public static List<Made> of(Shape shape, Population population, int site, int dayNo) {
        return new Day(shape, population, site, dayNo).make();
    }

    private int occurredOn() {
        return (int) shape.first().toEpochDay() + dayNo;
    }

    private List<Made> make() {
        for (int index = population.known(dayNo - 1); index < population.known(dayNo); index++) {
            add(CLIENT, Op.newBuilder().setClient(client(population.at(site, index))));
        }
        boolean sunday = shape.first().plusDays(dayNo).getDayOfWeek().getValue() == 7;
        double mean = (sunday ? SUNDAY : WEEKDAY) * shape.records() / shape.sites() / shape.days();
        int wanted = (int) (mean * random.nextDouble(0.6, 1.4) + random.nextDouble());
        while (made.size() < wanted) {
            record();
        }
        return made;
    }

    private Client client(Someone person) {
        var client = Client.newBuilder()
                .setClientKey(person.key())
                .setSex(person.sex())
                .setBirthYear(person.birthYear())
                .addPopulations(random.nextInt(10) < 8 ? 1 : 2)
                .setEnrolledOn(occurredOn())
                .setConsentLinkage(true)
                .setRegion(1 + site % 9);
        if (random.nextInt(8) == 0) {
            client.addPopulations(3 + random.nextInt(6));
        }
        // Only newcomers with odd numbers are merged, into persons with even ones, so that merges never form chains.
        if (person.no() % 2 == 1 && random.nextInt(200) == 0) {
            client.setMergedIntoKey(
                    population.at(site, 0).no() % 2 == 0
                            ? population.at(site, 0).key()
                            : population.at(site, 1).key());
        }
        return client.build();
    }

    private void record() {
        int left = random.nextInt(1_000);
        int kind = 0;
        while (left >= SHARES[kind]) {
            left -= SHARES[kind++];
        }
        var person = population.visitor(random, site, dayNo);
        switch (kind) {
            case 0 -> add(2, visits.contact(person));
            case 1 -> add(3, visits.exchange(person));
            case 2 -> add(4, care.womensVisit(woman(person)));
            case 3 -> add(7, care.screening(person));
            case 4 -> add(6, care.referral(person));
            case 5 -> add(9, care.ost(person));
            case 6 -> add(12, visits.naloxone(person));
            case 7 -> add(5, visits.tally());
            case 8 -> add(8, visits.overdose());
            case 9 -> add(10, care.release(person));
            case 10 -> add(11, visits.feedback());
            case 11 -> add(13, visits.sharps());
            default -> add(14, visits.stock());
        }
    }

    private Someone woman(Someone visitor) {
        var person = visitor;
        for (int tries = 0; tries < 8 && !person.isWoman(); tries++) {
            person = population.visitor(random, site, dayNo);
        }
        return person;
    }

    private void add(int type, Op.Builder op) {
        // Each site has three funding sources; one of them pays for most.
        int share = random.nextInt(10);
        int payer = share < 6 ? 0 : share < 9 ? 1 : 2;
        var envelope = Envelope.newBuilder()
                .setSite(shape.site(site))
                .setProject(1 + (site * 3 + payer) % PROJECTS)
                .setWorker(1 + site * 10 + random.nextInt(6))
                .setRole(1 + random.nextInt(4))
                .setOccurredOn(occurredOn());
        made.add(new Made(
                type, op.setKind(OpKind.OP_KIND_CREATE).setEnvelope(envelope).build(), random.nextInt(200) == 0));
    }
}
