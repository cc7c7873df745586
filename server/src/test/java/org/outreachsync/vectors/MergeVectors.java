package org.outreachsync.vectors;

import static org.outreachsync.vectors.MergeDrafts.contact;
import static org.outreachsync.vectors.MergeDrafts.exchange;
import static org.outreachsync.vectors.MergeDrafts.line;
import static org.outreachsync.vectors.MergeDrafts.lines;
import static org.outreachsync.vectors.MergeDrafts.removal;
import static org.outreachsync.vectors.MergeDrafts.tally;
import static org.outreachsync.vectors.MergeDrafts.tallyId;
import static org.outreachsync.vectors.MergeDrafts.visit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import org.outreachsync.sync.Field;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** What a server makes of ops on one record. */
final class MergeVectors {

    private MergeVectors() {}

    private static final HexFormat HEX = HexFormat.of();
    private static final int DUPLICATE = 1;

    static JsonObject merges() {
        var cases = new JsonArray()
                .add(values())
                .add(tie())
                .add(counts())
                .add(sets())
                .add(takenOut())
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
        var story = new MergeStory(
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
        var story = new MergeStory(
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
        var story = new MergeStory(
                "Counts that disagree open a review; the later is shown until somebody who saw both decides.");
        story.send(1, 1, 0, 0, exchange(OpKind.OP_KIND_CREATE, exchange(2, 20)).setOwnRecord(1));
        story.send(1, 1, 1, 10, exchange(OpKind.OP_KIND_EDIT, lines(2, 25)));
        story.send(2, 1, 1, 20, exchange(OpKind.OP_KIND_EDIT, lines(2, 30)));
        return story.told();
    }

    private static JsonObject sets() {
        var story = new MergeStory(
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

    private static JsonObject takenOut() {
        var story = new MergeStory(
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
        var story = new MergeStory(
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
        var story = new MergeStory(
                "Each device counts its own clicks from the day's beginning, and the sum shows. What goes on with the count of an earlier epoch"
                        + " replaces it only if it is greater; a later epoch that begins anew is added.");
        story.isOf(tallyId());
        story.send(1, 1, 0, 0, tally(4));
        story.send(2, 1, 0, 5, tally(7));
        story.send(1, 1, 1, 10, tally(6));
        story.send(1, 2, 0, 20, tally(9).setCountsEpoch(1));
        story.send(1, 3, 0, 30, tally(8).setCountsEpoch(1));
        story.send(1, 3, 5, 40, tally(2));
        return story.told();
    }

    private static JsonObject voided() {
        var story = new MergeStory("A void and an edit that did not see each other open a review; the void shows.");
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
        var story = new MergeStory(
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
}
