package org.outreachsync.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.outreachsync.wire.v1.ChildLine;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Complete new records. */
final class Drafts {

    private static final int[] COMMODITIES = {1, 2, 7, 11, 31};
    private static final int[] WOMEN_SERVICES = {1, 52, 59, 62, 64};

    private final List<String> people;
    private final RandomGenerator random;

    Drafts(List<String> people, RandomGenerator random) {
        this.people = people;
        this.random = random;
    }

    void fill(Op.Builder op, int type, int day, TabletRecords records) {
        switch (type) {
            case 1 -> op.setClient(client(day));
            case 2 -> op.setOutreachContact(contact(day, records));
            case 3 -> op.setNeedleExchange(exchange(records));
            default -> op.setWomenServiceVisit(visit(records));
        }
    }

    private String code() {
        return people.get(random.nextInt(people.size()));
    }

    private int any(int[] codes) {
        return codes[random.nextInt(codes.length)];
    }

    /** A person known from a colleague's record, or nobody. */
    static ByteString knownKey(TabletRecords records, RandomGenerator random) {
        var keys = records.held.values().stream()
                .map(held -> held.shown.get("client_key"))
                .filter(key -> key != null)
                .distinct()
                .toList();
        return keys.isEmpty()
                ? ByteString.EMPTY
                : ByteString.copyFrom(HexFormat.of().parseHex(keys.get(random.nextInt(keys.size()))));
    }

    private Client client(int day) {
        return Client.newBuilder()
                .setUic(code())
                .setSex(random.nextInt(1, 3))
                .setBirthYear(random.nextInt(1960, 2005))
                .addPopulations(random.nextInt(1, 5))
                .setEnrolledOn(Math.max(day, 18_000))
                .setConsentLinkage(random.nextBoolean())
                .setRegion(1)
                .build();
    }

    private OutreachContact contact(int day, TabletRecords records) {
        var contact = OutreachContact.newBuilder()
                .setMode(random.nextInt(1, 4))
                .setSetting(random.nextInt(1, 4))
                .addServices(random.nextInt(1, 5));
        if (random.nextBoolean()) {
            contact.addServices(random.nextInt(5, 8));
        }
        if (random.nextInt(3) == 0) {
            contact.setDurationMin(random.nextInt(1, 60)).addSubstances30D(random.nextInt(1, 4));
        }
        if (random.nextInt(12) == 0) {
            // A field of a version to come.
            var unknown = UnknownFieldSet.Field.newBuilder()
                    .addVarint(random.nextInt(5))
                    .build();
            contact.setUnknownFields(
                    UnknownFieldSet.newBuilder().addField(77, unknown).build());
        }
        var known = knownKey(records, random);
        switch (random.nextInt(4)) {
            case 0 -> contact.setSex(random.nextInt(1, 3)).setAgeBand(random.nextInt(4, 12));
            case 1 -> {
                contact.setClientKey(known).setSex(random.nextInt(1, 3)).setAgeBand(random.nextInt(4, 12));
                contact.setNextDue(Math.max(day, 18_000) + 7);
            }
            default -> contact.setUic(code());
        }
        return contact.build();
    }

    ExchangeLine line() {
        var line = ExchangeLine.newBuilder().setCommodity(any(COMMODITIES)).setDistributed(random.nextInt(1, 60));
        return (random.nextBoolean() ? line.setReturned(random.nextInt(0, 40)) : line).build();
    }

    private NeedleExchange exchange(TabletRecords records) {
        var exchange = NeedleExchange.newBuilder().addLines(line());
        var second = line();
        if (second.getCommodity() != exchange.getLines(0).getCommodity()) {
            exchange.addLines(second);
        }
        switch (random.nextInt(4)) {
            case 0 -> exchange.setSex(random.nextInt(1, 3)).setAgeBand(random.nextInt(4, 12));
            case 1 -> exchange.setClientKey(knownKey(records, random)).setSex(2).setAgeBand(12);
            default -> exchange.setUic(code());
        }
        return exchange.build();
    }

    private WomenServiceVisit visit(TabletRecords records) {
        var visit =
                WomenServiceVisit.newBuilder().addServices(any(WOMEN_SERVICES)).setUic(code());
        var known = knownKey(records, random);
        if (random.nextInt(3) == 0 && !known.isEmpty()) {
            visit.clearUic().setClientKey(known);
        }
        if (random.nextInt(3) == 0) {
            visit.setChildrenServed(2)
                    .addChildren(ChildLine.newBuilder()
                            .setAgeBand(random.nextInt(1, 4))
                            .setChildren(2));
        }
        if (random.nextInt(3) == 0) {
            visit.addServices(54).addGbvTypes(1).setGbvConsent(random.nextBoolean());
        }
        if (random.nextInt(3) == 0) {
            visit.setEcDoses(random.nextInt(0, 3)).setPregnant(random.nextInt(1, 4));
        }
        return visit.build();
    }
}
