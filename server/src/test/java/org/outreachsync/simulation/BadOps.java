package org.outreachsync.simulation;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SiteDayTally;

/** Ops that a broken or hostile tablet may send; the server must keep them in quarantine, and go on. */
final class BadOps {

    private final RandomGenerator random;

    BadOps(RandomGenerator random) {
        this.random = random;
    }

    ByteString bytes(Op.Builder stamped, VirtualTablet tablet, int day) {
        var op = stamped.setKind(OpKind.OP_KIND_CREATE)
                .setOwnRecord(tablet.newRecordNo())
                .setEnvelope(Envelope.newBuilder().setOccurredOn(day));
        var line = ExchangeLine.newBuilder().setCommodity(2).setDistributed(5).build();
        var exchange = NeedleExchange.newBuilder().setSex(1).setAgeBand(5);
        switch (random.nextInt(14)) {
            case 0 -> {
                var junk = new byte[random.nextInt(1, 20)];
                random.nextBytes(junk);
                junk[0] = 0x0F;
                return ByteString.copyFrom(junk);
            }
            case 1 -> op.setNeedleExchange(exchange.addLines(line.toBuilder().setDistributed(-20)));
            case 2 -> op.setNeedleExchange(exchange.addLines(line).addLines(line));
            case 3 -> op.setNeedleExchange(exchange.addLines(line.toBuilder().setCommodity(9_999)));
            case 4 ->
                op.setNeedleExchange(exchange.addLines(line))
                        .getEnvelopeBuilder()
                        .setSite("S9");
            case 5 -> op.setNeedleExchange(exchange.addLines(line).setUic("Иванова Мария"));
            case 6 ->
                op.setNeedleExchange(exchange.addLines(line))
                        .getEnvelopeBuilder()
                        .setOccurredOn(day + 400);
            case 7 -> op.setKindValue(17).setNeedleExchange(exchange.addLines(line));
            case 8 -> op.setClient(Client.newBuilder().setUic("Ж1990АЙГУ"));
            case 9 -> op.setRecordId(ByteString.copyFromUtf8("short")).setNeedleExchange(exchange.addLines(line));
            case 10 ->
                op.setRecordId(ByteString.copyFrom(
                                RecordId.counted(tablet.device + 1, 1, 1).toBytes()))
                        .setNeedleExchange(exchange.addLines(line));
            case 11 -> op.clearRecord();
            case 12 -> otherKey(op, tablet);
            default -> otherType(op, tablet);
        }
        return op.build().toByteString();
    }

    /** An edit that makes a tally one of another sex; without a tally at hand, one that clears it. */
    private void otherKey(Op.Builder op, VirtualTablet tablet) {
        var target = tablet.records.held.entrySet().stream()
                .filter(held ->
                        held.getValue().type == 5 && held.getValue().shown.containsKey("sex"))
                .findFirst();
        op.setKind(OpKind.OP_KIND_EDIT)
                .clearEnvelope()
                .setSiteDayTally(SiteDayTally.newBuilder().setSex(3))
                .addSets(1);
        target.ifPresentOrElse(
                held -> op.setRecordId(ByteString.copyFrom(held.getKey().toBytes())),
                () -> op.setRecordId(
                                ByteString.copyFrom(RecordId.natural(5, "none").toBytes()))
                        .setSiteDayTally(SiteDayTally.getDefaultInstance()));
    }

    /** An edit that takes a record for one of another type. */
    private void otherType(Op.Builder op, VirtualTablet tablet) {
        var target = tablet.records.held.entrySet().stream()
                .filter(held -> held.getValue().type != 2 && held.getValue().type != 5)
                .findFirst();
        target.ifPresent(
                held -> op.setRecordId(ByteString.copyFrom(held.getKey().toBytes())));
        op.setKind(OpKind.OP_KIND_EDIT)
                .clearEnvelope()
                .setOutreachContact(OutreachContact.newBuilder().setMode(1));
    }
}
