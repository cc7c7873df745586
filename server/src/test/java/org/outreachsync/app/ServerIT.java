package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.PROTOBUF;
import static org.outreachsync.rig.ServerRig.SITE;
import static org.outreachsync.rig.ServerRig.bearer;

import com.google.protobuf.ByteString;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncResponse;

/** The whole server over a socket: enrolment, sync, the life of a device, and the management port. */
class ServerIT extends EnrolledDeviceRig {

    @Test
    void tellsADeviceWhatToKeepTo() {
        assertThat(enrolled.getTimeZone()).isEqualTo("Asia/Bishkek");
        assertThat(enrolled.getClientCodePattern()).isEqualTo("GYYYYMMFF");
        assertThat(enrolled.getLimits().getOpsMax()).isEqualTo(500);
        assertThat(enrolled.getScopesList()).containsExactly(SITE);
        assertThat(enrolled.getServerNow()).isEqualTo(rig.time.millis());
    }

    @Test
    void answersASync() throws IOException {
        var response = sync(request());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("application/x-protobuf");
        assertThat(SyncResponse.parseFrom(response.body()).getServerNow()).isEqualTo(rig.time.millis());
        assertThat(rig.server.identities().devices().find(enrolled.getDeviceId()))
                .returns("1.0", Device::appVersion);
    }

    @Test
    void countsBatchesAndShowsQuarantine() throws IOException {
        var response = sync(batch(1));

        var ack = SyncResponse.parseFrom(response.body()).getAck();
        assertThat(ack.getResultsList())
                .extracting(result -> result.getStatus())
                .containsExactly(Status.STATUS_QUARANTINED);
        var quarantine = rig.send("GET", "/v1/quarantine?site=" + SITE, admin, new byte[0])
                .json()
                .getJsonArray("items");
        assertThat(quarantine).hasSize(1);
        awaitMetrics(
                "outreach_batches_total 1.0",
                "outreach_ops_total 1.0",
                "outreach_ops_quarantined_total 1.0",
                "route=\"/v1/sync\",status=\"200\"");
    }

    @Test
    void refusesWhatTheUseCaseRefuses() throws IOException {
        assertThat(sync(request().setProtoVersion(0)).code()).isEqualTo("UPGRADE");
        assertThat(sync(request().setDeviceId("another")).code()).isEqualTo("TOKEN");
        var older = sync(request().setEpoch(0)).json();
        assertThat(older.getString("code")).isEqualTo("EPOCH_STALE");
        assertThat(older.getString("detail")).contains("has enrolled again");
        for (int ahead : new int[] {2, 7}) {
            var newer = sync(request().setEpoch(ahead)).json();
            assertThat(newer.getString("code")).isEqualTo("EPOCH_STALE");
            assertThat(newer.getString("detail"))
                    .contains("does not know this epoch yet")
                    .doesNotContain("has enrolled again");
        }
        assertThat(sync(request().setScope("NARYN")).code()).isEqualTo("SCOPE_DENIED");
        assertThat(sync(request().setCursor(ByteString.copyFromUtf8("forged"))).code())
                .isEqualTo("CURSOR_EXPIRED");
        assertThat(sync(batch(5)).code()).isEqualTo("OUT_OF_ORDER");
        assertThat(rig.send("POST", "/v1/sync", bearer(enrolled.getToken()) + PROTOBUF, new byte[] {-1})
                        .code())
                .isEqualTo("MALFORMED");
        assertThat(rig.send("POST", "/v1/enrol", PROTOBUF, new byte[] {-1}).code())
                .isEqualTo("MALFORMED");
        assertThat(rig.send(
                                "POST",
                                "/v1/enrol",
                                PROTOBUF,
                                EnrolRequest.newBuilder()
                                        .setOneTimeCode("AAAA-AAAA-AAAA")
                                        .setPublicKey(ServerRig.publicKey())
                                        .build()
                                        .toByteArray())
                        .code())
                .isEqualTo("ONE_TIME_CODE");
    }

    @Test
    void refusesABatchNumberThatHoldsOtherOps() throws IOException {
        sync(batch(1));

        var refused = sync(batch(1).addOps(Op.newBuilder().setKind(OpKind.OP_KIND_CREATE)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("BATCH_ID_REUSED");
        assertThat(refused.json().getMap())
                .containsEntry("expected_batch_no", 2)
                .containsEntry("acked_op", 1);
    }

    @Test
    void keepsPeopleToTheirSites() throws IOException {
        rig.server.identities().sites().add("NARYN", "Naryn");
        var manager = rig.person(Role.MANAGER, Set.of("NARYN"));
        var supervisor = rig.person(Role.SUPERVISOR, Set.of("NARYN"));
        var forOsh =
                new JsonObject().put("sites", JsonArray.of(SITE)).toBuffer().getBytes();

        assertThat(rig.send("GET", "/v1/sites", manager, new byte[0]).json().getJsonArray("items"))
                .hasSize(1);
        assertThat(rig.send("GET", "/v1/devices", manager, new byte[0]).json().getJsonArray("items"))
                .isEmpty();
        assertThat(rig.send("POST", "/v1/devices/" + enrolled.getDeviceId() + "/wipe", manager, new byte[0])
                        .code())
                .isEqualTo("NOT_FOUND");
        assertThat(rig.send("POST", "/v1/enrolment-codes", manager + JSON, forOsh)
                        .code())
                .isEqualTo("SCOPE_DENIED");
        assertThat(rig.send("GET", "/v1/reviews?site=" + SITE, supervisor, new byte[0])
                        .code())
                .isEqualTo("SCOPE_DENIED");
        assertThat(rig.send("GET", "/v1/reviews", supervisor, new byte[0]).code())
                .isEqualTo("PARAMETER");
        for (var inbox : new String[] {"/v1/reviews", "/v1/quarantine"}) {
            assertThat(rig.send("GET", inbox + "?site=NOWHERE", supervisor, new byte[0])
                            .code())
                    .isEqualTo("SCOPE_DENIED");
            assertThat(rig.send("GET", inbox + "?site=NOWHERE", admin, new byte[0])
                            .code())
                    .isEqualTo("PARAMETER");
        }
        assertThat(rig.send("GET", "/v1/indicators/contacts?period=2026&sites=" + SITE, manager, new byte[0])
                        .status())
                .isIn(403, 404);
    }

    @Test
    void aQueryThatCannotBeReadLeavesNoTrace() throws IOException {
        for (int at = 0; at < 20; at++) {
            assertThat(rig.send("GET", "/v1/indicators?x=%zz", admin, new byte[0])
                            .code())
                    .isEqualTo("MALFORMED");
        }
        awaitMetrics("outreach_http_requests_active 0.0");
    }

    @Test
    void setsUpTheFirstAdminOnlyWhenThereIsNone() throws IOException {
        assertThat(rig.server.identities().people().openSetup()).isNull();
        var response =
                rig.send("POST", "/v1/setup", JSON, "{\"code\":\"AAAA-AAAA-AAAA\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(response.code()).isEqualTo("ONE_TIME_CODE");
        assertThat(rig.send("POST", "/v1/setup", JSON, "[]".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
        assertThat(rig.send("POST", "/v1/setup", JSON, "{\"code\":7}".getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo("PARAMETER");
    }

    @Test
    void saysWhetherItLivesAndIsReady() throws IOException {
        assertThat(rig.management("/health/live").status()).isEqualTo(200);
        assertThat(rig.management("/health/ready").status()).isEqualTo(200);
        assertThat(rig.management("/nothing").status()).isEqualTo(404);

        rig.store.close();

        assertThat(rig.management("/health/ready").status()).isEqualTo(503);
        assertThat(rig.management("/health/live").status()).isEqualTo(200);
    }
}
