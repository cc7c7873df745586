package org.outreachsync.simulation;

import java.util.List;
import java.util.random.RandomGenerator;
import org.outreachsync.wire.v1.ChildLine;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Changes of records, one's own and others'. */
final class Edits {

    private final List<String> people;
    private final RandomGenerator random;

    Edits(List<String> people, RandomGenerator random) {
        this.people = people;
        this.random = random;
    }

    void fill(Op.Builder op, int type, int day, TabletRecords records) {
        if (op.getKind() == OpKind.OP_KIND_VOID) {
            op.getEnvelopeBuilder().setVoidReason(random.nextInt(1, 6));
            emptyRecord(op, type);
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                // Filed under another day.
                op.setDateByHand(random.nextBoolean())
                        .getEnvelopeBuilder()
                        .setOccurredOn(type == 5 ? day : day - random.nextInt(3));
                emptyRecord(op, type);
                if (type == 5) {
                    op.clearDateByHand().getEnvelopeBuilder().clearOccurredOn().setRole(random.nextInt(1, 5));
                }
            }
            case 1 -> {
                // A void taken back, or a field that is cleared again.
                op.addSets(1007);
                emptyRecord(op, type);
            }
            default -> change(op, type, records);
        }
    }

    private void change(Op.Builder op, int type, TabletRecords records) {
        switch (type) {
            case 1 -> op.setClient(client(op));
            case 2 -> op.setOutreachContact(contact(op, records));
            case 3 -> op.setNeedleExchange(exchange(op, records));
            case 4 -> op.setWomenServiceVisit(visit(op));
            default -> {
                op.getEnvelopeBuilder().setWorker(random.nextInt(1, 9));
                op.setSiteDayTally(SiteDayTally.getDefaultInstance());
            }
        }
    }

    static void emptyRecord(Op.Builder op, int type) {
        switch (type) {
            case 1 -> op.setClient(Client.getDefaultInstance());
            case 2 -> op.setOutreachContact(OutreachContact.getDefaultInstance());
            case 3 -> op.setNeedleExchange(NeedleExchange.getDefaultInstance());
            case 4 -> op.setWomenServiceVisit(WomenServiceVisit.getDefaultInstance());
            default -> op.setSiteDayTally(SiteDayTally.getDefaultInstance());
        }
    }

    private String code() {
        return people.get(random.nextInt(people.size()));
    }

    private Client client(Op.Builder op) {
        var client = Client.newBuilder();
        return switch (random.nextInt(5)) {
            case 0 -> client.setSex(random.nextInt(1, 3)).build();
            case 1 -> client.setBirthYear(random.nextInt(1960, 2005)).build();
            case 2 -> client.setConsentLinkage(random.nextBoolean()).build();
            case 3 -> client.setUic(code()).build();
            default -> {
                op.addRemovals(TabletRecords.remove(5, random.nextInt(1, 5)));
                yield client.addPopulations(random.nextInt(5, 8)).build();
            }
        };
    }

    private OutreachContact contact(Op.Builder op, TabletRecords records) {
        var contact = OutreachContact.newBuilder();
        switch (random.nextInt(6)) {
            case 0 -> contact.setUic(code());
            case 1 -> {
                op.addSets(8).addSets(3);
                contact.setSex(random.nextInt(1, 3)).setMode(3);
            }
            case 2 -> op.addRemovals(TabletRecords.remove(7, random.nextInt(1, 5)));
            case 3 -> contact.setClientKey(Drafts.knownKey(records, random)).setMode(2);
            case 4 -> op.addSets(1);
            default -> contact.addServices(random.nextInt(1, 8)).setMode(random.nextInt(1, 4));
        }
        return contact.build();
    }

    private NeedleExchange exchange(Op.Builder op, TabletRecords records) {
        var exchange = NeedleExchange.newBuilder();
        int commodity = random.nextInt(3) == 0 ? 11 : random.nextInt(1, 3);
        switch (random.nextInt(6)) {
            case 0 -> exchange.setUic(code());
            case 1 -> op.addRemovals(TabletRecords.remove(5, commodity));
            case 2 ->
                exchange.addLines(
                        ExchangeLine.newBuilder().setCommodity(commodity).setReturned(random.nextInt(0, 40)));
            case 3 -> exchange.setClientKey(Drafts.knownKey(records, random)).setPeersServed(random.nextInt(3));
            default ->
                exchange.addLines(
                        ExchangeLine.newBuilder().setCommodity(commodity).setDistributed(random.nextInt(0, 60)));
        }
        return exchange.build();
    }

    private WomenServiceVisit visit(Op.Builder op) {
        var visit = WomenServiceVisit.newBuilder();
        switch (random.nextInt(6)) {
            case 0 -> visit.setUic(code());
            case 1 -> visit.addServices(random.nextInt(51, 74));
            case 2 -> op.addRemovals(TabletRecords.remove(3, random.nextInt(51, 66)));
            case 3 ->
                visit.setChildrenServed(random.nextInt(4))
                        .addChildren(ChildLine.newBuilder()
                                .setAgeBand(random.nextInt(1, 4))
                                .setChildren(1));
            case 4 -> op.addRemovals(TabletRecords.remove(13, random.nextInt(1, 4)));
            default -> visit.setEcDoses(random.nextInt(3)).setGbvConsent(random.nextBoolean());
        }
        return visit.build();
    }
}
