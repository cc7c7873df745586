package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.PROTOBUF;
import static org.outreachsync.rig.ServerRig.SITE;
import static org.outreachsync.rig.ServerRig.bearer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.Scrape;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncRequest;

/** An enrolled device and an admin at a whole server over a socket. */
abstract class EnrolledDeviceRig {

    ServerRig rig;
    EnrolResponse enrolled;
    String admin;

    @BeforeEach
    void start() throws IOException {
        rig = new ServerRig(Map.of());
        admin = rig.admin();
        var code = json(
                "POST",
                "/v1/enrolment-codes",
                new JsonObject().put("sites", JsonArray.of(SITE)).put("minutes", 5));
        var request = EnrolRequest.newBuilder()
                .setOneTimeCode(code.json().getString("code"))
                .setPublicKey(ServerRig.publicKey())
                .setModel("tab")
                .build();
        var response = rig.send("POST", "/v1/enrol", PROTOBUF, request.toByteArray());
        assertThat(response.status()).isEqualTo(200);
        enrolled = EnrolResponse.parseFrom(response.body());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    RawHttp.Response json(String method, String path, JsonObject body) throws IOException {
        return rig.send(method, path, admin + JSON, body.toBuffer().getBytes());
    }

    SyncRequest.Builder request() {
        return SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId(enrolled.getDeviceId())
                .setEpoch(enrolled.getEpoch())
                .setScope(SITE)
                .setDeviceNow(rig.time.millis())
                .setBootId(1)
                .setElapsedMs(1_000)
                .setAppVersion("1.0");
    }

    SyncRequest.Builder batch(long batchNo) {
        return request()
                .setBatchNo(batchNo)
                .setFirstOp(batchNo)
                .setDefaults(Envelope.getDefaultInstance())
                .addOps(Op.newBuilder()
                        .setKind(OpKind.OP_KIND_CREATE)
                        .setOwnRecord(batchNo)
                        .setHlc(rig.time.millis() << 16));
    }

    RawHttp.Response sync(SyncRequest.Builder request) throws IOException {
        return rig.send(
                "POST",
                "/v1/sync",
                bearer(enrolled.getToken()) + PROTOBUF,
                request.build().toByteArray());
    }

    /** Waits until the metrics contain all of this. */
    void awaitMetrics(String... parts) throws IOException {
        Scrape scrape = () -> new String(rig.management("/metrics").body(), StandardCharsets.UTF_8);
        scrape.await(parts);
    }
}
