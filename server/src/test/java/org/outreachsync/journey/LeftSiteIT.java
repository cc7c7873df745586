package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.PROTOBUF;
import static org.outreachsync.rig.ServerRig.SITE;
import static org.outreachsync.rig.ServerRig.bearer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.wire.v1.Command;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * A tablet that lost a site, over a socket: what it gets for it before and after it has said that it forgot the site.
 */
class LeftSiteIT {

    private static final String OTHER = "NARYN";
    private static final String REMOVAL = "remove/" + SITE;

    private ServerRig rig;
    private SocketTablet tablet;
    private String admin;

    @BeforeEach
    void start() throws IOException {
        rig = new ServerRig(Map.of());
        rig.server.identities().sites().add(OTHER, "Naryn");
        admin = rig.admin();
        tablet = new SocketTablet(rig);
        site("PUT", OTHER);
        site("DELETE", SITE);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void site(String method, String code) throws IOException {
        var path = "/v1/devices/" + tablet.enrolled.getDeviceId() + "/sites/" + code;
        assertThat(rig.send(method, path, admin, new byte[0]).status()).isEqualTo(200);
    }

    private SyncRequest.Builder request(String site) {
        return SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId(tablet.enrolled.getDeviceId())
                .setEpoch(tablet.enrolled.getEpoch())
                .setScope(site)
                .setDeviceNow(rig.time.millis());
    }

    private RawHttp.Response sync(SyncRequest.Builder request) throws IOException {
        return rig.send(
                "POST",
                "/v1/sync",
                bearer(tablet.enrolled.getToken()) + PROTOBUF,
                request.build().toByteArray());
    }

    private List<String> commands(SyncRequest.Builder request) throws IOException {
        var response = sync(request);
        assertThat(response.status()).isEqualTo(200);
        return SyncResponse.parseFrom(response.body()).getCommandsList().stream()
                .map(Command::getId)
                .toList();
    }

    @Test
    void getsTheCommandUntilItConfirmsAndNothingAfter() throws IOException {
        assertThat(commands(request(SITE))).containsExactlyInAnyOrder("add/" + OTHER, REMOVAL);
        assertThat(commands(request(SITE))).as("not confirmed").contains(REMOVAL);
        assertThat(commands(request(OTHER).addDoneCommands(REMOVAL))).doesNotContain(REMOVAL);

        var denied = sync(request(SITE));

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.code()).isEqualTo("SCOPE_DENIED");
        assertThat(sync(request(SITE).addDoneCommands("remove/" + OTHER)).code())
                .isEqualTo("SCOPE_DENIED");
    }

    @Test
    void mayConfirmOnceMoreWhenTheAnswerWasLost() throws IOException {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(commands(request(SITE).addDoneCommands(REMOVAL)))
                    .as("attempt %d", attempt)
                    .doesNotContain(REMOVAL);
        }
        assertThat(commands(request(OTHER).addDoneCommands(REMOVAL))).doesNotContain(REMOVAL);
    }

    @Test
    void worksThereAgainOnceTheSiteIsGivenBack() throws IOException {
        commands(request(SITE).addDoneCommands(REMOVAL));
        site("PUT", SITE);

        assertThat(commands(request(SITE).addDoneCommands(REMOVAL)))
                .contains("add/" + SITE)
                .doesNotContain(REMOVAL);

        site("DELETE", SITE);
        assertThat(commands(request(SITE)))
                .as("taken away once more")
                .contains(REMOVAL)
                .doesNotContain("add/" + SITE);
    }

    @Test
    void mayStillHandInWhatItHolds() throws IOException {
        commands(request(SITE).addDoneCommands(REMOVAL));
        var late = request(SITE)
                .setBatchNo(1)
                .setFirstOp(1)
                .setDefaults(Envelope.getDefaultInstance())
                .addOps(Op.newBuilder()
                        .setKind(OpKind.OP_KIND_CREATE)
                        .setOwnRecord(1)
                        .setHlc(rig.time.millis() << 16));

        var answer = SyncResponse.parseFrom(sync(late).body());

        assertThat(answer.getAck().getResults(0).getStatus()).isEqualTo(Status.STATUS_QUARANTINED);
        assertThat(answer.getAck().getResults(0).getCode()).isEqualTo("SCOPE_REMOVED");
        assertThat(answer.getCommandsList())
                .as("it has the site, after all")
                .extracting(Command::getId)
                .contains(REMOVAL);
        assertThat(answer.getChangesList()).isEmpty();
        assertThat(sync(request(SITE)).code()).isEqualTo("SCOPE_DENIED");
    }
}
