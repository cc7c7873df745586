package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.outreachsync.identity.Device;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Visits of a woman who says no to a part, from two tablets. */
abstract class RefusedPartsRig {

    static final String UIC = "Ж1990АЙГУ";
    static final int ENQUIRY = 53;
    static final int FIRST_LINE = 54;
    static final int PEP = 55;
    static final int HYGIENE_PACK = 64;

    final Field field = new Field();
    final SyncService server = field.server();
    final Device one = Field.device(1);
    final Device two = Field.device(2);
    long next = 1;

    SyncResponse sync(Device caller, SyncRequest.Builder request) {
        return server.sync(caller, Requests.of(request)).response();
    }

    SyncResponse send(Op.Builder op) {
        field.now += 1_000;
        var response = sync(one, field.batch(one, next, next, op.build()));
        next++;
        return response;
    }

    static OpResult only(SyncResponse response) {
        return response.getAck().getResults(0);
    }

    Op.Builder create(WomenServiceVisit.Builder visit) {
        return field.op(OpKind.OP_KIND_CREATE).setOwnRecord(1).setWomenServiceVisit(visit.setUic(UIC));
    }

    Op.Builder edit(WomenServiceVisit.Builder visit) {
        return field.op(OpKind.OP_KIND_EDIT)
                .setOwnRecord(1)
                .setBaseSeq(next - 1)
                .setWomenServiceVisit(visit);
    }

    static WomenServiceVisit.Builder yes() {
        return WomenServiceVisit.newBuilder()
                .addServices(FIRST_LINE)
                .addServices(HYGIENE_PACK)
                .addGbvTypes(2)
                .setDaysSinceIncident(1)
                .setGbvConsent(true);
    }

    static WomenServiceVisit.Builder no() {
        return WomenServiceVisit.newBuilder().setGbvConsent(false);
    }

    WomenServiceVisit visit() {
        return sync(two, field.request(two)).getChangesList().stream()
                .filter(change -> change.hasWomenServiceVisit())
                .findFirst()
                .orElseThrow()
                .getWomenServiceVisit();
    }

    static void assertNothingOfViolence(WomenServiceVisit visit) {
        assertThat(visit.getServicesList()).doesNotContain(ENQUIRY, FIRST_LINE, PEP);
        assertThat(visit.getGbvTypesList()).isEmpty();
        assertThat(visit.hasDaysSinceIncident()).isFalse();
        assertThat(visit.getGbvConsent()).isFalse();
    }
}
