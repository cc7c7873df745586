package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.app.ServerRig.JSON;
import static org.outreachsync.app.ServerRig.SITE;
import static org.outreachsync.app.ServerRig.bearer;

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
import org.outreachsync.edge.RawHttp;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Role;

/** {@code /v1/indicators} over a socket, after a tablet synced. */
class IndicatorRoutesTest {

    private static final String YEAR = "?period=2026";

    private ServerRig rig;
    private String admin;

    @BeforeEach
    void start() throws IOException {
        rig = new ServerRig(Map.of());
        admin = bearer(rig.server.identities().people().add("Admin", Role.ADMIN, Set.of()).token());
        post("/v1/sites/" + SITE + "/placements", "{\"from\":\"2026-01-01\",\"country\":\"KG\",\"region\":\"KG-O\",\"provider\":\"PUBLIC\"}");
        rig.time.pass(Duration.ofSeconds(2));
        new Tablet(rig).exchange("Ж1990АЙГУ", 20);
        new Tablet(rig).exchange("М1985БЕАС", 30);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void post(String path, String body) throws IOException {
        assertThat(rig.send("POST", path, admin + JSON, body.getBytes(StandardCharsets.UTF_8)).status()).isBetween(200, 201);
    }

    private RawHttp.Response get(String path, String headers) throws IOException {
        // However often a test asks, it keeps within what one person may.
        rig.time.pass(Duration.ofMillis(100));
        return rig.send("GET", "/v1/indicators/" + path, admin + headers, new byte[0]);
    }

    /** What is asked right after the sync is counted within a moment. */
    private JsonObject counted(String path) throws IOException {
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

    @Test
    void countsPeopleBesideContactsAndSaysHowFreshItIs() throws IOException {
        var answer = counted("PERSONS_NSP" + YEAR);

        assertThat(answer.getLong("value")).isEqualTo(2);
        assertThat(answer.getLong("contacts")).as("exchanges").isEqualTo(2);
        assertThat(answer.getBoolean("provisional")).isTrue();
        assertThat(answer.getLong("late")).isZero();
        assertThat(answer.getString("kind")).isEqualTo("PERSONS");
    }

    @Test
    void breaksDownByWhatTheIndicatorAllows() throws IOException {
        var rows = counted("SYRINGES_DISTRIBUTED" + YEAR + "&by=sex,commodity,region").getJsonArray("by");

        assertThat(rows.encode())
                .isEqualTo("[{\"sex\":\"FEMALE\",\"commodity\":\"SYR_1\",\"region\":\"KG-O\",\"numerator\":20,\"value\":20},"
                        + "{\"sex\":\"MALE\",\"commodity\":\"SYR_1\",\"region\":\"KG-O\",\"numerator\":30,\"value\":30}]");
        assertThat(get("SYRINGES_DISTRIBUTED" + YEAR + "&by=population", "").code()).isEqualTo("PARAMETER");
        assertThat(get("PERSONS_NSP" + YEAR + "&by=age&age_scheme=under_25", "").json().getJsonArray("by").encode())
                .isEqualTo("[{\"age\":\"AGE_25_29..AGE_50_PLUS\",\"numerator\":2,\"value\":2}]");
    }

    @Test
    void dividesByAnEnteredEstimateOrGivesNoValue() throws IOException {
        var missing = counted("KP-4" + YEAR);
        assertThat(missing.getValue("value")).isNull();
        assertThat(missing.getLong("numerator")).isEqualTo(50);
        post(
                "/v1/targets",
                "{\"kind\":\"SIZE_ESTIMATE\",\"area\":\"country:KG\",\"population\":\"PWID\",\"year\":2025,\"value\":200,\"source\":\"IBBS 2025\"}");

        var answer = get("KP-4" + YEAR, "").json();

        assertThat(answer.getDouble("value")).isEqualTo(0.25);
        assertThat(answer.getLong("denominator")).isEqualTo(200);
        assertThat(answer.getString("denominator_source")).isEqualTo("IBBS 2025");
        assertThat(answer.getInteger("denominator_year")).isEqualTo(2025);
        assertThat(get("KP-4" + YEAR + "&region=KG-O", "").json().getValue("value")).as("no estimate of the region").isNull();
    }

    @Test
    void dividesByTheEstimateOfACountryOnlyWhereAllItsSitesAreAskedFor() throws IOException {
        counted("KP-4" + YEAR);
        rig.server.identities().sites().add("BATKEN-1", "Batken");
        post("/v1/sites/BATKEN-1/placements", "{\"from\":\"2026-01-01\",\"country\":\"KG\",\"region\":\"KG-B\",\"provider\":\"PUBLIC\"}");
        post(
                "/v1/targets",
                "{\"kind\":\"SIZE_ESTIMATE\",\"area\":\"country:KG\",\"population\":\"PWID\",\"year\":2025,\"value\":200,\"source\":\"IBBS 2025\"}");
        rig.time.pass(Duration.ofSeconds(2));
        assertThat(get("KP-4" + YEAR, "").json().getDouble("value")).isEqualTo(0.25);

        admin = bearer(rig.server.identities().people().add("Manager", Role.MANAGER, Set.of(SITE)).token());

        for (var part : List.of("", "&country=KG", "&by=country")) {
            var answer = get("KP-4" + YEAR + part, "").json();
            assertThat(answer.getLong("numerator")).isEqualTo(50);
            assertThat(answer.getValue("value")).as("of one site, by the people of all: %s", part).isNull();
            assertThat(answer.encode()).as(part).doesNotContain("IBBS").doesNotContain("200");
        }
    }

    @Test
    void limitsToAFundingSourceARegionAndComparesWithBefore() throws IOException {
        counted("PERSONS_NSP" + YEAR);

        assertThat(get("PERSONS_NSP" + YEAR + "&project=4", "").json().getLong("value")).isZero();
        assertThat(get("PERSONS_NSP" + YEAR + "&project=3&region=KG-O", "").json().getLong("value")).isEqualTo(2);
        assertThat(get("PERSONS_NSP" + YEAR + "&region=KG-B", "").json().getLong("value")).isZero();
        var compared = get("PERSONS_NSP?period=2026Q2&compare=previous", "").json();
        assertThat(compared.getLong("value")).isZero();
        assertThat(compared.getJsonObject("previous").encode()).isEqualTo("{\"period\":\"2026-01-01..2026-03-31\",\"numerator\":2,\"value\":2}");
    }

    @Test
    void comparesWithATarget() throws IOException {
        assertThat(counted("PERSONS_NSP" + YEAR + "&compare=target").getValue("target")).as("nobody entered one").isNull();
        post(
                "/v1/targets",
                "{\"kind\":\"TARGET\",\"indicator\":\"PERSONS_NSP\",\"area\":\"site:" + SITE
                        + "\",\"year\":2026,\"value\":10,\"source\":\"Grant agreement\"}");

        var answer = get("PERSONS_NSP" + YEAR + "&sites=" + SITE + "&compare=target,previous", "").json();

        assertThat(answer.getJsonObject("target").getInteger("value")).isEqualTo(10);
        assertThat(answer.getJsonObject("target").getString("source")).isEqualTo("Grant agreement");
        assertThat(answer.getJsonObject("previous").getLong("numerator")).isZero();
    }

    @Test
    void saysWhichTabletsMayStillHoldWork() throws IOException {
        var answer = counted("CONTACTS?period=202602");
        var site = answer.getJsonObject("completeness").getJsonObject(SITE);
        assertThat(site.getInteger("tablets")).isEqualTo(2);
        assertThat(site.getInteger("not_synced")).as("both synced after February").isZero();

        rig.time.pass(Duration.ofDays(2));
        site = counted("CONTACTS" + YEAR).getJsonObject("completeness").getJsonObject(SITE);
        assertThat(site.getInteger("not_synced")).as("nobody synced today").isEqualTo(2);
        var numbers = site.getJsonArray("waiting_for").stream().map(waiting -> ((JsonObject) waiting).getLong("tablet")).toList();
        var listed = rig.server.identities().devices().list(1, 10).stream().map(Device::no).toList();
        assertThat(numbers).as("as in the list of devices").hasSize(2).isSubsetOf(listed);
    }

    @Test
    void countsWhatIsDoubtful() throws IOException {
        new Tablet(rig).exchange("Ж1990АЙГУ", 60);
        new Tablet(rig).exchange("Ж1990АЙГУ", 5);
        new Tablet(rig).tally(7);
        while (get("SYRINGES_DISTRIBUTED" + YEAR, "").json().getLong("value") != 122) {
            Thread.onSpinWait();
        }

        var quality = rig.send("GET", "/v1/quality?period=2026", admin, new byte[0]).json();

        assertThat(quality.getJsonArray("silent_sites")).isEmpty();
        var site = quality.getJsonArray("sites").getJsonObject(0);
        assertThat(site.getInteger("implausible_exchanges")).isEqualTo(1);
        assertThat(site.getInteger("possible_duplicates")).isEqualTo(1);
        assertThat(site.getInteger("tallies_beside_records")).isEqualTo(1);
        assertThat(site.getJsonArray("tallied_beside_records_on")).containsExactly("2026-03-01");
        assertThat(site.getInteger("colliding_client_codes")).isZero();
        assertThat(site.getInteger("days_with_records")).isEqualTo(1);
        assertThat(rig.send("GET", "/v1/quality?period=202605", admin, new byte[0]).json().getJsonArray("silent_sites").encode())
                .isEqualTo("[\"" + SITE + "\"]");
        assertThat(rig.send("GET", "/v1/quality?period=2025", admin, new byte[0]).json().getJsonArray("silent_sites"))
                .as("the site was not there yet")
                .isEmpty();
        assertThat(rig.send("GET", "/v1/quality?period=2020-01-01..2026-01-01", admin, new byte[0]).code()).isEqualTo("PARAMETER");
        assertThat(rig.send("GET", "/v1/quality?period=2026&by=sex", admin, new byte[0]).code()).isEqualTo("PARAMETER");
        assertThat(rig.send("GET", "/v1/quality?period=2026&sites=NARYN", admin, new byte[0]).code()).isEqualTo("SCOPE_DENIED");
    }

    @Test
    void writesCsv() throws IOException {
        counted("PERSONS_NSP" + YEAR);

        var response = get("PERSONS_NSP" + YEAR + "&by=sex", "Accept: text/csv\r\n");

        assertThat(response.header("Content-Type")).startsWith("text/csv");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        code,definition_version,period,from,to,sex,numerator,denominator,value,contacts,denominator_source,denominator_year,target,previous_value,provisional,usual_period,late,tablets_not_synced\r
                        PERSONS_NSP,1,2026,2026-01-01,2026-12-31,FEMALE,1,,1,2,,,,,true,true,0,0\r
                        PERSONS_NSP,1,2026,2026-01-01,2026-12-31,MALE,1,,1,2,,,,,true,true,0,0\r
                        """);
        assertThat(new String(get("PERSONS_NSP" + YEAR + "&format=csv&compare=previous", "").body(), StandardCharsets.UTF_8))
                .endsWith("PERSONS_NSP,1,2026,2026-01-01,2026-12-31,2,,2,2,,,,0,true,true,0,0\r\n");
    }

    @Test
    void sendsNothingAgainToWhoHoldsTheAnswer() throws IOException {
        counted("PERSONS_NSP" + YEAR);
        var tag = get("PERSONS_NSP" + YEAR, "").header("ETag");

        var again = get("PERSONS_NSP" + YEAR, "If-None-Match: " + tag + "\r\n");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();

        new Tablet(rig).exchange("М1979АДУЛ", 5);
        JsonObject answer;
        do {
            answer = get("PERSONS_NSP" + YEAR, "").json();
        } while (answer.getLong("value") != 3);
        assertThat(get("PERSONS_NSP" + YEAR, "If-None-Match: " + tag + "\r\n").status()).isEqualTo(200);
    }

    @Test
    void namesEveryIndicatorAndRefusesWhatItDoesNotKnow() throws IOException {
        var items = rig.send("GET", "/v1/indicators", admin, new byte[0]).json().getJsonArray("items");
        assertThat(items.size()).isGreaterThanOrEqualTo(45);
        for (var item : items) {
            var indicator = (JsonObject) item;
            var answer = get(indicator.getString("code") + YEAR, "");
            assertThat(answer.status()).as(indicator.getString("code")).isEqualTo(200);
            assertThat(indicator.getJsonObject("labels").fieldNames()).contains("en", "ru", "ky");
        }
        assertThat(get("NOTHING" + YEAR, "").code()).isEqualTo("NOT_FOUND");
        assertThat(get("CONTACTS", "").code()).isEqualTo("PARAMETER");
        var odd = get("CONTACTS?period=" + "x".repeat(39) + "%F0%9F%98%80%F0%9F%98%80", "").json().getString("given");
        assertThat(odd).as("cut between characters").isEqualTo("x".repeat(39) + "\ud83d\ude00");
        assertThat(get("CONTACTS" + YEAR + "&perod=1", "").code()).isEqualTo("PARAMETER");
        assertThat(get("CONTACTS" + YEAR + "&format=xml", "").code()).isEqualTo("PARAMETER");
        assertThat(get("CONTACTS" + YEAR + "&compare=others", "").code()).isEqualTo("PARAMETER");
        assertThat(get("CONTACTS" + YEAR + "&project=70000", "").code()).isEqualTo("PARAMETER");
        assertThat(get("CONTACTS" + YEAR + "&age_scheme=mine", "").code()).isEqualTo("PARAMETER");
        assertThat(get("CONTACTS" + YEAR + "&sites=NARYN", "").code()).isEqualTo("SCOPE_DENIED");
    }
}
