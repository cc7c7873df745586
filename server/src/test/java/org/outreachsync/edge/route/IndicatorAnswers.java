package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SharedServer;
import org.outreachsync.rig.SocketTablet;

/** Asks for indicators over a socket, after two tablets synced. */
abstract class IndicatorAnswers {

    static final String YEAR = "?period=2026";

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer((rig, admin) -> {
        rig.place(admin, SITE, "KG-O");
        rig.time.pass(Duration.ofSeconds(2));
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 20);
        new SocketTablet(rig).exchange("М1985БЕАС", 30);
        rig.awaitCounted(admin, SITE);
    });

    ServerRig rig;
    String admin;

    @BeforeEach
    void start() {
        rig = SERVER.rig();
        admin = SERVER.admin();
    }

    final void post(String path, String body) throws IOException {
        assertThat(rig.send("POST", path, admin + JSON, body.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isBetween(200, 201);
    }

    final RawHttp.Response get(String path, String headers) throws IOException {
        // However often a test asks, it keeps within what one person may.
        rig.time.pass(Duration.ofMillis(100));
        return rig.send("GET", "/v1/indicators/" + path, admin + headers, new byte[0]);
    }

    /** What is asked right after the sync is counted within a moment. */
    final JsonObject counted(String path) throws IOException {
        JsonObject answer;
        do {
            Thread.onSpinWait();
            answer = get(path, "").json();
        } while (!isCounted(answer.getJsonObject("as_of").getJsonObject(SITE)));
        return answer;
    }

    private static boolean isCounted(JsonObject asOf) {
        return asOf.getLong("acknowledged_to") == 2 && asOf.getLong("counted_to") == 2;
    }
}
