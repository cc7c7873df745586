package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.outreachsync.config.Limits;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.store.DocumentStore;

/** A server with two recipients, and a site where 30 contacts with three people were recorded in March 2026. */
final class ExportRig implements AutoCloseable {

    final ServerRig rig;
    final String admin;
    final SocketTablet tablet;

    ExportRig(Path data) throws IOException {
        this(data, store -> store, Limits.standard());
    }

    /** Over what is put around the store, with other limits. */
    ExportRig(Path data, UnaryOperator<DocumentStore> around, Limits limits) throws IOException {
        rig = new ServerRig(Map.of("OUTREACH_DATA", data.toString()), around, limits);
        admin = rig.admin();
        rig.place(admin, SITE, "KG-O");
        tablet = new SocketTablet(rig);
        tablet.exchange("Ж1990АЙГУ", 10);
        tablet.exchange("Ж1991АЙГУ", 20);
        rig.awaitCounted(admin, SITE);
        assertThat(DestinationDocuments.add(rig, admin, DestinationDocuments.MINISTRY)
                        .status())
                .isEqualTo(201);
        assertThat(DestinationDocuments.add(rig, admin, DestinationDocuments.FOLDER)
                        .status())
                .isEqualTo(201);
        // March is over.
        rig.time.pass(Duration.ofDays(40));
    }

    RawHttp.Response send(String method, String path, String who) throws IOException {
        rig.time.pass(Duration.ofMillis(100));
        return rig.send(method, path, who, new byte[0]);
    }

    RawHttp.Response post(String path, String who, JsonObject body) throws IOException {
        return rig.send("POST", path, who + JSON, body.toBuffer().getBytes());
    }

    /** Makes the exports of a period. */
    JsonArray start(String destination, String period) throws IOException {
        var started = post(
                "/v1/exports",
                admin,
                new JsonObject().put("destination", destination).put("period", period));
        assertThat(started.status()).as(started.json().encode()).isEqualTo(201);
        return started.json().getJsonArray("items");
    }

    /** Delivers what is due, as the server does by itself from time to time. */
    void tick() {
        var exports = rig.server.exporting().exports();
        exports.look(rig.time.instant());
        assertThat(exports.awaitDeliveries(Duration.ofMinutes(1))).isTrue();
    }

    /** The header of a new key. */
    String key(String destination, int days) throws IOException {
        var issued = post(
                "/v1/destinations/" + destination + "/keys",
                admin,
                new JsonObject().put("holder", "Statistics").put("days", days));
        assertThat(issued.status()).isEqualTo(201);
        return ServerRig.bearer(issued.json().getString("key"));
    }

    static String text(RawHttp.Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        rig.close();
    }
}
