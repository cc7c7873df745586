package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.app.ServerRig.PROTOBUF;
import static org.outreachsync.app.ServerRig.SITE;
import static org.outreachsync.app.ServerRig.bearer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.outreachsync.edge.RawHttp;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncRequest;

/** A tablet that enrolled over a socket at the site of the rig and hands in batches of one op. */
final class Tablet {

    private static final int DAY = 20_513;

    final EnrolResponse enrolled;
    private final ServerRig rig;
    private long ops;

    Tablet(ServerRig rig) throws IOException {
        this.rig = rig;
        var code = rig.server.identities().codes().make(List.of(SITE), Duration.ofMinutes(5)).code();
        this.enrolled = EnrolResponse.parseFrom(enrol(rig, code).body());
    }

    static RawHttp.Response enrol(ServerRig rig, String code) throws IOException {
        var request = EnrolRequest.newBuilder().setOneTimeCode(code).setPublicKey(ServerRig.publicKey()).setModel("tablet").setAppVersion("1.0");
        return rig.send("POST", "/v1/enrol", PROTOBUF, request.build().toByteArray());
    }

    /** Records that somebody was given syringes. */
    void exchange(String clientCode, int syringes) throws IOException {
        var line = ExchangeLine.newBuilder().setCommodity(2).setDistributed(syringes);
        handIn(Op.newBuilder().setNeedleExchange(NeedleExchange.newBuilder().setUic(clientCode).addLines(line)));
    }

    /** Records nothing that there is, so that it goes to quarantine. */
    void nonsense() throws IOException {
        handIn(Op.newBuilder());
    }

    private void handIn(Op.Builder op) throws IOException {
        ops++;
        var sync = SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId(enrolled.getDeviceId())
                .setEpoch(enrolled.getEpoch())
                .setScope(SITE)
                .setDeviceNow(rig.time.millis())
                .setBootId(1)
                .setElapsedMs(1_000)
                .setBatchNo(ops)
                .setFirstOp(ops)
                .setDefaults(Envelope.newBuilder().setProject(3).setWorker(1).setRole(1).setOccurredOn(DAY))
                .addOps(op.setKind(OpKind.CREATE).setOwnRecord(ops).setHlc(rig.time.millis() << 16).setElapsedMs(1_000));
        assertThat(rig.send("POST", "/v1/sync", bearer(enrolled.getToken()) + PROTOBUF, sync.build().toByteArray()).status()).isEqualTo(200);
    }
}
