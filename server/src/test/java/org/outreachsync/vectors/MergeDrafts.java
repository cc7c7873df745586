package org.outreachsync.vectors;

import com.google.protobuf.ByteString;
import org.outreachsync.sync.Field;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Removal;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Ops on one record, as the merge vectors send them. */
final class MergeDrafts {

    private MergeDrafts() {}

    static Op.Builder visit(OpKind kind, WomenServiceVisit.Builder record) {
        return Op.newBuilder().setKind(kind).setWomenServiceVisit(record);
    }

    static WomenServiceVisit.Builder visit() {
        return WomenServiceVisit.newBuilder().setUic("Ж1990АЙГУ");
    }

    static Op.Builder contact(OpKind kind, OutreachContact.Builder record) {
        return Op.newBuilder().setKind(kind).setOutreachContact(record);
    }

    static OutreachContact.Builder contact() {
        return OutreachContact.newBuilder()
                .setSex(2)
                .setAgeBand(6)
                .setMode(1)
                .setSetting(1)
                .addServices(1);
    }

    static Op.Builder exchange(OpKind kind, NeedleExchange.Builder record) {
        return Op.newBuilder().setKind(kind).setNeedleExchange(record);
    }

    static NeedleExchange.Builder exchange(int commodity, int distributed) {
        return lines(commodity, distributed).setSex(1).setAgeBand(7);
    }

    static NeedleExchange.Builder lines(int commodity, int distributed) {
        return NeedleExchange.newBuilder().addLines(line(commodity, distributed));
    }

    static ExchangeLine.Builder line(int commodity, int distributed) {
        return ExchangeLine.newBuilder().setCommodity(commodity).setDistributed(distributed);
    }

    static Removal removal(int fieldNo, int element) {
        return Removal.newBuilder().setField(fieldNo).addElements(element).build();
    }

    static Op.Builder tally(int contacts) {
        var record =
                SiteDayTally.newBuilder().setSex(1).setAgeBand(6).setMode(1).setContacts(contacts);
        return Op.newBuilder().setKind(OpKind.OP_KIND_CREATE).setSiteDayTally(record);
    }

    static ByteString tallyId() {
        var type = WireContract.contract().type("SiteDayTally");
        var envelope = Field.envelope().toBuilder().setSite(Field.SITE).build();
        return ByteString.copyFrom(
                NaturalKey.of(type, tally(0).getSiteDayTally(), envelope).toBytes());
    }
}
