package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.cli.CommandRig;
import org.outreachsync.cli.Exit;
import org.outreachsync.identity.Placement;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;

/** Regions and countries that somebody mistypes, over a socket. */
class RegionsIT {

    private static final Path OWN_CODES = Path.of("..", "docs", "examples", "own-codes.json");

    @TempDir
    private Path folder;

    private ServerRig rig;
    private String admin;

    @BeforeEach
    void start() {
        start(Map.of());
    }

    private void start(Map<String, String> variables) {
        rig = new ServerRig(variables);
        admin = rig.admin();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawHttp.Response post(String path, JsonObject body) throws IOException {
        return rig.send("POST", path, admin + JSON, body.toBuffer().getBytes());
    }

    private RawHttp.Response ask(String query) throws IOException {
        return rig.send("GET", "/v1/indicators/PERSONS_REACHED?period=2026&" + query, admin, new byte[0]);
    }

    private static JsonObject placement(String country, String region) {
        return new JsonObject().put("country", country).put("region", region);
    }

    private static JsonObject size(String area) {
        return new JsonObject()
                .put("kind", "SIZE_ESTIMATE")
                .put("area", area)
                .put("population", "PWID")
                .put("year", 2026)
                .put("value", 10)
                .put("source", "IBBS 2024");
    }

    private static JsonObject target(String area) {
        return new JsonObject()
                .put("kind", "TARGET")
                .put("area", area)
                .put("indicator", "PERSONS_REACHED")
                .put("period", "2026")
                .put("value", 10)
                .put("source", "Grant");
    }

    private static void refused(RawHttp.Response response, String parameter, String hint) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().getMap()).containsEntry("code", "PARAMETER").containsEntry("parameter", parameter);
        assertThat(response.json().encode()).contains(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KG | KG-GBB | Did you mean KG-GB?",
                "KG | NOWHERE | does not have NOWHERE. docs/code-lists.md lists the codes of region.",
                "KG | KG_O | Did you mean KG-O?",
                "KZ | KG-B | KG-B is a region of KG, not of KZ.",
                "DE | DE-BE | does not have DE-BE",
                "DE | KG-B | KG-B is a region of KG, not of DE.",
            })
    void aSiteIsPlacedOnlyInARegionOfTheListAndItsCountry(String country, String region, String hint)
            throws IOException {
        refused(
                post(
                        "/v1/sites",
                        placement(country, region).put("code", "BATKEN-1").put("name", "Batken")),
                "region",
                hint);
        refused(
                post(
                        "/v1/sites/" + SITE + "/placements",
                        placement(country, region).put("from", "2026-01-01")),
                "region",
                hint);

        assertThat(rig.server.identities().sites().list())
                .singleElement()
                .satisfies(site -> assertThat(site.placements()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region:KG-ZZ | does not have KG-ZZ",
                "region:KG-GBB | Did you mean KG-GB?",
                "region:NOWHERE | does not have NOWHERE",
                "country:DE | Its countries are KG, KZ, TJ, UZ.",
            })
    void aFigureIsEnteredOnlyForARegionOrCountryOfTheList(String area, String hint) throws IOException {
        refused(post("/v1/targets", size(area)), "area", hint);
        refused(post("/v1/targets", target(area)), "area", hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region=KG-XX | region | does not have KG-XX",
                "region=KG-GBB | region | Did you mean KG-GB?",
                "region=kg-o | region | Did you mean KG-O?",
                "country=ZZ | country | in the country ZZ. Its countries are KG, KZ, TJ, UZ.",
                "country=KZ&region=KG-B | region | KG-B is a region of KG, not of KZ.",
            })
    void aQuestionAboutARegionOrCountryThatIsNoneIsRefused(String query, String parameter, String hint)
            throws IOException {
        refused(ask(query), parameter, hint);
    }

    @Test
    void aTextThatCanBeNoCodeIsNotRepeated() throws IOException {
        var response = ask("region=" + URLEncoder.encode("<b>Айгүл</b>", StandardCharsets.UTF_8));

        refused(response, "region", "does not have this");
        assertThat(response.json().encode()).doesNotContain("Айгүл");
    }

    @Test
    void whatTheListHasIsTakenThoughNoSiteIsThere() throws IOException {
        assertThat(post(
                                "/v1/sites",
                                placement("KZ", "KZ-75").put("code", "ALMATY-1").put("name", "Almaty"))
                        .status())
                .isEqualTo(201);
        assertThat(post("/v1/targets", size("region:UZ-FA")).status()).isEqualTo(201);
        assertThat(post("/v1/targets", target("country:TJ")).status()).isEqualTo(201);
        for (var query :
                new String[] {"region=KG-T", "country=TJ", "country=KG&region=KG-T", "region=UNKNOWN", "country=UNKNOWN"
                }) {
            assertThat(ask(query).status()).as(query).isEqualTo(200);
        }
    }

    /** Whoever places a site, the rules are the same. */
    @Test
    void noSiteIsPlacedInARegionThatThereIsNot() {
        var sites = rig.server.identities().sites();
        var there = Placement.of("2020-01-01", "DE", "OLD-TOWN", 0, "PUBLIC");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> sites.add("NEW-1", "New", there))
                .returns(Map.of("parameter", "region"), RefusedException::details);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> sites.place(SITE, there))
                .returns(Map.of("parameter", "region"), RefusedException::details);
        assertThat(sites.find("NEW-1")).isNull();
    }

    @Test
    void aSiteThatWasAddedAMomentAgoMayBeAskedForOnEveryServer() throws IOException {
        assertThat(ask("sites=" + SITE).status()).isEqualTo(200);
        rig.sitesOfAnotherServer((country, region) -> {}).add("ELSEWHERE", "Added by another server");
        rig.server.identities().sites().add("HERE", "Added by this server");

        assertThat(ask("sites=ELSEWHERE").status()).isEqualTo(200);
        assertThat(ask("sites=HERE").status()).isEqualTo(200);
        assertThat(ask("").json().getJsonArray("sites")).contains("ELSEWHERE", "HERE");
        assertThat(ask("sites=NOWHERE").code()).isEqualTo("PARAMETER");
    }

    @Test
    void anOldPlacementStaysReadableAndMayBeAskedForAndGetsItsEstimate() throws IOException {
        rig.sitesOfAnotherServer((country, region) -> {})
                .add("OLD-1", "Old", Placement.of("2020-01-01", "DE", "OLD-TOWN", 0, "PUBLIC"));

        assertThat(rig.send("GET", "/v1/sites", admin, new byte[0]).json().encode())
                .contains("OLD-TOWN");
        rig.time.pass(Duration.ofSeconds(2));
        for (var query : new String[] {"region=OLD-TOWN", "country=DE", "country=DE&region=OLD-TOWN"}) {
            assertThat(ask(query).status()).as(query).isEqualTo(200);
        }
        assertThat(post("/v1/targets", size("region:OLD-TOWN")).status()).isEqualTo(201);
        refused(
                post("/v1/sites/OLD-1/placements", placement("DE", "OLD-TOWN").put("from", "2026-01-01")),
                "region",
                "does not have OLD-TOWN");
    }

    @Test
    void aProgrammesOwnRegionIsOneOfTheList() throws IOException {
        stop();
        start(Map.of("OUTREACH_CODES", OWN_CODES.toString()));

        assertThat(post(
                                "/v1/sites/" + SITE + "/placements",
                                placement("KG", "OWN_KARA_SUU").put("from", "2026-01-01"))
                        .status())
                .isEqualTo(201);
        refused(
                post(
                        "/v1/sites/" + SITE + "/placements",
                        placement("KZ", "OWN_KARA_SUU").put("from", "2026-02-01")),
                "region",
                "not of KZ");
        refused(ask("region=OWN_KARA_SU"), "region", "Did you mean OWN_KARA_SUU?");
        assertThat(post("/v1/targets", size("region:OWN_KARA_SUU")).status()).isEqualTo(201);
    }

    @Test
    void adminCommandsAndImportsRefuseTheSame() throws IOException {
        var commands = new CommandRig(folder);
        assertThat(commands.admin("init")).isEqualTo(Exit.OK);
        assertThat(commands.admin("site", "add", "OSH-1", "Osh", "--country", "KG", "--region", "KG-GBB"))
                .isEqualTo(Exit.REFUSED);
        assertThat(commands.complained()).contains("Did you mean KG-GB?");
        assertThat(commands.admin("site", "add", "OSH-1", "Osh")).isEqualTo(Exit.OK);
        assertThat(commands.admin(
                        "site", "place", "OSH-1", "--from", "2026-01-01", "--country", "KZ", "--region", "KG-B"))
                .isEqualTo(Exit.REFUSED);
        assertThat(commands.complained()).contains("KG-B is a region of KG, not of KZ.");
        assertThat(commands.admin(
                        "target",
                        "add",
                        "--kind",
                        "size",
                        "--area",
                        "region:KG-ZZ",
                        "--population",
                        "PWID",
                        "--period",
                        "2026",
                        "--value",
                        "1",
                        "--source",
                        "IBBS"))
                .isEqualTo(Exit.REFUSED);

        var sites = Files.writeString(folder.resolve("sites.csv"), """
                code,name,from,country,region
                OSH-1,Osh,2020-01-01,KG,NOWHERE
                OSH-2,Osh,2020-01-01,KG,KG-GBB
                OSH-3,Osh,2020-01-01,KZ,KG-B
                """);
        var targets = Files.writeString(folder.resolve("targets.csv"), """
                kind,area,population,period,value,source
                size,region:KG-ZZ,PWID,2026,1,IBBS
                """);
        assertThat(commands.admin("import", sites.toString(), targets.toString()))
                .isEqualTo(Exit.REFUSED);
        assertThat(commands.complained())
                .contains("sites.csv:2 region: The code list region does not have NOWHERE")
                .contains("sites.csv:3 region: The code list region does not have KG-GBB. Did you mean KG-GB?")
                .contains("sites.csv:4 region: KG-B is a region of KG, not of KZ.")
                .contains("targets.csv:2 area: The code list region does not have KG-ZZ");
    }
}
