package org.outreachsync.vectors;

import com.google.protobuf.ByteString;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.outreachsync.indicator.naive.FixedKeys;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.sync.Field;
import org.outreachsync.sync.Requests;
import org.outreachsync.sync.SyncService;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Removal;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** What a server makes of ops on one record, one batch after the other. */
final class MergeVectors {

    private static final HexFormat HEX = HexFormat.of();
    private static final int SECOND = 1_000;
    private static final int DUPLICATE = 1;

    private final Field field = new Field(new MemoryStore(), FixedKeys.keyring());
    private final SyncService server = field.server();
    private final JsonArray ops = new JsonArray();
    private final String says;
    private ByteString record = ByteString.copyFrom(RecordId.counted(1, 1, 1).toBytes());
    private final Map<String, Long> numbers = new HashMap<>();
    private long batches;

    private MergeVectors(String says) {
        this.says = says;
    }

    static JsonObject merges() {
        var cases = new JsonArray()
                .add(values())
                .add(tie())
                .add(counts())
                .add(sets())
                .add(lines())
                .add(cleared())
                .add(tallies())
                .add(voided())
                .add(refused());
        return new JsonObject()
                .put(
                        "says",
                        "Ops on one record, each in a batch of its own from the device and epoch named, in the order of the log, and the change that a"
                                + " third device pulls then. Ops, defaults and changes are protobuf in hex.")
                .put("defaults", HEX.formatHex(Field.envelope().toByteArray()))
                .put("cases", cases);
    }

    private static JsonObject values() {
        var story = new MergeVectors(
                "Who had not seen the other's value is decided by the stamp; who had, replaces it, whatever its clock says.");
        story.send(
                1,
                1,
                0,
                0,
                contact(OpKind.OP_KIND_CREATE, contact().setDurationMin(10)).setOwnRecord(1));
        story.send(
                2,
                1,
                1,
                30,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder().setDurationMin(20)));
        story.send(
                3,
                1,
                1,
                20,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder().setDurationMin(30)));
        story.send(
                3,
                1,
                2,
                10,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder().setSetting(2)));
        story.send(
                1,
                1,
                4,
                5,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder().setSetting(3)));
        return story.told();
    }

    private static JsonObject tie() {
        var story = new MergeVectors(
                "Of two writes with the same stamp that of the device with the greater number is shown.");
        story.send(1, 1, 0, 0, contact(OpKind.OP_KIND_CREATE, contact()).setOwnRecord(1));
        story.send(
                3,
                1,
                1,
                9,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder().setDurationMin(30)));
        story.send(
                2,
                1,
                1,
                9,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder().setDurationMin(20)));
        return story.told();
    }

    private static JsonObject counts() {
        var story = new MergeVectors(
                "Counts that disagree open a review; the later is shown until somebody who saw both decides.");
        story.send(1, 1, 0, 0, exchange(OpKind.OP_KIND_CREATE, exchange(2, 20)).setOwnRecord(1));
        story.send(1, 1, 1, 10, exchange(OpKind.OP_KIND_EDIT, lines(2, 25)));
        story.send(2, 1, 1, 20, exchange(OpKind.OP_KIND_EDIT, lines(2, 30)));
        return story.told();
    }

    private static JsonObject sets() {
        var story = new MergeVectors(
                "Elements of a set come and go one by one; of an addition and a removal that did not see each other the later stands.");
        story.send(
                1,
                1,
                0,
                0,
                contact(OpKind.OP_KIND_CREATE, contact().addServices(2).addServices(3))
                        .setOwnRecord(1));
        story.send(
                1,
                1,
                1,
                10,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder()).addRemovals(removal(7, 2)));
        story.send(
                2,
                1,
                1,
                5,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder().addServices(4)));
        story.send(
                3,
                1,
                1,
                20,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder().addServices(2)));
        return story.told();
    }

    private static JsonObject lines() {
        var story = new MergeVectors(
                "A line that is taken out takes its counts along: the next line of the same key begins empty.");
        story.send(
                1,
                1,
                0,
                0,
                exchange(
                                OpKind.OP_KIND_CREATE,
                                exchange(2, 20).addLines(line(3, 5).setReturned(4)))
                        .setOwnRecord(1));
        story.send(
                1,
                1,
                1,
                10,
                exchange(OpKind.OP_KIND_EDIT, NeedleExchange.newBuilder()).addRemovals(removal(5, 3)));
        story.send(1, 1, 2, 20, exchange(OpKind.OP_KIND_EDIT, lines(3, 7)));
        return story.told();
    }

    private static JsonObject cleared() {
        var story = new MergeVectors(
                "A field that is named in sets and not there is cleared; what sets does not name stays, although it is there.");
        story.send(
                1,
                1,
                0,
                0,
                contact(OpKind.OP_KIND_CREATE, contact().setDurationMin(10)).setOwnRecord(1));
        story.send(
                1,
                1,
                1,
                10,
                contact(
                                OpKind.OP_KIND_EDIT,
                                OutreachContact.newBuilder().setMode(2).setSetting(4))
                        .addSets(5)
                        .addSets(8));
        return story.told();
    }

    private static JsonObject tallies() {
        var story = new MergeVectors(
                "Each device counts its own clicks from the day's beginning, and the sum shows. What goes on with the count of an earlier epoch"
                        + " replaces it only if it is greater; a later epoch that begins anew is added.");
        story.record = tallyId();
        story.send(1, 1, 0, 0, tally(4));
        story.send(2, 1, 0, 5, tally(7));
        story.send(1, 1, 1, 10, tally(6));
        story.send(1, 2, 0, 20, tally(9).setCountsEpoch(1));
        story.send(1, 3, 0, 30, tally(8).setCountsEpoch(1));
        story.send(1, 3, 5, 40, tally(2));
        return story.told();
    }

    private static JsonObject voided() {
        var story = new MergeVectors("A void and an edit that did not see each other open a review; the void shows.");
        story.send(
                1,
                1,
                0,
                0,
                contact(OpKind.OP_KIND_CREATE, contact().setDurationMin(10)).setOwnRecord(1));
        story.send(
                1,
                1,
                1,
                10,
                contact(OpKind.OP_KIND_VOID, OutreachContact.newBuilder())
                        .setEnvelope(Envelope.newBuilder().setVoidReason(DUPLICATE)));
        story.send(
                2,
                1,
                1,
                20,
                contact(OpKind.OP_KIND_EDIT, OutreachContact.newBuilder().setDurationMin(15)));
        return story.told();
    }

    private static JsonObject refused() {
        var story = new MergeVectors(
                "A no takes out what was refused, also against a yes that did not see it and is later; a yes that saw it brings nothing back.");
        story.send(
                1,
                1,
                0,
                0,
                visit(
                                OpKind.OP_KIND_CREATE,
                                visit().addServices(54)
                                        .addServices(64)
                                        .addGbvTypes(1)
                                        .setGbvConsent(true))
                        .setOwnRecord(1));
        story.send(
                1,
                1,
                1,
                10,
                visit(OpKind.OP_KIND_EDIT, WomenServiceVisit.newBuilder().setGbvConsent(false)));
        story.send(
                2,
                1,
                1,
                20,
                visit(
                        OpKind.OP_KIND_EDIT,
                        WomenServiceVisit.newBuilder()
                                .addServices(54)
                                .addGbvTypes(2)
                                .setGbvConsent(true)));
        story.send(
                3,
                1,
                3,
                30,
                visit(OpKind.OP_KIND_EDIT, WomenServiceVisit.newBuilder().setGbvConsent(true)));
        return story.told();
    }

    private static Op.Builder visit(OpKind kind, WomenServiceVisit.Builder record) {
        return Op.newBuilder().setKind(kind).setWomenServiceVisit(record);
    }

    private static WomenServiceVisit.Builder visit() {
        return WomenServiceVisit.newBuilder().setUic("Ж1990АЙГУ");
    }

    private static Op.Builder contact(OpKind kind, OutreachContact.Builder record) {
        return Op.newBuilder().setKind(kind).setOutreachContact(record);
    }

    private static OutreachContact.Builder contact() {
        return OutreachContact.newBuilder()
                .setSex(2)
                .setAgeBand(6)
                .setMode(1)
                .setSetting(1)
                .addServices(1);
    }

    private static Op.Builder exchange(OpKind kind, NeedleExchange.Builder record) {
        return Op.newBuilder().setKind(kind).setNeedleExchange(record);
    }

    private static NeedleExchange.Builder exchange(int commodity, int distributed) {
        return lines(commodity, distributed).setSex(1).setAgeBand(7);
    }

    private static NeedleExchange.Builder lines(int commodity, int distributed) {
        return NeedleExchange.newBuilder().addLines(line(commodity, distributed));
    }

    private static ExchangeLine.Builder line(int commodity, int distributed) {
        return ExchangeLine.newBuilder().setCommodity(commodity).setDistributed(distributed);
    }

    private static Removal removal(int fieldNo, int element) {
        return Removal.newBuilder().setField(fieldNo).addElements(element).build();
    }

    private static Op.Builder tally(int contacts) {
        var record =
                SiteDayTally.newBuilder().setSex(1).setAgeBand(6).setMode(1).setContacts(contacts);
        return Op.newBuilder().setKind(OpKind.OP_KIND_CREATE).setSiteDayTally(record);
    }

    private static ByteString tallyId() {
        var type = WireContract.contract().type("SiteDayTally");
        var envelope = Field.envelope().toBuilder().setSite(Field.SITE).build();
        return ByteString.copyFrom(
                NaturalKey.of(type, tally(0).getSiteDayTally(), envelope).toBytes());
    }

    /** Sends an op in a batch of its own, stamped this many seconds after the first. */
    private void send(long device, int epoch, long baseSeq, int seconds, Op.Builder draft) {
        var caller = Field.device(device, epoch);
        long at = field.now - 3_600_000 + (long) seconds * SECOND;
        if (!draft.hasOwnRecord()) {
            draft.setRecordId(record);
        }
        var op = draft.setBaseSeq(baseSeq)
                .setHlc(Hlc.of(at, 0))
                .setElapsedMs((long) seconds * SECOND)
                .build();
        long batch = numbers.merge(device + "/" + epoch, 1L, Long::sum);
        var request = field.batch(caller, batch, batch, op);
        var result =
                server.sync(caller, Requests.of(request)).response().getAck().getResults(0);
        batches++;
        ops.add(new JsonObject()
                .put("seq", batches)
                .put("device_no", device)
                .put("epoch", epoch)
                .put("op", HEX.formatHex(op.toByteArray()))
                .put("status", result.getStatus().name())
                .put("code", result.getCode()));
    }

    private JsonObject told() {
        var reader = Field.device(9);
        var change = server.sync(reader, Requests.of(field.request(reader)))
                .response()
                .getChanges(0);
        return new JsonObject()
                .put("says", says)
                .put("record_id", HEX.formatHex(record.toByteArray()))
                .put("ops", ops)
                .put("change", HEX.formatHex(change.toByteArray()));
    }
}
