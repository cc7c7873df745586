package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.store.Tables;
import org.outreachsync.store.mongo.MongoLimits;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.mongo.WireStandIn;
import org.outreachsync.store.mongo.WireStandIn.Says;

/** A replica set loses its primary while a server runs over it, and gets one again. */
class MongoReadinessIT {

    private static final MongoLimits QUICK = new MongoLimits(40, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void aSetWithoutAPrimaryIsSaidAndSoIsItsReturn() throws IOException {
        try (var mongo = new WireStandIn();
                var store = new MongoStore(mongo.uri("outreach") + "?heartbeatFrequencyMS=500", Tables.ALL, QUICK);
                var rig = new ServerRig(Map.of(), memory -> store)) {
            assertThat(rig.management("/health/ready").status()).isEqualTo(200);

            mongo.become(Says.SECONDARY);
            var down = answered(rig, 503);

            assertThat(down.json().getJsonArray("checks").stream()
                            .map(JsonObject.class::cast)
                            .map(check -> check.getString("status")))
                    .contains("DOWN");
            assertThat(rig.management("/health/live").status()).isEqualTo(200);

            mongo.become(Says.PRIMARY);
            assertThat(answered(rig, 200).json().getString("status")).isEqualTo("UP");
        }
    }

    /** The driver looks twice a second what the server is. */
    private static RawHttp.Response answered(ServerRig rig, int status) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var answer = rig.management("/health/ready");
        while (answer.status() != status && System.nanoTime() < end) {
            rig.time.pass(Duration.ofSeconds(11));
            answer = rig.management("/health/ready");
        }
        assertThat(answer.status()).isEqualTo(status);
        return answer;
    }
}
