package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.PROTOBUF;
import static org.outreachsync.rig.ServerRig.SITE;
import static org.outreachsync.rig.ServerRig.bearer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Device;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncRequest;

/** Whoever has a stolen tablet that was revoked fills the supervisors' inbox no further than to the limit. */
class LateBatchesIT {

    private static final String OTHER = "NARYN";
    private static final int MAX = Limits.standard().batches().lateBatchesMax();

    private final ServerRig rig = new ServerRig(Map.of(), store -> new WatchedStore(store, this::read));
    private volatile Runnable afterReadOfTheTablet = () -> {};
    private EnrolResponse enrolled = EnrolResponse.getDefaultInstance();

    private void read(Table table, Object asked) {
        if (table.equals(Tables.DEVICES) && asked instanceof Collection) {
            afterReadOfTheTablet.run();
        }
    }

    @BeforeEach
    void revoke() throws IOException {
        rig.server.identities().sites().add(OTHER, "Naryn");
        var code = rig.server
                .identities()
                .codes()
                .make(List.of(SITE, OTHER), Duration.ofMinutes(5))
                .code();
        enrolled = EnrolResponse.parseFrom(SocketTablet.enrol(rig, code).body());
        rig.server.identities().devices().revoke(enrolled.getDeviceId());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawHttp.Response handIn(String site, long batchNo) {
        var request = SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId(enrolled.getDeviceId())
                .setEpoch(enrolled.getEpoch())
                .setScope(site)
                .setBatchNo(batchNo)
                .setFirstOp(batchNo)
                .addOps(Op.getDefaultInstance());
        try {
            return rig.send(
                    "POST",
                    "/v1/sync",
                    bearer(enrolled.getToken()) + PROTOBUF,
                    request.build().toByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private int counted() {
        return rig.server.identities().devices().list(1, 1).stream()
                .mapToInt(Device::lateBatches)
                .sum();
    }

    @Test
    void batchesForSeveralSitesAtOnceAreTogetherWithinTheLimit() {
        for (int batch = 1; batch < MAX; batch++) {
            assertThat(handIn(SITE, batch).status()).isEqualTo(200);
        }
        var other = new CompletableFuture<RawHttp.Response>();
        afterReadOfTheTablet = () -> {
            afterReadOfTheTablet = () -> {};
            Thread.ofVirtual().start(() -> other.complete(handIn(OTHER, 1)));
            other.join();
        };

        var beyond = handIn(SITE, MAX);

        assertThat(other.join().status()).isEqualTo(200);
        assertThat(beyond.code()).isEqualTo("DEVICE_REVOKED");
        assertThat(counted()).isEqualTo(MAX);
    }

    /** A tablet that lost the answer sends its last batch until it has one. */
    @Test
    void theSameBatchAgainIsAnsweredAndNotCounted() {
        for (int batch = 1; batch <= MAX; batch++) {
            assertThat(handIn(SITE, batch).status()).isEqualTo(200);
        }
        assertThat(handIn(SITE, MAX).status()).isEqualTo(200);
        assertThat(handIn(SITE, MAX + 1).code()).isEqualTo("DEVICE_REVOKED");
        assertThat(counted()).isEqualTo(MAX);
    }
}
