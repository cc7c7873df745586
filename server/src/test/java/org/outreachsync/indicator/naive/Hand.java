package org.outreachsync.indicator.naive;

import com.google.protobuf.Message;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Screening;
import org.outreachsync.wire.v1.SiteDayTally;

/** Records written by hand, one batch each, and what the naive counter says of them. */
final class Hand {

    static final String SITE = "BISHKEK-1";
    static final String OTHER_SITE = "OSH-1";

    private static final int AGO_MS = 60_000;

    private final Rig rig = new Rig();
    private final Map<String, Tablet> tablets = new TreeMap<>();

    /** The only tablet of a site, or one more of it. */
    private Tablet tablet(String site, int which) {
        return tablets.computeIfAbsent(site + which, unseen -> new Tablet(tablets.size() + 1, site));
    }

    private void send(Tablet tablet) {
        rig.send(tablet.flush(), "by hand");
    }

    RecordId put(String site, LocalDate day, Message.Builder record) {
        var tablet = tablet(site, 1);
        var id = tablet.create((int) day.toEpochDay(), 1, record.build(), AGO_MS);
        send(tablet);
        return id;
    }

    RecordId put(LocalDate day, Message.Builder record) {
        return put(SITE, day, record);
    }

    /** Changes a record of the first site. */
    void edit(RecordId id, Message.Builder record, Consumer<Op.Builder> more) {
        change(OpKind.OP_KIND_EDIT, id, record, more);
    }

    void move(RecordId id, Message.Builder empty, LocalDate day) {
        change(OpKind.OP_KIND_EDIT, id, empty, op -> op.getEnvelopeBuilder().setOccurredOn((int) day.toEpochDay()));
    }

    void voids(RecordId id, Message.Builder empty) {
        change(OpKind.OP_KIND_VOID, id, empty, op -> op.getEnvelopeBuilder().setVoidReason(1));
    }

    private void change(OpKind kind, RecordId id, Message.Builder record, Consumer<Op.Builder> more) {
        var tablet = tablet(SITE, 1);
        var op = Tablet.with(tablet.op(kind, AGO_MS), record.build());
        more.accept(op);
        tablet.change(id, 0, op);
        send(tablet);
    }

    /** Some clicks of one tablet or another of the first site. */
    void click(int which, LocalDate day, int contacts, int commodity, int pieces) {
        var tablet = tablet(SITE, which);
        var key = SiteDayTally.newBuilder().setSex(2).setAgeBand(12).setMode(4).build();
        tablet.click((int) day.toEpochDay(), key, contacts, 1, commodity, pieces, AGO_MS);
        send(tablet);
    }

    static OutreachContact.Builder contact(String uic, int... services) {
        var contact = OutreachContact.newBuilder().setUic(uic).setMode(1).setSetting(1);
        for (int service : services) {
            contact.addServices(service);
        }
        return contact;
    }

    static NeedleExchange.Builder exchange(String uic, int commodity, int distributed) {
        var line = ExchangeLine.newBuilder()
                .setCommodity(commodity)
                .setDistributed(distributed)
                .setReturned(1);
        return NeedleExchange.newBuilder().setUic(uic).addLines(line);
    }

    static Client.Builder client(String uic, int sex, int birthYear, int population) {
        return Client.newBuilder()
                .setUic(uic)
                .setSex(sex)
                .setBirthYear(birthYear)
                .addPopulations(population)
                .setEnrolledOn(19_000)
                .setConsentLinkage(true)
                .setRegion(1);
    }

    static OstStatus.Builder ost(String uic, LocalDate start) {
        return OstStatus.newBuilder().setUic(uic).setDrug(1).setStartOn((int) start.toEpochDay());
    }

    static Screening.Builder hiv(String uic, LocalDate day, int result) {
        int tested = (int) day.toEpochDay();
        return Screening.newBuilder()
                .setUic(uic)
                .setDisease(1)
                .setTestKind(1)
                .setResult(result)
                .setTestedOn(tested)
                .setResultGivenOn(tested)
                .setConsent(true);
    }

    /** Counts what there is until now. */
    CountingRig counting() {
        var counting = new CountingRig(rig, List.of(SITE, OTHER_SITE), site -> List.of(), Entered.NOTHING);
        counting.catchUp();
        return counting;
    }

    /** What the server answers for both sites. */
    Served served(String code, Map<String, String> parameters) {
        return served(counting(), code, parameters);
    }

    /** What a server that was counting before answers for both sites. */
    static Served served(CountingRig counting, String code, Map<String, String> parameters) {
        counting.catchUp();
        return counting.ask(List.of(SITE, OTHER_SITE), code, parameters);
    }

    /** What the server answers for both sites to several questions. */
    Map<String, Served> served(Collection<String> codes, Map<String, String> parameters) {
        var counting = counting();
        var served = new TreeMap<String, Served>();
        codes.forEach(code -> served.put(code, counting.ask(List.of(SITE, OTHER_SITE), code, parameters)));
        return served;
    }

    /** The figure of both sites. */
    Figure total(String code, LocalDate from, LocalDate to) {
        return by(code, from, to).getOrDefault(Group.TOTAL, new Figure(-1, null));
    }

    Map<Group, Figure> by(String code, LocalDate from, LocalDate to, String... dimensions) {
        return rig.count().of(code, Set.of(SITE, OTHER_SITE), from, to, Set.of(dimensions));
    }

    Map<Group, Figure> at(String site, String code, LocalDate from, LocalDate to) {
        return rig.count().of(code, Set.of(site), from, to, Set.of());
    }
}
