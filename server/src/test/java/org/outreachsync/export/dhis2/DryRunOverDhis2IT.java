package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.cli.CommandRig;
import org.outreachsync.cli.Exit;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;

/** A person sees what a DHIS2 would refuse, with its codes, before anything is sent to it. */
class DryRunOverDhis2IT {

    private static final String GOOD = """
            code: MOH
            title: {en: Ministry}
            publisher: A programme
            formats: [dhis2_json]
            channel: {kind: dhis2, url: "http://localhost:PORT", credential: dhis2}
            data_sets:
              - code: MONTHLY
                title: {en: Monthly}
                period: month
                areas: [site, country]
                country: KG
                indicators: [{code: CONTACTS}, {code: SYRINGES_DISTRIBUTED}]
            mapping:
              version: 1
              default_combo: dfltCombo01
              data_sets: {MONTHLY: {data_set: dsMonthly01}}
              org_units: {"site:OSH-1": ouNorthSit1, "country:KG": ouSouthSit1}
              figures:
                - {data_set: MONTHLY, indicator: CONTACTS, data_element: deNaloxone1}
                - {data_set: MONTHLY, indicator: SYRINGES_DISTRIBUTED, by: [], cells: {}, data_element: deSyringes1}
            """;

    @TempDir
    private Path folder;

    private RecordedDhis2 dhis2;
    private ServerRig rig;
    private String admin;

    @BeforeEach
    void start() throws IOException {
        dhis2 = RecordedDhis2.start();
        rig = new ServerRig(
                Map.of("OUTREACH_DATA", folder.resolve("data").toString(), "OUTREACH_EXPORT_OWN_NETWORK", "localhost"));
        admin = rig.admin();
        rig.place(admin, ServerRig.SITE, "KG-O");
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 10);
        rig.awaitCounted(admin, ServerRig.SITE);
        // March and April are over.
        rig.time.pass(Duration.ofDays(70));
    }

    @AfterEach
    void stop() {
        rig.close();
        dhis2.close();
    }

    private String good() {
        return GOOD.replace("PORT", Integer.toString(dhis2.port()))
                .replace(", {code: SYRINGES_DISTRIBUTED}", "")
                .replaceAll("(?m)^.*indicator: SYRINGES_DISTRIBUTED.*\n", "");
    }

    /** Wrong in every way that DHIS2 has a code for. */
    private String wrong() {
        return GOOD.replace("PORT", Integer.toString(dhis2.port()))
                .replace("by: [], cells: {}, data_element: deSyringes1", "data_element: deSyringes1")
                .replace("deNaloxone1", "deUnknown01")
                .replace("{data_set: dsMonthly01}", "{data_set: dsMonthly01, attribute_option_combo: coPartner01}")
                .replace("ouNorthSit1", "ouClosedSi1")
                .replace("ouSouthSit1", "ouElsewher1");
    }

    private RawHttp.Response send(String method, String path, String headers, String body) throws IOException {
        rig.time.pass(Duration.ofMillis(100));
        return rig.send(method, path, admin + headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private void save(String document) throws IOException {
        var saved = send("POST", "/v1/destinations", "Content-Type: application/yaml\r\n", document);
        assertThat(saved.status()).as(saved.json().encode()).isEqualTo(201);
    }

    private void saveCredential() throws IOException {
        var body = new JsonObject()
                .put("kind", "basic")
                .put("user", SmallDhis2.USER)
                .put("password", SmallDhis2.PASSWORD);
        var saved = send("PUT", "/v1/destinations/MOH/credentials/dhis2", ServerRig.JSON, body.encode());
        assertThat(saved.status()).isEqualTo(200);
    }

    /** What the far side says; whatever it is, the figures are shown. */
    private JsonObject farSide() throws IOException {
        var answer = send("POST", "/v1/destinations/MOH/dry-run", "", "");
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        var set = answer.json().getJsonArray("data_sets").getJsonObject(0);
        assertThat(set.getJsonArray("table")).isNotEmpty();
        return set.getJsonObject("far_side");
    }

    @Test
    void findsNothingInAGoodMapping() throws IOException {
        save(good());
        saveCredential();
        assertThat(farSide().getMap()).containsEntry("asked", true).containsEntry("form", "Prevention, monthly");
        assertThat(farSide().getJsonArray("findings")).isEmpty();
        assertThat(dhis2.far.pushes()).isZero();
    }

    @Test
    void findsEverythingThatWouldBeRefused() throws IOException {
        save(wrong());
        saveCredential();
        assertThat(farSide().getJsonArray("findings"))
                .extracting(JsonObject.class::cast)
                .extracting(finding -> finding.getString("code") + " " + finding.getString("error_code") + " "
                        + finding.getString("subject"))
                .containsExactlyInAnyOrder(
                        "UNKNOWN_ATTRIBUTE E8023 coPartner01",
                        "ELEMENT_NOT_IN_DATA_SET E8020 deUnknown01",
                        "COMBO_NOT_OF_ELEMENT E8024 deSyringes1.dfltCombo01",
                        "ORG_UNIT_CLOSED E8031 ouClosedSi1",
                        "ORG_UNIT_NOT_ASSIGNED E8022 ouElsewher1");
        assertThat(dhis2.far.pushes()).isZero();
    }

    @Test
    void findsThatAFormIsNotThereOrNotItsOwn() throws IOException {
        save(good().replace("dsMonthly01", "dsUnknown01"));
        saveCredential();
        assertThat(farSide().getJsonArray("findings").getJsonObject(0).getMap())
                .containsEntry("code", "UNKNOWN_DATA_SET")
                .containsEntry("error_code", "E1005");
        var changed = send(
                "PUT",
                "/v1/destinations/MOH",
                "Content-Type: application/yaml\r\nIf-Match: \"1\"\r\n",
                good().replace("dsMonthly01", "dsOfOthers1"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(farSide().getJsonArray("findings").getJsonObject(0).getMap())
                .containsEntry("code", "NO_WRITE_ACCESS")
                .containsEntry("error_code", "E8010");
    }

    @Test
    void saysThatNobodyCouldBeAskedAndShowsTheRest() throws IOException {
        save(good());
        assertThat(farSide().getMap())
                .isEqualTo(
                        Map.of("asked", false, "reason", "The destination needs the credential dhis2. Save it first."));
        saveCredential();
        dhis2.ways.add(RecordedDhis2.page(200));
        assertThat(farSide().getString("reason")).isEqualTo("Something else answers in the place of DHIS2.");
        dhis2.ways.add(RecordedDhis2.cut(true));
        assertThat(farSide().getString("reason")).isEqualTo("DHIS2 does not answer.");
        dhis2.far.databaseDown = true;
        assertThat(farSide().getString("reason")).contains("refuses the password");
        dhis2.close();
        assertThat(farSide().getMap()).isEqualTo(Map.of("asked", false, "reason", "DHIS2 does not answer."));
    }

    @Test
    void aCommandShowsTheSame() throws IOException {
        var data = folder.resolve("command");
        var document = Files.writeString(folder.resolve("moh.yaml"), wrong().replace("country: KG", "sites: [OSH-1]"))
                .toString();
        var secret =
                Files.writeString(folder.resolve("secret"), SmallDhis2.PASSWORD).toString();
        command(data, "init");
        command(data, "site", "add", "OSH-1", "Osh", "--country", "KG", "--region", "KG-O");
        command(data, "destination", "add", document);
        assertThat(command(data, "destination", "dry-run", "MOH"))
                .contains("CONTACTS", "could not be asked: The destination needs the credential dhis2");
        command(
                data,
                "destination",
                "credential",
                "MOH",
                "dhis2",
                "--kind",
                "basic",
                "--user",
                "exporter",
                "--file",
                secret);
        for (var named : List.of("MOH", document)) {
            assertThat(ended(Exit.REFUSED, data, "destination", "dry-run", named))
                    .contains("The recipient's server would refuse it.")
                    .contains("would refuse, as \"Prevention, monthly\":")
                    .contains("  ELEMENT_NOT_IN_DATA_SET deUnknown01: an element is not in the data set")
                    .contains("(E8020)", "ORG_UNIT_CLOSED ouClosedSi1", "(E8031)");
        }
        assertThat(dhis2.far.pushes()).isZero();
    }

    @Test
    void aCommandIsRefusedWhereTheMappingLacksAPlace() throws IOException {
        var data = folder.resolve("command");
        var document = Files.writeString(
                        folder.resolve("moh.yaml"), good().replace("\"site:OSH-1\": ouNorthSit1, ", ""))
                .toString();
        command(data, "init");
        command(data, "site", "add", "OSH-1", "Osh", "--country", "KG", "--region", "KG-O");
        assertThat(ended(Exit.REFUSED, data, "destination", "dry-run", document))
                .contains("The mapping lacks", "site:OSH-1")
                .contains("The mapping is not complete: add what it lacks.");
    }

    private static String command(Path data, String... arguments) {
        return ended(Exit.OK, data, arguments);
    }

    /** What a command printed that ends with this exit code. */
    private static String ended(int expected, Path data, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = CommandRig.admin(
                arguments,
                Map.of("OUTREACH_DATA", data.toString(), "OUTREACH_EXPORT_OWN_NETWORK", "localhost"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }
}
