package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.edge.route.DestinationDocuments.FOLDER;
import static org.outreachsync.edge.route.DestinationDocuments.MINISTRY;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;

/** What ends with a destination, and which credentials fit it. */
class DestinationLifeIT extends DestinationRig {

    @Test
    void refusesACredentialThatTheChannelCannotUse() throws IOException {
        add(MINISTRY.replace(
                "channel: pull",
                "channel: {kind: sftp, host: sftp.example.org, user: u, host_key: \"SHA256:" + "A".repeat(43)
                        + "\", credential: c}"));
        var noKey = credential("c", "{\"kind\":\"ssh_key\",\"key\":\"not a key at all\"}");
        assertThat(noKey.json().getMap()).containsEntry("code", "PARAMETER").containsEntry("parameter", "kind");
        assertThat(noKey.json().getString("detail")).contains("OpenSSH").doesNotContain("not a key at all");
        assertThat(credential("c", TOKEN).json().getString("detail")).contains("SFTP needs");
        assertThat(credential("another-name", TOKEN).code()).isEqualTo("PARAMETER");
        assertThat(credential("c", "{\"kind\":\"password\",\"password\":\"p\"}").status())
                .isEqualTo(200);
        assertThat(credential("mail", TOKEN).json().getString("detail")).contains("mail server");
        add(FOLDER);
        var useless = rig.send(
                "PUT", "/v1/destinations/NGO/credentials/c", admin + JSON, TOKEN.getBytes(StandardCharsets.UTF_8));
        assertThat(useless.json().getString("detail")).contains("folder uses no credential");
    }

    @Test
    void removesADestinationWithItsKeysAndKeepsItsVersions() throws IOException {
        add(MINISTRY);
        add(FOLDER);
        var issued = rig.send(
                "POST",
                "/v1/destinations/MINISTRY/keys",
                admin + JSON,
                "{\"holder\":\"Statistics\",\"days\":30}".getBytes(StandardCharsets.UTF_8));
        var donor = ServerRig.bearer(issued.json().getString("key"));
        var manager = rig.person(Role.MANAGER, Set.of(SITE));
        assertThat(rig.send("DELETE", "/v1/destinations/MINISTRY", manager, new byte[0])
                        .code())
                .isEqualTo("ROLE_DENIED");
        var left = rig.send("DELETE", "/v1/destinations/MINISTRY", admin, new byte[0]);
        assertThat(left.json().getJsonArray("items"))
                .extracting(item -> ((JsonObject) item).getString("code"))
                .containsExactly("NGO");
        assertThat(get("/v1/destinations/MINISTRY").code()).isEqualTo("NOT_FOUND");
        assertThat(rig.send("DELETE", "/v1/destinations/MINISTRY", admin, new byte[0])
                        .code())
                .isEqualTo("NOT_FOUND");
        assertThat(rig.send("GET", "/v1/donor/exports", donor, new byte[0]).code())
                .isEqualTo("TOKEN");
        assertThat(rig.server.exporting().destinations().document("MINISTRY", 1))
                .isEqualTo(MINISTRY);
        var again = add(MINISTRY);
        assertThat(again.json().getInteger("version")).isEqualTo(3);
        assertThat(rig.send("GET", "/v1/donor/exports", donor, new byte[0]).code())
                .isEqualTo("TOKEN");
    }

    private RawHttp.Response credential(String name, String body) throws IOException {
        return rig.send(
                "PUT",
                "/v1/destinations/MINISTRY/credentials/" + name,
                admin + JSON,
                body.getBytes(StandardCharsets.UTF_8));
    }
}
