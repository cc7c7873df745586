package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.edge.Route;

/**
 * A script that mistypes a member, sends it twice or in another encoding hears of it by name, at every route; nothing
 * is passed over.
 */
class StrictRequestsIT extends StrictRequestsRig {

    @Test
    void everyRouteThatTakesJsonIsTriedHere() {
        assertThat(jsonRoutes().map(StrictRequestsIT::name)).containsExactlyInAnyOrderElementsOf(BODIES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryMemberThatIsNotAsWrittenDown() {
        return jsonRoutes().flatMap(route -> {
            var body = body(route);
            return Stream.concat(
                    Stream.of(
                            by(route, "an unknown member", with(body, "\"minute\":1"), "minute"),
                            by(route, "an unknown member that is null", with(body, "\"minute\":null"), "minute"),
                            by(route, "an unknown object", with(body, "\"extra\":{\"a\":[1,{\"a\":1}]}"), "extra"),
                            by(route, "a name that cannot be repeated", with(body, "\"<b>\":1"), "unknown"),
                            by(route, "a name in another case", with(body, "\"NAME\":\"Aida\""), "NAME")),
                    new JsonObject(body)
                            .fieldNames().stream()
                                    .flatMap(member -> Stream.of(
                                            by(
                                                    route,
                                                    member + " twice",
                                                    with(body, "\"" + member + "\":" + written(body, member)),
                                                    member),
                                            by(
                                                    route,
                                                    member + " twice, once escaped",
                                                    with(body, "\"" + escaped(member) + "\":1"),
                                                    member),
                                            by(route, member + " as null", replaced(body, member, "null"), member),
                                            by(route, member + " as an object", replaced(body, member, "{}"), member),
                                            by(route, member + " as true", replaced(body, member, "true"), member),
                                            by(route, member + " as a fraction", replaced(body, member, "1.5"), member),
                                            by(
                                                    route,
                                                    member + " as a number of 3,000 digits",
                                                    replaced(body, member, "1".repeat(3_000)),
                                                    member),
                                            by(
                                                    route,
                                                    member + " as a number with a huge exponent",
                                                    replaced(body, member, "1e99999999999"),
                                                    member),
                                            by(
                                                    route,
                                                    member + " as a number beyond 64 bits",
                                                    replaced(body, member, "99999999999999999999"),
                                                    member),
                                            by(
                                                    route,
                                                    member + " as a number beyond 32 bits",
                                                    replaced(body, member, "4294967297"),
                                                    member),
                                            by(
                                                    route,
                                                    member + " as half a character",
                                                    replaced(body, member, "\"\\ud800\""),
                                                    member))));
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNotOneObjectInUtf8() {
        return jsonRoutes().flatMap(route -> {
            var body = body(route);
            var bad = new LinkedHashMap<String, byte[]>();
            bad.put("a list", ("[" + body + "]").getBytes(StandardCharsets.UTF_8));
            bad.put("a text", "\"a\"".getBytes(StandardCharsets.UTF_8));
            bad.put("nothing", new byte[0]);
            bad.put("blanks", "  ".getBytes(StandardCharsets.UTF_8));
            bad.put("two objects", (body + body).getBytes(StandardCharsets.UTF_8));
            bad.put("text after it", (body + " x").getBytes(StandardCharsets.UTF_8));
            bad.put("a comment", ("/* */" + body).getBytes(StandardCharsets.UTF_8));
            bad.put("half of it", body.substring(0, body.length() - 1).getBytes(StandardCharsets.UTF_8));
            bad.put("a comma too many", (body.substring(0, body.length() - 1) + ",}").getBytes(StandardCharsets.UTF_8));
            bad.put("a byte order mark", ("\uFEFF" + body).getBytes(StandardCharsets.UTF_8));
            bad.put("UTF-16", body.getBytes(StandardCharsets.UTF_16));
            bad.put("UTF-16LE", body.getBytes(StandardCharsets.UTF_16LE));
            bad.put("UTF-32", body.getBytes(Charset.forName("UTF-32BE")));
            bad.put(
                    "a byte that is no UTF-8",
                    body.replaceFirst("\"", "\"\u00e9").getBytes(StandardCharsets.ISO_8859_1));
            bad.put("half a character as a name", with(body, "\"\\ud800\":1").getBytes(StandardCharsets.UTF_8));
            bad.put("a nest of lists", ("{\"sites\":" + "[".repeat(4_000)).getBytes(StandardCharsets.UTF_8));
            return bad.entrySet().stream()
                    .map(entry -> DynamicTest.dynamicTest(name(route) + ": " + entry.getKey(), () -> {
                        var response = send(route, JSON, entry.getValue());

                        assertThat(response.status()).isEqualTo(400);
                        assertThat(response.code()).isEqualTo("MALFORMED");
                    }));
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesAnotherCharset() {
        return jsonRoutes()
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    var body = body(route).getBytes(StandardCharsets.UTF_8);

                    assertThat(send(route, "Content-Type: application/json; charset=utf-16\r\n", body)
                                    .code())
                            .isEqualTo("MEDIA_TYPE");
                    assertThat(send(
                                            route,
                                            "Content-Type: application/json; charset=\"UTF-8\"\r\n",
                                            "[]".getBytes(StandardCharsets.UTF_8))
                                    .code())
                            .isEqualTo("MALFORMED");
                }));
    }

    @Test
    void refusesAListOfTextsWithATextTwice() throws IOException {
        var twice = new JsonArray().add(SITE).add(SITE);
        for (var body : List.of(
                new JsonObject().put("sites", twice),
                new JsonObject().put("name", "Aida").put("role", "MANAGER").put("sites", twice))) {
            var path = body.containsKey("role") ? "/v1/people" : "/v1/enrolment-codes";

            var response = rig.send("POST", path, admin + JSON, body.encode().getBytes(StandardCharsets.UTF_8));

            assertThat(response.code()).isEqualTo("PARAMETER");
            assertThat(response.json().getString("parameter")).isEqualTo("sites");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "15.0", "1.5e1", "150E-1"})
    void aWholeNumberIsWholeHoweverItIsWritten(String number) throws IOException {
        var code = rig.send(
                "POST",
                "/v1/enrolment-codes",
                admin + JSON,
                ("{\"sites\":[\"" + SITE + "\"],\"minutes\":" + number + "}").getBytes(StandardCharsets.UTF_8));
        var target = rig.send(
                "POST",
                "/v1/targets",
                admin + JSON,
                ("{\"kind\":\"TARGET\",\"indicator\":\"CONTACTS\",\"area\":\"site:" + SITE
                                + "\",\"year\":2026.0,\"source\":\"Plan\",\"value\":" + number + "}")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(code.status()).as(code.json().encode()).isEqualTo(201);
        assertThat(Instant.parse(code.json().getString("expires_at")))
                .isEqualTo(rig.time.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofMinutes(15)));
        assertThat(target.status()).as(target.json().encode()).isEqualTo(201);
        assertThat(target.json().getInteger("value")).isEqualTo(15);
    }

    @Test
    void advisesToCompressOnlyWhatThenFits() throws IOException {
        var large = "{\"code\":\"OSH-9\",\"name\":\"" + " ".repeat(100_000) + "\"}";
        var plain = rig.send("POST", "/v1/sites", admin + JSON, large.getBytes(StandardCharsets.UTF_8));

        assertThat(plain.code()).isEqualTo("TOO_LARGE");
        assertThat(plain.json().getString("detail")).isEqualTo("The body is too large. Send less in one request.");
    }

    private static Stream<Route> jsonRoutes() {
        return rig.server.routes().stream().filter(route -> route.body() == Route.Body.JSON);
    }

    private static String with(String body, String member) {
        return body.substring(0, body.length() - 1) + "," + member + "}";
    }

    private static String written(String body, String member) {
        return new JsonObject(body).getValue(member) instanceof String text
                ? "\"" + text + "\""
                : String.valueOf(new JsonObject(body).getValue(member));
    }

    private static String replaced(String body, String member, String value) {
        return new JsonObject(body)
                .fieldNames().stream()
                        .map(name -> "\"" + name + "\":" + (name.equals(member) ? value : written(body, name)))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    /** The same name with its first character as an escape. */
    private static String escaped(String member) {
        return "\\u%04x%s".formatted((int) member.charAt(0), member.substring(1));
    }
}
