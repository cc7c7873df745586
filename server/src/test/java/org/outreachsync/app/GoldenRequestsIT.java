package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.PROTOBUF;
import static org.outreachsync.rig.ServerRig.bearer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Tablets of each version of the contract that is served send what they sent when it was released, and it is taken.
 * There is one version so far; whoever makes the second one adds its bytes here, and the three newest stay.
 */
class GoldenRequestsIT {

    private static final Path GOLDEN = Path.of("..", "proto", "src", "test", "resources", "golden");
    private static final String SITE = "BISHKEK-1";

    @Test
    void versionOneIsTaken() throws Exception {
        var golden = SyncRequest.parseFrom(HexFormat.of()
                .parseHex(Files.readString(GOLDEN.resolve("sync-request-v1.hex"), StandardCharsets.US_ASCII)
                        .replaceAll("\\s", "")));
        try (var rig = new ServerRig(Map.of())) {
            rig.time.pass(Duration.between(rig.time.instant(), Instant.ofEpochMilli(golden.getDeviceNow())));
            rig.server.identities().sites().add(SITE, "Bishkek");
            var tablet = new SocketTablet(rig, SITE);
            // What the server itself gave out is all that differs.
            var request = golden.toBuilder()
                    .setDeviceId(tablet.enrolled.getDeviceId())
                    .setEpoch(tablet.enrolled.getEpoch())
                    .setBatchNo(1)
                    .setFirstOp(1)
                    .clearCursor()
                    .build();

            var answer =
                    rig.send("POST", "/v1/sync", bearer(tablet.enrolled.getToken()) + PROTOBUF, request.toByteArray());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(SyncResponse.parseFrom(answer.body()).getAck().getResultsList())
                    .extracting(OpResult::getStatus)
                    // The tally has an id that is not made from what it counts, as it always had.
                    .containsExactly(
                            Status.STATUS_APPLIED,
                            Status.STATUS_APPLIED,
                            Status.STATUS_APPLIED,
                            Status.STATUS_APPLIED,
                            Status.STATUS_QUARANTINED);
        }
    }
}
