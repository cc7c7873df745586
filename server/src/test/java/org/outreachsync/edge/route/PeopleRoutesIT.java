package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;
import static org.outreachsync.rig.ServerRig.bearer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;

/** {@code /v1/people} over a socket. */
class PeopleRoutesIT {

    private ServerRig rig;
    private String admin;

    @BeforeEach
    void start() {
        rig = new ServerRig(Map.of());
        admin = rig.admin();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawHttp.Response add(String role, String... sites) throws IOException {
        var body = new JsonObject().put("name", "Aida").put("role", role);
        if (sites.length > 0) {
            body.put("sites", JsonArray.of((Object[]) sites));
        }
        return rig.send("POST", "/v1/people", admin + JSON, body.toBuffer().getBytes());
    }

    private RawHttp.Response ask(String method, String path, String who) throws IOException {
        return rig.send(method, path, who, new byte[0]);
    }

    private static void refused(RawHttp.Response response, String parameter) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().getMap()).containsEntry("code", "PARAMETER").containsEntry("parameter", parameter);
    }

    @Test
    void anAdminCannotEndTheirOwnAccessWhileTheyAreTheLast() throws IOException {
        try (var other = new ServerRig(Map.of())) {
            var people = other.server.identities().people();
            var only = people.add("Only", Role.ADMIN, Set.of());
            var path = "/v1/people/" + only.person().id() + "/revoke";

            var refused = other.send("POST", path, bearer(only.token()), new byte[0]);

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("LAST_ADMIN");
            assertThat(refused.json().getString("detail")).contains("Add another admin first");
            assertThat(other.send("GET", "/v1/people", bearer(only.token()), new byte[0])
                            .status())
                    .as("they may go on")
                    .isEqualTo(200);

            people.add("Next", Role.ADMIN, Set.of());
            assertThat(other.send("POST", path, bearer(only.token()), new byte[0])
                            .status())
                    .isEqualTo(200);
            assertThat(other.send("GET", "/v1/people", bearer(only.token()), new byte[0])
                            .code())
                    .isEqualTo("TOKEN");
        }
    }

    @Test
    void addsListsAndEndsAccess() throws IOException {
        var added = add("MANAGER", SITE).json();
        var aida = bearer(added.getString("token"));
        assertThat(added.getMap())
                .containsEntry("name", "Aida")
                .containsEntry("role", "MANAGER")
                .containsKey("expires_at");
        assertThat(added.getJsonArray("sites")).containsExactly(SITE);
        assertThat(ask("GET", "/v1/sites", aida).status()).isEqualTo(200);

        var listed = ask("GET", "/v1/people", admin).json();
        assertThat(listed.getJsonArray("items")).hasSize(2).contains(withoutToken(added));
        assertThat(listed.encode()).as("a token is shown once").doesNotContain(added.getString("token"));

        var ended = ask("POST", "/v1/people/" + added.getString("id") + "/revoke", admin);
        assertThat(ended.json())
                .isEqualTo(withoutToken(added)
                        .put("expires_at", rig.time.instant().toString())
                        .put("revoked_at", rig.time.instant().toString()));
        rig.time.pass(Duration.ofMinutes(1));
        assertThat(ask("POST", "/v1/people/" + added.getString("id") + "/revoke", admin)
                        .json())
                .as("once more changes nothing")
                .isEqualTo(ended.json());
        assertThat(ask("GET", "/v1/sites", aida).code()).isEqualTo("TOKEN");
    }

    private static JsonObject withoutToken(JsonObject added) {
        var copy = added.copy();
        copy.remove("token");
        return copy;
    }

    @Test
    void adminsAndViewersHaveNoListOfSites() throws IOException {
        for (var role : List.of("ADMIN", "VIEWER")) {
            assertThat(add(role).json().getJsonArray("sites")).isEmpty();
            refused(add(role, SITE), "sites");
        }
    }

    @Test
    void namesWhatItRefuses() throws IOException {
        refused(add("manager", SITE), "role");
        refused(add("DONOR"), "role");
        refused(add("SUPERVISOR"), "sites");
        refused(add("SUPERVISOR", "NOWHERE"), "sites");
        refused(
                rig.send("POST", "/v1/people", admin + JSON, "{\"role\":\"ADMIN\"}".getBytes(StandardCharsets.UTF_8)),
                "name");
        assertThat(ask("POST", "/v1/people/nobody/revoke", admin).code()).isEqualTo("NOT_FOUND");
        assertThat(ask("GET", "/v1/people", admin).json().getJsonArray("items")).hasSize(1);
    }
}
