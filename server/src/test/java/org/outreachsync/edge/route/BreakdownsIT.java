package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.SocketTablet;

/** The rows of breakdowns, as JSON and as CSV, over a socket. */
class BreakdownsIT extends IndicatorAnswers {

    /** The rows of a breakdown in which there is something, as a compact text. */
    private static String filled(JsonArray rows) {
        return new JsonArray(rows.stream()
                        .filter(row -> ((JsonObject) row).getLong("numerator") > 0)
                        .toList())
                .encode();
    }

    private static Map<String, Long> months(JsonObject answer) {
        return answer.getJsonArray("by").stream()
                .map(row -> (JsonObject) row)
                .collect(Collectors.toMap(row -> row.getString("month"), row -> row.getLong("numerator")));
    }

    private List<String> csv(String path) throws IOException {
        var response = get(path, "Accept: text/csv\r\n");
        assertThat(response.header("Content-Type")).startsWith("text/csv");
        return new String(response.body(), StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void breaksDownByWhatTheIndicatorAllows() throws IOException {
        var rows = counted("SYRINGES_DISTRIBUTED" + YEAR + "&by=sex,commodity,region")
                .getJsonArray("by");

        assertThat(filled(rows))
                .isEqualTo(
                        "[{\"sex\":\"FEMALE\",\"commodity\":\"SYR_1\",\"region\":\"KG-O\",\"numerator\":20,\"value\":20},"
                                + "{\"sex\":\"MALE\",\"commodity\":\"SYR_1\",\"region\":\"KG-O\",\"numerator\":30,\"value\":30}]");
        assertThat(get("SYRINGES_DISTRIBUTED" + YEAR + "&by=population", "").code())
                .isEqualTo("PARAMETER");
        assertThat(filled(get("PERSONS_NSP" + YEAR + "&by=age&age_scheme=under_25", "")
                        .json()
                        .getJsonArray("by")))
                .isEqualTo("[{\"age\":\"AGE_25_29..AGE_50_PLUS\",\"numerator\":2,\"value\":2,\"contacts\":2}]");
    }

    @Test
    void aFigureThatFallsToNothingStaysARow() throws IOException {
        counted("PERSONS_NSP" + YEAR);

        assertThat(get("PERSONS_NSP?period=202507&by=site", "")
                        .json()
                        .getJsonArray("by")
                        .encode())
                .isEqualTo("[{\"site\":\"" + SITE + "\",\"numerator\":0,\"value\":0,\"contacts\":0,\"late\":0}]");
        assertThat(months(get("PERSONS_NSP" + YEAR + "&by=month", "").json()))
                .hasSize(12)
                .containsEntry("202603", 2L)
                .containsEntry("202607", 0L);
        for (var format : List.of("", "&by=site", "&by=month,sex", "&by=site,age")) {
            var full = new String(
                    get("PERSONS_NSP" + YEAR + "&format=csv" + format, "").body(), StandardCharsets.UTF_8);
            var nothing = new String(
                    get("PERSONS_NSP?period=2025&format=csv" + format, "").body(), StandardCharsets.UTF_8);
            assertThat(nothing.lines().findFirst())
                    .as("columns of %s", format)
                    .isEqualTo(full.lines().findFirst());
            assertThat(nothing.lines().count())
                    .as("rows of %s", format)
                    .isEqualTo(full.lines().count());
        }
    }

    @Test
    void aBreakdownOfWomenHasNoRowForMen() throws IOException {
        counted("PERSONS_NSP" + YEAR);

        var rows = get("W.ANY" + YEAR + "&by=sex", "").json().getJsonArray("by").stream()
                .map(row -> ((JsonObject) row).getString("sex"))
                .toList();

        assertThat(rows).containsExactly("FEMALE", "TRANSGENDER_WOMAN");
    }

    @Test
    void refusesMoreRowsThanAnybodyCanUseBeforeItCounts() throws IOException {
        assertThat(get("SYRINGES_DISTRIBUTED?period=2010-01-01..2029-12-31&by=month,sex,age", "")
                        .json()
                        .getString("detail"))
                .contains("10000 are served");
    }

    @Test
    void aMeetingIsAPersonAtASiteOnADay() throws IOException {
        counted("PERSONS_NSP" + YEAR);
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 5);
        new SocketTablet(rig).tally(7);
        JsonObject answer;
        do {
            Thread.onSpinWait();
            answer = get("SYRINGES_DISTRIBUTED" + YEAR, "").json();
        } while (answer.getLong("value") != 62);

        answer = get("PERSONS_REACHED" + YEAR + "&by=sex", "").json();

        assertThat(answer.getLong("value")).isEqualTo(2);
        assertThat(answer.getLong("contacts"))
                .as("two exchanges on one day are one meeting, clicks are nobody's")
                .isEqualTo(2);
        assertThat(get("CONTACTS" + YEAR, "").json().getValue("contacts"))
                .as("no persons, no meetings")
                .isNull();
    }

    @Test
    void writesCsv() throws IOException {
        counted("PERSONS_NSP" + YEAR);
        var columns =
                "numerator,denominator,value,contacts,denominator_source,denominator_year,denominator_period,target,target_unit,target_period,"
                        + "previous_value,benchmarks,provisional,usual_period,late,tablets_not_synced";

        assertThat(csv("PERSONS_NSP" + YEAR + "&by=sex"))
                .containsExactly(
                        "code,definition_version,period,from,to,sex," + columns,
                        "PERSONS_NSP,1,2026,2026-01-01,2026-12-31,FEMALE,1,,1,1,,,,,,,,,true,true,,0",
                        "PERSONS_NSP,1,2026,2026-01-01,2026-12-31,MALE,1,,1,1,,,,,,,,,true,true,,0",
                        "PERSONS_NSP,1,2026,2026-01-01,2026-12-31,TRANSGENDER_WOMAN,0,,0,0,,,,,,,,,true,true,,0",
                        "PERSONS_NSP,1,2026,2026-01-01,2026-12-31,TRANSGENDER_MAN,0,,0,0,,,,,,,,,true,true,,0",
                        "PERSONS_NSP,1,2026,2026-01-01,2026-12-31,OTHER,0,,0,0,,,,,,,,,true,true,,0",
                        "PERSONS_NSP,1,2026,2026-01-01,2026-12-31,UNKNOWN,0,,0,0,,,,,,,,,true,true,,0");
        assertThat(csv("PERSONS_NSP" + YEAR + "&compare=previous").getLast())
                .isEqualTo("PERSONS_NSP,1,2026,2026-01-01,2026-12-31,2,,2,2,,,,,,,0,,true,true,0,0");
    }

    @Test
    void eachLineOfCsvCarriesItsOwn() throws IOException {
        counted("PERSONS_NSP" + YEAR);
        rig.server.identities().sites().add("BATKEN-1", "Batken");
        rig.place(admin, "BATKEN-1", "KG-B");
        for (var area : Map.of("country:KG", 900, "site:" + SITE, 400).entrySet()) {
            post(
                    "/v1/targets",
                    "{\"kind\":\"TARGET\",\"indicator\":\"PERSONS_NSP\",\"area\":\"" + area.getKey()
                            + "\",\"year\":2026,\"value\":" + area.getValue() + ",\"source\":\"Grant\"}");
        }
        rig.time.pass(Duration.ofSeconds(2));

        assertThat(csv("PERSONS_NSP" + YEAR + "&by=site&compare=target,previous"))
                .as("the site has its own target and contacts, the other none, and none has the country's")
                .contains("PERSONS_NSP,1,2026,2026-01-01,2026-12-31,BATKEN-1,0,,0,0,,,,,,,0,,true,true,0,0")
                .contains("PERSONS_NSP,1,2026,2026-01-01,2026-12-31," + SITE
                        + ",2,,2,2,,,,400,COUNT,2026,0,,true,true,0,0");
        assertThat(csv("PERSONS_NSP" + YEAR + "&compare=target").getLast()).contains(",900,COUNT,2026,");
        assertThat(csv("PERSONS_NSP" + YEAR + "&by=sex&compare=target"))
                .as("no target is of a sex")
                .noneMatch(line -> line.contains("900"));
        assertThat(csv("PERSONS_NSP?period=2025-12-01..2026-12-31&by=month").get(1))
                .as("a month is provisional by its own end")
                .isEqualTo(
                        "PERSONS_NSP,1,2025-12-01..2026-12-31,2025-12-01,2026-12-31,202512,0,,0,0,,,,,,,,,false,true,0,");
    }
}
