package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@code compare=target} finds, over a socket. In March 2026, 50 syringes went to two people at the site. */
class TargetComparisonIT extends IndicatorAnswers {

    private static final String COUNTRY = "country:KG";

    private void enter(String indicator, String area, String period, String value, String unit) throws IOException {
        post(
                "/v1/targets",
                "{\"kind\":\"TARGET\",\"indicator\":\"%s\",\"area\":\"%s\",\"period\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"source\":\"Grant %s\"}"
                        .formatted(indicator, area, period, value, unit, period));
    }

    private JsonObject ask(String indicator, String rest) throws IOException {
        rig.time.pass(Duration.ofSeconds(2));
        return get(indicator + "?compare=target&period=" + rest, "").json();
    }

    private JsonObject target(String indicator, String rest) throws IOException {
        var answer = ask(indicator, rest);
        assertThat(answer.containsKey("target")).isTrue();
        return answer.getJsonObject("target");
    }

    @Test
    void isTheTargetOfExactlyThePeriod() throws IOException {
        enter("PERSONS_NSP", COUNTRY, "2026", "900", "COUNT");
        enter("PERSONS_NSP", COUNTRY, "2026S1", "500", "COUNT");
        enter("PERSONS_NSP", COUNTRY, "2026Q1", "250", "COUNT");

        assertThat(target("PERSONS_NSP", "2026Q1").encode())
                .isEqualTo(
                        "{\"value\":250,\"unit\":\"COUNT\",\"compared_with\":\"numerator\",\"period\":\"2026Q1\",\"source\":\"Grant 2026Q1\"}");
        assertThat(target("PERSONS_NSP", "2026-01-01..2026-03-31").getString("period"))
                .as("the same days by another name")
                .isEqualTo("2026Q1");
        assertThat(target("PERSONS_NSP", "2026S1").getInteger("value")).isEqualTo(500);
        assertThat(target("PERSONS_NSP", "2026").getInteger("value")).isEqualTo(900);
        for (var shorter : new String[] {"202601", "2026Q2", "2026W5", "20260302", "2026-01-01..2026-03-30"}) {
            assertThat(target("PERSONS_NSP", shorter))
                    .as("no share of a longer target: %s", shorter)
                    .isNull();
        }
        assertThat(target("PERSONS_NSP", "2025")).isNull();
        assertThat(target("PERSONS_NSP", "2026Oct")).isNull();
    }

    @Test
    void addsUpTheTargetsOfPartsForWhatAddsUpItself() throws IOException {
        for (var quarter : new String[] {"2026Q1", "2026Q2", "2026Q3"}) {
            enter("SYRINGES_DISTRIBUTED", COUNTRY, quarter, "100", "COUNT");
            enter("PERSONS_NSP", COUNTRY, quarter, "10", "COUNT");
        }
        assertThat(target("SYRINGES_DISTRIBUTED", "2026"))
                .as("a quarter is missing")
                .isNull();
        assertThat(target("SYRINGES_DISTRIBUTED", "2026S1").encode())
                .isEqualTo(
                        "{\"value\":200,\"unit\":\"COUNT\",\"compared_with\":\"numerator\",\"period\":\"2026S1\",\"sum_of\":[\"2026Q1\",\"2026Q2\"],"
                                + "\"source\":\"Grant 2026Q1; Grant 2026Q2\"}");
        for (var month : new String[] {"202610", "202611", "202612"}) {
            enter("SYRINGES_DISTRIBUTED", COUNTRY, month, "33", "COUNT");
        }
        assertThat(target("SYRINGES_DISTRIBUTED", "2026").getJsonArray("sum_of"))
                .isEqualTo(JsonArray.of("2026Q1", "2026Q2", "2026Q3", "202610", "202611", "202612"));
        assertThat(target("SYRINGES_DISTRIBUTED", "2026").getInteger("value")).isEqualTo(399);
        enter("SYRINGES_DISTRIBUTED", COUNTRY, "2026S1", "210", "COUNT");
        assertThat(target("SYRINGES_DISTRIBUTED", "2026").getInteger("value"))
                .as("the longest part counts")
                .isEqualTo(409);
        enter("SYRINGES_DISTRIBUTED", COUNTRY, "2026", "1000", "COUNT");
        assertThat(target("SYRINGES_DISTRIBUTED", "2026").getInteger("value"))
                .as("what was entered for the whole")
                .isEqualTo(1_000);
        assertThat(target("PERSONS_NSP", "2026S1"))
                .as("persons of two quarters are not the sum of both")
                .isNull();
    }

    @Test
    void aPercentageIsComparedWithTheValueAndNeverAddedUp() throws IOException {
        enter("REF.DONE", COUNTRY, "2026S1", "72.5", "PERCENT");
        enter("KP-4", COUNTRY, "2026", "200.5", "RATIO");
        enter("REF.DONE", COUNTRY, "2025Q1", "70", "PERCENT");
        enter("REF.DONE", COUNTRY, "2025Q2", "70", "PERCENT");

        assertThat(target("REF.DONE", "2026S1").encode())
                .isEqualTo(
                        "{\"value\":72.5,\"unit\":\"PERCENT\",\"compared_with\":\"value\",\"period\":\"2026S1\",\"source\":\"Grant 2026S1\"}");
        assertThat(target("KP-4", "2026").encode())
                .contains("\"value\":200.5,\"unit\":\"RATIO\",\"compared_with\":\"value\"");
        assertThat(target("REF.DONE", "2025S1")).isNull();
    }

    @Test
    void eachRowHasTheTargetOfItsSiteAndMonth() throws IOException {
        rig.server.identities().sites().add("BATKEN-1", "Batken");
        enter("SYRINGES_DISTRIBUTED", "site:" + SITE, "202603", "60", "COUNT");
        enter("SYRINGES_DISTRIBUTED", "site:" + SITE, "2026Q1", "150", "COUNT");
        enter("SYRINGES_DISTRIBUTED", "site:BATKEN-1", "2026Q1", "50", "COUNT");
        enter("SYRINGES_DISTRIBUTED", COUNTRY, "202602", "70", "COUNT");

        assertThat(targets(ask("SYRINGES_DISTRIBUTED", "2026Q1&by=site"))).isEqualTo("BATKEN-1=50 " + SITE + "=150");
        assertThat(targets(ask("SYRINGES_DISTRIBUTED", "2026Q1&by=site,month"))).isEqualTo(SITE + "202603=60");
        assertThat(targets(ask("SYRINGES_DISTRIBUTED", "2026-03-02..2026-03-31&by=site,month")))
                .as("a part of a month has none")
                .isEmpty();
        assertThat(targets(ask("SYRINGES_DISTRIBUTED", "2026Q1&by=month&sites=" + SITE)))
                .isEqualTo("202603=60");
        assertThat(target("SYRINGES_DISTRIBUTED", "2026Q1&sites=BATKEN-1," + SITE)
                        .getInteger("value"))
                .as("several sites")
                .isEqualTo(200);
        assertThat(target("SYRINGES_DISTRIBUTED", "2026Q1&project=3&sites=" + SITE))
                .as("no target is of one funding source")
                .isNull();
        assertThat(ask("SYRINGES_DISTRIBUTED", "2026Q1&by=site,sex").getJsonArray("by").stream()
                        .map(row -> ((JsonObject) row).getValue("target")))
                .as("nor of a sex")
                .containsOnlyNulls();
    }

    private static String targets(JsonObject answer) {
        return String.join(
                " ",
                answer.getJsonArray("by").stream()
                        .map(JsonObject.class::cast)
                        .filter(row -> row.getJsonObject("target") != null)
                        .map(row -> row.getString("site", "") + row.getString("month", "") + "="
                                + row.getJsonObject("target").getValue("value"))
                        .toList());
    }

    @Test
    void aDenominatorThatIsATargetIsThatOfThePeriod() throws IOException {
        enter("NALOXONE.TRAINED", COUNTRY, "2026", "40", "COUNT");
        rig.server.identities().sites().close(SITE, java.time.LocalDate.parse("2099-01-01"));

        var year = ask("NALOXONE.TRAINED", "2026");
        assertThat(year.getInteger("denominator")).isEqualTo(40);
        assertThat(year.getString("denominator_period")).isEqualTo("2026");
        assertThat(ask("NALOXONE.TRAINED", "2026Q1").getValue("denominator"))
                .as("no share of a yearly target")
                .isNull();
    }

    @Test
    void everyPeriodOfAnAnswerCanBeAskedFor() throws IOException {
        enter("SYRINGES_DISTRIBUTED", COUNTRY, "2026Q1", "100", "COUNT");
        enter("SYRINGES_DISTRIBUTED", COUNTRY, "2026Q2", "100", "COUNT");
        var answer = get("SYRINGES_DISTRIBUTED?period=2026S1&by=month&compare=previous,target", "")
                .json();
        var periods = new JsonArray();
        answer.getJsonArray("by").forEach(row -> periods.add(((JsonObject) row).getString("month")));
        periods.add(answer.getString("period"))
                .add(answer.getJsonObject("previous").getString("period"));
        answer.getJsonObject("target").getJsonArray("sum_of").forEach(periods::add);
        assertThat(periods).hasSize(6 + 2 + 2);

        long sum = 0;
        for (var period : periods) {
            var again = get("SYRINGES_DISTRIBUTED?period=" + period, "");
            assertThat(again.status()).as("%s", period).isEqualTo(200);
            assertThat(again.json().getString("period")).isEqualTo(period);
            sum += String.valueOf(period).matches("\\d{6}") ? again.json().getLong("value") : 0;
        }
        assertThat(sum).as("the months together are the half-year").isEqualTo(answer.getLong("value"));
        var csv = new String(
                get("SYRINGES_DISTRIBUTED?period=2026S1&by=month&format=csv", "")
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(csv).contains(",202603,50,");
    }
}
