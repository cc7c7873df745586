package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.SocketTablet;

/** {@code /v1/indicators} over a socket. */
class IndicatorRoutesIT extends IndicatorAnswers {

    @Test
    void countsPeopleBesideContactsAndSaysHowFreshItIs() throws IOException {
        var answer = counted("PERSONS_NSP" + YEAR);

        assertThat(answer.getLong("value")).isEqualTo(2);
        assertThat(answer.getLong("contacts")).as("meetings").isEqualTo(2);
        assertThat(answer.getBoolean("provisional")).isTrue();
        assertThat(answer.getLong("late")).isZero();
        assertThat(answer.getString("kind")).isEqualTo("PERSONS");
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
        assertThat(get("KP-4" + YEAR + "&region=KG-O", "").json().getValue("value"))
                .as("no estimate of the region")
                .isNull();
    }

    @Test
    void dividesByTheEstimateOfACountryOnlyWhereAllItsSitesAreAskedFor() throws IOException {
        counted("KP-4" + YEAR);
        rig.server.identities().sites().add("BATKEN-1", "Batken");
        rig.place(admin, "BATKEN-1", "KG-B");
        post(
                "/v1/targets",
                "{\"kind\":\"SIZE_ESTIMATE\",\"area\":\"country:KG\",\"population\":\"PWID\",\"year\":2025,\"value\":200,\"source\":\"IBBS 2025\"}");
        rig.time.pass(Duration.ofSeconds(2));
        assertThat(get("KP-4" + YEAR, "").json().getDouble("value")).isEqualTo(0.25);

        admin = rig.person(Role.MANAGER, Set.of(SITE));

        for (var part : List.of("", "&country=KG", "&by=country")) {
            var answer = get("KP-4" + YEAR + part, "").json();
            assertThat(answer.getLong("numerator")).isEqualTo(50);
            assertThat(answer.getValue("value"))
                    .as("of one site, by the people of all: %s", part)
                    .isNull();
            assertThat(answer.encode()).as(part).doesNotContain("IBBS").doesNotContain("\"denominator\":200");
        }
    }

    @Test
    void limitsToAFundingSourceARegionAndComparesWithBefore() throws IOException {
        counted("PERSONS_NSP" + YEAR);

        assertThat(get("PERSONS_NSP" + YEAR + "&project=4", "").json().getLong("value"))
                .isZero();
        assertThat(get("PERSONS_NSP" + YEAR + "&project=3&region=KG-O", "")
                        .json()
                        .getLong("value"))
                .isEqualTo(2);
        assertThat(get("PERSONS_NSP" + YEAR + "&region=KG-B", "").json().getLong("value"))
                .isZero();
        var compared = get("PERSONS_NSP?period=2026Q2&compare=previous", "").json();
        assertThat(compared.getLong("value")).isZero();
        assertThat(compared.getJsonObject("previous").encode())
                .isEqualTo("{\"period\":\"2026Q1\",\"numerator\":2,\"value\":2}");
    }

    @Test
    void comparesWithATarget() throws IOException {
        assertThat(counted("PERSONS_NSP" + YEAR + "&compare=target").getValue("target"))
                .as("nobody entered one")
                .isNull();
        post(
                "/v1/targets",
                "{\"kind\":\"TARGET\",\"indicator\":\"PERSONS_NSP\",\"area\":\"site:" + SITE
                        + "\",\"year\":2026,\"value\":10,\"source\":\"Grant agreement\"}");

        var answer = get("PERSONS_NSP" + YEAR + "&sites=" + SITE + "&compare=target,previous", "")
                .json();

        assertThat(answer.getJsonObject("target").getInteger("value")).isEqualTo(10);
        assertThat(answer.getJsonObject("target").getString("source")).isEqualTo("Grant agreement");
        assertThat(answer.getJsonObject("previous").getLong("numerator")).isZero();
    }

    @Test
    void namesTheSourceAndHoldsTheValueOfAUsualPeriodAgainstPublishedOnes() throws IOException {
        var listed = rig.send("GET", "/v1/indicators", admin, new byte[0]).json().getJsonArray("items").stream()
                .map(item -> (JsonObject) item)
                .filter(item -> item.getString("code").equals("PRV.10"))
                .findAny()
                .orElseThrow();
        assertThat(listed.getJsonObject("source").getInteger("year")).isEqualTo(2022);
        assertThat(listed.getJsonObject("source").getString("at")).isEqualTo("PRV.10 (HIV.IND.10)");
        assertThat(listed.getJsonArray("benchmarks").getJsonObject(0).getInteger("value"))
                .isEqualTo(200);

        assertThat(counted("PRV.10" + YEAR).getJsonArray("benchmarks")).isEqualTo(listed.getJsonArray("benchmarks"));
        assertThat(get("PRV.10?period=2026Q1", "").json().containsKey("benchmarks"))
                .as("a quarter is not a year")
                .isFalse();
        assertThat(get("CONTACTS" + YEAR, "").json().containsKey("benchmarks")).isFalse();
    }

    @Test
    void saysWhichTabletsMayStillHoldWork() throws IOException {
        var answer = counted("CONTACTS?period=202602");
        var site = answer.getJsonObject("completeness").getJsonObject(SITE);
        assertThat(site.getInteger("tablets")).isEqualTo(2);
        assertThat(site.getInteger("not_synced"))
                .as("both synced after February")
                .isZero();

        rig.time.pass(Duration.ofDays(2));
        site = counted("CONTACTS" + YEAR).getJsonObject("completeness").getJsonObject(SITE);
        assertThat(site.getInteger("not_synced")).as("nobody synced today").isEqualTo(2);
        var numbers = site.getJsonArray("waiting_for").stream()
                .map(waiting -> ((JsonObject) waiting).getLong("tablet"))
                .toList();
        var listed = rig.server.identities().devices().list(1, 10).stream()
                .map(Device::no)
                .toList();
        assertThat(numbers).as("as in the list of devices").hasSize(2).isSubsetOf(listed);
    }

    @Test
    void countsWhatIsDoubtful() throws IOException {
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 60);
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 5);
        new SocketTablet(rig).tally(7);
        while (get("SYRINGES_DISTRIBUTED" + YEAR, "").json().getLong("value") != 122) {
            Thread.onSpinWait();
        }

        var quality =
                rig.send("GET", "/v1/quality?period=2026", admin, new byte[0]).json();

        assertThat(quality.getJsonArray("silent_sites")).isEmpty();
        var site = quality.getJsonArray("sites").getJsonObject(0);
        assertThat(site.getInteger("implausible_exchanges")).isEqualTo(1);
        assertThat(site.getInteger("possible_duplicates")).isEqualTo(1);
        assertThat(site.getInteger("tallies_beside_records")).isEqualTo(1);
        assertThat(site.getJsonArray("tallied_beside_records_on")).containsExactly("2026-03-01");
        assertThat(site.getInteger("colliding_client_codes")).isZero();
        assertThat(site.getInteger("unclear_client_codes")).isZero();
        assertThat(site.getInteger("client_codes_met_apart")).isZero();
        assertThat(site.getInteger("beyond_new_codes")).isZero();
        assertThat(site.getInteger("days_with_records")).isEqualTo(1);
        assertThat(rig.send("GET", "/v1/quality?period=202605", admin, new byte[0])
                        .json()
                        .getJsonArray("silent_sites")
                        .encode())
                .isEqualTo("[\"" + SITE + "\"]");
        assertThat(rig.send("GET", "/v1/quality?period=2025", admin, new byte[0])
                        .json()
                        .getJsonArray("silent_sites"))
                .as("the site was not there yet")
                .isEmpty();
        assertThat(rig.send("GET", "/v1/quality?period=2020-01-01..2026-01-01", admin, new byte[0])
                        .code())
                .isEqualTo("PARAMETER");
        assertThat(rig.send("GET", "/v1/quality?period=2026&by=sex", admin, new byte[0])
                        .code())
                .isEqualTo("PARAMETER");
    }

    @Test
    void sendsNothingAgainToWhoHoldsTheAnswer() throws IOException {
        counted("PERSONS_NSP" + YEAR);
        var tag = get("PERSONS_NSP" + YEAR, "").header("ETag");

        var again = get("PERSONS_NSP" + YEAR, "If-None-Match: " + tag + "\r\n");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();

        new SocketTablet(rig).exchange("М1979АДУЛ", 5);
        JsonObject answer;
        do {
            answer = get("PERSONS_NSP" + YEAR, "").json();
        } while (answer.getLong("value") != 3);
        assertThat(get("PERSONS_NSP" + YEAR, "If-None-Match: " + tag + "\r\n").status())
                .isEqualTo(200);
    }

    @Test
    void namesEveryIndicatorAndRefusesWhatItDoesNotKnow() throws IOException {
        var items = rig.send("GET", "/v1/indicators", admin, new byte[0]).json().getJsonArray("items");
        assertThat(items.size()).isGreaterThanOrEqualTo(45);
        for (var item : items) {
            var indicator = (JsonObject) item;
            var answer = get(indicator.getString("code") + YEAR, "");
            assertThat(answer.status()).as(indicator.getString("code")).isEqualTo(200);
            assertThat(indicator.getJsonObject("labels").fieldNames())
                    .containsExactly("en", "kk", "ky", "ru", "tg", "uz");
            assertThat(indicator.getJsonObject("definitions").fieldNames()).containsExactly("en", "ru");
        }
        assertThat(get("NOTHING" + YEAR, "").code()).isEqualTo("NOT_FOUND");
        assertThat(get("CONTACTS", "").code()).isEqualTo("PARAMETER");
        var odd = get("CONTACTS?period=" + "x".repeat(39) + "%F0%9F%98%80%F0%9F%98%80", "")
                .json()
                .getString("given");
        assertThat(odd).as("cut between characters").isEqualTo("x".repeat(39) + "\ud83d\ude00");
        assertThat(get("CONTACTS" + YEAR + "&perod=1", "").code()).isEqualTo("PARAMETER");
        assertThat(get("CONTACTS" + YEAR + "&format=xml", "").code()).isEqualTo("PARAMETER");
        assertThat(get("CONTACTS" + YEAR + "&compare=others", "").code()).isEqualTo("PARAMETER");
        assertThat(get("CONTACTS" + YEAR + "&project=70000", "").code()).isEqualTo("PARAMETER");
        assertThat(get("CONTACTS" + YEAR + "&age_scheme=mine", "").code()).isEqualTo("PARAMETER");
    }

    @Test
    void onlyWhoMaySeeAllSitesLearnsWhichThereAre() throws IOException {
        rig.server.identities().sites().add("NARYN-1", "Naryn");
        var manager = rig.person(Role.MANAGER, Set.of(SITE));
        for (var path : List.of("/v1/indicators/CONTACTS" + YEAR, "/v1/quality" + YEAR)) {
            var unknown = rig.send("GET", path + "&sites=" + SITE + ",NARIN-1", admin, new byte[0]);
            var notTheirs = rig.send("GET", path + "&sites=NARYN-1", manager, new byte[0]);
            var neither = rig.send("GET", path + "&sites=NARIN-1", manager, new byte[0]);

            assertThat(unknown.code()).isEqualTo("PARAMETER");
            assertThat(unknown.json().getString("parameter")).isEqualTo("sites");
            assertThat(unknown.json().getString("detail")).startsWith("There is no such site.");
            assertThat(notTheirs.code()).isEqualTo("SCOPE_DENIED");
            assertThat(neither.body()).isEqualTo(notTheirs.body());
        }
    }

    @Test
    void saysWhatIsWrongWithAPeriod() throws IOException {
        var tooLong = get("CONTACTS?period=2001-01-01..2026-01-01", "").json();
        assertThat(tooLong.getString("parameter")).isEqualTo("period");
        assertThat(tooLong.getString("detail")).isEqualTo("Give a period of at most 20 years.");

        var first = get("CONTACTS?period=0000&compare=previous", "").json();
        assertThat(first.getString("parameter")).isEqualTo("compare");
        assertThat(first.getString("detail")).startsWith("There is nothing to compare with");
    }

    @Test
    void refusesAWrongFormatBeforeItLooksAtTheQuestion() throws IOException {
        var refused = get("CONTACTS" + YEAR + "&sites=NARYN&format=xml", "");

        assertThat(refused.code()).isEqualTo("PARAMETER");
        assertThat(refused.json().getString("parameter")).isEqualTo("format");
    }
}
