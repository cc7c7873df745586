package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.PROTOBUF;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncResponse;

/** The life of a device over a socket: enrolled again, revoked, wiped, moved away from a site. */
class DeviceLifeIT extends EnrolledDeviceRig {

    @Test
    void refusesTheTokenFromBeforeANewEnrolment() throws IOException {
        var again = EnrolRequest.newBuilder()
                .setDeviceId(enrolled.getDeviceId())
                .setPreviousToken(enrolled.getToken())
                .setPublicKey(ServerRig.publicKey());
        assertThat(rig.send("POST", "/v1/enrol", PROTOBUF, again.build().toByteArray())
                        .status())
                .isEqualTo(200);
        rig.time.pass(Limits.standard().identities().cache());

        var refused = sync(batch(1));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("TOKEN");
    }

    @Test
    void takesTheLastShiftOfARevokedDeviceAndThenNothing() throws IOException {
        assertThat(json("POST", "/v1/devices/" + enrolled.getDeviceId() + "/revoke", new JsonObject())
                        .status())
                .isEqualTo(200);

        var late = sync(batch(1));
        assertThat(late.status()).isEqualTo(200);
        assertThat(SyncResponse.parseFrom(late.body()).getAck().getResults(0).getStatus())
                .isEqualTo(Status.STATUS_QUARANTINED);

        var empty = sync(request());
        assertThat(empty.status()).isEqualTo(403);
        assertThat(empty.json().getMap())
                .containsEntry("code", "DEVICE_REVOKED")
                .containsEntry("wipe", true);
        assertThat(rig.server.identities().devices().find(enrolled.getDeviceId()))
                .returns(1, Device::lateBatches);
        awaitMetrics("outreach_batches_late_total 1.0");
    }

    @Test
    void wipesADeviceAndHearsThatItDid() throws IOException {
        json("POST", "/v1/devices/" + enrolled.getDeviceId() + "/wipe", new JsonObject());

        var told = sync(request());
        assertThat(told.json().getMap())
                .containsEntry("code", "DEVICE_REVOKED")
                .containsEntry("wipe", true)
                .containsKey("command");
        var confirmed = sync(request().addDoneCommands(told.json().getString("command")));

        assertThat(confirmed.json().getMap())
                .containsEntry("code", "DEVICE_REVOKED")
                .containsEntry("wiped", true);
        var listed = rig.send("GET", "/v1/devices", admin, new byte[0])
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(listed.getString("state")).isEqualTo("WIPED");
    }

    @Test
    void tellsADeviceOnceOfASiteThatItLost() throws IOException {
        rig.server.identities().sites().add("NARYN", "Naryn");
        var device = "/v1/devices/" + enrolled.getDeviceId() + "/sites/";
        assertThat(rig.send("PUT", device + "NARYN", admin, new byte[0]).status())
                .isEqualTo(200);
        assertThat(rig.send("DELETE", device + SITE, admin, new byte[0]).status())
                .isEqualTo(200);

        var first = SyncResponse.parseFrom(sync(request()).body());
        assertThat(first.getCommandsList())
                .extracting(command -> command.getId())
                .containsExactlyInAnyOrder("add/NARYN", "remove/" + SITE);
        var second = SyncResponse.parseFrom(
                sync(request().setScope("NARYN").addDoneCommands("add/NARYN").addDoneCommands("remove/" + SITE))
                        .body());
        assertThat(second.getCommandsList()).isEmpty();
    }

    @Test
    void aManagerWipesNoTabletThatAlsoServesOthers() throws IOException {
        rig.server.identities().sites().add("CHUY", "Chuy");
        var id = enrolled.getDeviceId();
        rig.send("PUT", "/v1/devices/" + id + "/sites/CHUY", admin, new byte[0]);
        var manager = rig.person(Role.MANAGER, Set.of(SITE));

        assertThat(rig.send("POST", "/v1/devices/" + id + "/wipe", manager, new byte[0])
                        .code())
                .isEqualTo("SCOPE_DENIED");

        rig.send("DELETE", "/v1/devices/" + id + "/sites/CHUY", admin, new byte[0]);
        assertThat(rig.send("POST", "/v1/devices/" + id + "/wipe", manager, new byte[0])
                        .status())
                .isEqualTo(200);
    }
}
