package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.edge.route.DestinationDocuments.FOLDER;
import static org.outreachsync.edge.route.DestinationDocuments.MINISTRY;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.RawHttp;

/** {@code /v1/destinations} over a socket. */
class DestinationRoutesIT extends DestinationRig {

    private RawHttp.Response replace(String ifMatch, String document) throws IOException {
        return DestinationDocuments.replace(rig, admin, "MINISTRY", ifMatch, document);
    }

    @Test
    void keepsEveryVersionAsItWasWritten() throws IOException {
        var added = add(MINISTRY);
        assertThat(added.status()).as(added.json().encode()).isEqualTo(201);
        assertThat(added.header("ETag")).isEqualTo("\"1\"");
        assertThat(added.json().getString("document")).isEqualTo(MINISTRY);
        assertThat(added.json().getMap())
                .containsEntry("policy", "suppress")
                .containsEntry("channel", "pull")
                .containsEntry("saved_by", "ADMIN")
                .containsEntry("saved_at", "2026-03-02T08:00:00Z");

        var changed = MINISTRY.replace("[csv, xlsx]", "[csv]");
        var saved = replace("\"1\"", changed);
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.header("ETag")).isEqualTo("\"2\"");
        assertThat(get("/v1/destinations/MINISTRY").json()).isEqualTo(saved.json());
        var destinations = rig.server.exporting().destinations();
        assertThat(destinations.document("MINISTRY", 1)).isEqualTo(MINISTRY);
        assertThat(destinations.rendition("MINISTRY", 2).orElseThrow().formats())
                .containsExactly("csv");
        assertThat(destinations.rendition("MINISTRY", 3)).isEmpty();
    }

    @Test
    void takesJsonAsWell() throws IOException {
        var json = new JsonObject()
                .put("code", "A")
                .put("title", new JsonObject().put("en", "A"))
                .put("publisher", "P")
                .put("formats", JsonArray.of("csv"))
                .put(
                        "data_sets",
                        JsonArray.of(new JsonObject()
                                .put("code", "M")
                                .put("title", new JsonObject().put("en", "M"))
                                .put("period", "month")
                                .put("areas", JsonArray.of("site"))
                                .put("indicators", JsonArray.of(new JsonObject().put("code", "CONTACTS")))));
        var added = rig.send(
                "POST", "/v1/destinations", admin + JSON, json.toBuffer().getBytes());
        assertThat(added.status()).isEqualTo(201);
        var plain = rig.send(
                "POST",
                "/v1/destinations",
                admin + "Content-Type: text/plain\r\n",
                MINISTRY.getBytes(StandardCharsets.UTF_8));
        assertThat(plain.code()).isEqualTo("MEDIA_TYPE");
    }

    @Test
    void letsNobodyOverwriteWhatSomebodyElseSaved() throws IOException {
        add(MINISTRY);
        replace("\"1\"", MINISTRY + "# by another person\n");
        var late = replace("\"1\"", MINISTRY + "# too late\n");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().getMap())
                .containsEntry("code", "VERSION_CONFLICT")
                .containsEntry("version", 2);
        assertThat(get("/v1/destinations/MINISTRY").json().getString("document"))
                .endsWith("by another person\n");

        assertThat(replace(", \"2\",", MINISTRY).status()).isEqualTo(200);
        assertThat(add(MINISTRY).code()).isEqualTo("VERSION_CONFLICT");
        assertThat(replace("\"9\"", MINISTRY).code()).isEqualTo("VERSION_CONFLICT");
        for (var wrong : List.of("", "3", "*", ",", "\"1\", \"3\"", "\"x\"", "W/\"2\"", "\"12345678901\"")) {
            var refused = replace(wrong, MINISTRY);
            assertThat(refused.json().getMap())
                    .as(wrong)
                    .containsEntry("code", "PARAMETER")
                    .containsEntry("parameter", "If-Match");
        }
    }

    @Test
    void knowsWhichDestinationADocumentIsAbout() throws IOException {
        add(MINISTRY);
        var other = replace("\"1\"", MINISTRY.replace("code: MINISTRY", "code: OTHER"));
        assertThat(other.json().getMap()).containsEntry("code", "DOCUMENT").containsEntry("member", "code");
        assertThat(get("/v1/destinations/NOBODY").code()).isEqualTo("NOT_FOUND");
        assertThat(DestinationDocuments.replace(rig, admin, "NOBODY", "\"1\"", MINISTRY)
                        .code())
                .isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code: CONTACTS} | code: CONTACT} | 14 | data_sets[0].indicators[0].code | there is no indicator CONTACT",
                "country: KG | country: XX | 12 | data_sets[0].country | XX",
                "country: KG | region: KG-X | 12 | data_sets[0].region | KG-X",
                "country: KG | sites: [NOWHERE] | 12 | data_sets[0].sites[0] | there is no site NOWHERE",
                "channel: pull | channel: pigeon | 6 | channel | there may be dhis2, folder, pull, put, sftp",
                "channel: pull | channel: {kind: folder, path: ../keys} | 6 | channel.path | below the folder outgoing",
                "channel: pull | channel: {kind: folder, path: .hidden} | 6 | channel.path | below the folder outgoing",
                "channel: pull | channel: {kind: folder, path: a//b} | 6 | channel.path | below the folder outgoing",
                "channel: pull | channel: {kind: sftp, host: sftp.example.org, user: u, host_key: x, credential: c} | 6 | channel | host key",
                "channel: pull | notify: [a@example.org] | 6 | notify | OUTREACH_MAIL_HOST",
                "channel: pull | schedule: {cron: often, zone: UTC} | 6 | schedule.cron | five fields",
                "channel: pull | mapping: {version: 1} | 6 | mapping | \"default_combo\" is missing",
                "channel: pull | mapping: {version: 1, default_combo: dfltCombo01, data_sets: {OTHER: {data_set: dsOther0001}}, org_units: {}, figures: [{data_set: OTHER, indicator: CONTACTS, data_element: deContacts1}]} | 6 | mapping | the destination has no data set OTHER",
                "channel: pull | mapping: {version: 1, default_combo: dfltCombo01, data_sets: {MONTHLY: {data_set: dsMonthly01}}, org_units: {}, figures: [{data_set: MONTHLY, indicator: CONTACTS, data_element: deContacts1}, {data_set: MONTHLY, indicator: PERSONS_REACHED, by: [sex], cells: {FEMALE: deContacts1.dfltCombo01}}]} | 6 | mapping.figures[1] | two figures go to the cell deContacts1.dfltCombo01",
                "formats: [csv, xlsx] | formats: [csv, adx] | 5 | formats[1] | needs a \"mapping\"",
                "policy: {kind: suppress} | policy: {kind: exact} | 4 | policy | \"decision\"",
                "areas: [country, site] | areas: [country, site | 12 | '' | not YAML",
            })
    void namesTheLineThatIsWrong(String good, String bad, int line, String member, String message) throws IOException {
        assertThat(MINISTRY).contains(good);
        var refused = add(MINISTRY.replace(good, bad));
        assertThat(refused.status()).isEqualTo(400);
        var problem = refused.json();
        assertThat(problem.getString("code")).isEqualTo("DOCUMENT");
        assertThat(problem.getInteger("line")).isEqualTo(line);
        assertThat(problem.getString("member", "")).isEqualTo(member);
        assertThat(problem.getString("detail")).contains(message);
        assertThat(get("/v1/destinations").json().getJsonArray("items")).isEmpty();
    }

    @Test
    void refusesHostsThatTheOperatorDidNotList() throws IOException {
        var key = "SHA256:" + "A".repeat(43);
        var known = "channel: {kind: sftp, host: sftp.example.org, user: u, host_key: \"" + key + "\", credential: c}";
        assertThat(add(MINISTRY.replace("channel: pull", known.replace("sftp.example", "other.example")))
                        .json()
                        .getString("detail"))
                .contains("OUTREACH_EXPORT_HOSTS");
        assertThat(add(MINISTRY.replace("channel: pull", known)).status()).isEqualTo(201);
    }

    @Test
    void limitsTheSizeOfADocument() throws IOException {
        int max = 512 << 10;
        var filled = MINISTRY + "#" + "x".repeat(max - MINISTRY.getBytes(StandardCharsets.UTF_8).length - 1);
        assertThat(add(filled).status()).isEqualTo(201);
        assertThat(replace("\"1\"", filled + "x").code()).isEqualTo("TOO_LARGE");
        var broken = rig.send(
                "POST",
                "/v1/destinations",
                admin + DestinationDocuments.YAML,
                MINISTRY.getBytes(StandardCharsets.UTF_16));
        assertThat(broken.code()).isIn("MALFORMED", "DOCUMENT");
    }

    @Test
    void listsByCodeInPages() throws IOException {
        add(MINISTRY);
        add(FOLDER);
        replace("\"1\"", MINISTRY + "# again\n");
        var items = get("/v1/destinations").json().getJsonArray("items");
        assertThat(items)
                .extracting(item -> ((JsonObject) item).getString("code"))
                .containsExactly("MINISTRY", "NGO");
        assertThat(items.getJsonObject(0).getInteger("version")).isEqualTo(2);
        assertThat(items.getJsonObject(1).getJsonObject("schedule").getMap())
                .containsEntry("cron", "0 3 5 * *")
                .containsEntry("grace_days", 10);
        assertThat(get("/v1/destinations?cursor=bm90IG91cnM").code()).isEqualTo("PARAMETER");
    }

    @Test
    void neverShowsACredentialAgain() throws IOException {
        add(MINISTRY.replace(
                "channel: pull", "channel: {kind: put, url: \"https://sftp.example.org/in\", credential: a}"));
        var secret = "correct-horse-battery-staple";
        var bodies = Map.of(
                "basic",
                "{\"kind\":\"basic\",\"user\":\"u\",\"password\":\"" + secret + "\"}",
                "token",
                TOKEN.replace("t0ken", secret));
        for (var body : bodies.entrySet()) {
            var saved = credential(body.getKey(), body.getValue());
            assertThat(saved.status()).isEqualTo(200);
            assertThat(saved.json().getMap()).containsEntry("kind", body.getKey());
            assertThat(new String(saved.body(), StandardCharsets.UTF_8)).doesNotContain(secret);
        }
        var shown = get("/v1/destinations/MINISTRY");
        assertThat(shown.json().getJsonArray("credentials")).hasSize(2);
        assertThat(new String(shown.body(), StandardCharsets.UTF_8)).doesNotContain(secret);
        var left = rig.send("DELETE", "/v1/destinations/MINISTRY/credentials/token", admin, new byte[0]);
        assertThat(left.json().getJsonArray("items")).hasSize(1);

        var unnamed = rig.send("DELETE", "/v1/destinations/MINISTRY/credentials/UPPER", admin, new byte[0]);
        assertThat(unnamed.json().getMap()).containsEntry("parameter", "name");
        assertThat(credential("UPPER", TOKEN).json().getMap()).containsEntry("parameter", "name");
        assertThat(credential("a", "{\"kind\":\"magic\"}").json().getMap()).containsEntry("parameter", "kind");
        assertThat(credential("a", "{\"kind\":\"token\",\"token\":\"\"}").json().getMap())
                .containsEntry("parameter", "token");
        assertThat(rig.send(
                                "PUT",
                                "/v1/destinations/NOBODY/credentials/a",
                                admin + JSON,
                                TOKEN.getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo("NOT_FOUND");
        for (int more = 0; more < 9; more++) {
            assertThat(credential("more-" + more, TOKEN).status()).isEqualTo(200);
        }
        assertThat(credential("one-too-many", TOKEN).code()).isEqualTo("TOO_LARGE");
    }

    private RawHttp.Response credential(String name, String body) throws IOException {
        return rig.send(
                "PUT",
                "/v1/destinations/MINISTRY/credentials/" + name,
                admin + JSON,
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void letsOnlyAdminsSave() throws IOException {
        add(MINISTRY);
        var manager = rig.person(Role.MANAGER, Set.of(SITE));
        assertThat(rig.send("GET", "/v1/destinations/MINISTRY", manager, new byte[0])
                        .status())
                .isEqualTo(200);
        assertThat(DestinationDocuments.add(rig, manager, FOLDER).code()).isEqualTo("ROLE_DENIED");
        assertThat(DestinationDocuments.replace(rig, manager, "MINISTRY", "\"1\"", MINISTRY)
                        .code())
                .isEqualTo("ROLE_DENIED");
        var supervisor = rig.person(Role.SUPERVISOR, Set.of(SITE));
        assertThat(rig.send("GET", "/v1/destinations", supervisor, new byte[0]).code())
                .isEqualTo("ROLE_DENIED");
    }
}
