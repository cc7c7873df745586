package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.edge.Route;
import org.outreachsync.rig.RawHttp;

/** A script that mistypes a parameter, or gives one twice, is told which, at every route; nothing is passed over. */
class StrictParametersIT extends StrictRequestsRig {

    @TestFactory
    Stream<DynamicTest> refusesParametersThatThereAreNotAndThoseThatComeTwice() {
        return rig.server.routes().stream()
                .flatMap(route -> Stream.concat(
                        Stream.of("nonsense", "SITES", "by_")
                                .map(name -> DynamicTest.dynamicTest(name(route) + "?" + name, () -> {
                                    var response = ask(route, name + "=1");

                                    assertThat(response.code()).isEqualTo("PARAMETER");
                                    assertThat(response.json().getString("parameter"))
                                            .isEqualTo(name);
                                })),
                        route.query().stream()
                                .map(name -> DynamicTest.dynamicTest(name(route) + "?" + name + " twice", () -> {
                                    var response = ask(route, name + "=1&" + name + "=1");

                                    assertThat(response.code()).isEqualTo("PARAMETER");
                                    assertThat(response.json().getString("parameter"))
                                            .isEqualTo(name);
                                }))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/indicators/PERSONS_REACHED?period=2026&by=sex,sex | by",
                "/v1/indicators/PERSONS_REACHED?period=2026&by=sex,age,sex | by",
                "/v1/indicators/PERSONS_REACHED?period=2026&by=sex, | by",
                "/v1/indicators/PERSONS_REACHED?period=2026&by=,sex | by",
                "/v1/indicators/PERSONS_REACHED?period=2026&by= | by",
                "/v1/indicators/PERSONS_REACHED?period=2026&by=sex,%20age | by",
                "/v1/indicators/PERSONS_REACHED?period=2026&sites=OSH-1,OSH-1 | sites",
                "/v1/indicators/PERSONS_REACHED?period=2026&sites= | sites",
                "/v1/indicators/PERSONS_REACHED?period=2026&sites=%20 | sites",
                "/v1/indicators/PERSONS_REACHED?period=2026&compare=previous,previous | compare",
                "/v1/indicators/PERSONS_REACHED?period=2026&region= | region",
                "/v1/indicators/PERSONS_REACHED?period=2026&country= | country",
                "/v1/indicators/PERSONS_REACHED?period=2026&project= | project",
                "/v1/indicators/PERSONS_REACHED?period=2026&project=65536 | project",
                "/v1/indicators/PERSONS_REACHED?period=2026&format= | format",
                "/v1/quality?period=2026&sites=OSH-1,OSH-1 | sites",
                "/v1/quality?period=2026&sites= | sites",
                "/v1/quality?period=2026&sites=OSH-1, | sites",
            })
    void refusesAListWithAnItemTwiceOrEmpty(String path, String parameter) throws IOException {
        var response = rig.send("GET", path, admin, new byte[0]);

        assertThat(response.code()).isEqualTo("PARAMETER");
        assertThat(response.json().getString("parameter")).isEqualTo(parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/indicators/PERSONS_REACHED?perod=2026 | perod | Unknown parameter perod. Did you mean period? Allowed: ",
                "/v1/indicators/PERSONS_REACHED?peroid=2026 | peroid | Unknown parameter peroid. Did you mean period? Allowed: ",
                "/v1/indicators/PERSONS_REACHED?site=OSH-1 | site | Unknown parameter site. Did you mean sites? Allowed: ",
                "/v1/reviews?sites=OSH-1 | sites | Unknown parameter sites. Did you mean site? Allowed: cursor, site.",
                "/v1/devices?curser=1 | curser | Unknown parameter curser. Did you mean cursor? Allowed: cursor.",
                "/v1/devices?period=2026 | period | Unknown parameter period. Allowed: cursor.",
                "/v1/indicators?period=2026 | period | Unknown parameter period. None is allowed here.",
                "/v1/devices?%3Cb%3E=1 | unknown | Unknown parameter. Allowed: cursor.",
            })
    void namesTheParameterThatWasProbablyMeant(String path, String parameter, String detail) throws IOException {
        rig.time.pass(Duration.ofSeconds(10));
        var response = rig.send("GET", path, admin, new byte[0]);

        assertThat(response.code()).isEqualTo("PARAMETER");
        assertThat(response.json().getString("parameter")).isEqualTo(parameter);
        assertThat(response.json().getString("detail")).startsWith(detail);
    }

    private static RawHttp.Response ask(Route route, String query) throws IOException {
        rig.time.pass(Duration.ofSeconds(10));
        var mediaType = route.body() == Route.Body.NONE
                ? ""
                : "Content-Type: " + route.body().mediaType() + "\r\n";
        return rig.send(route.method().name(), path(route) + "?" + query, admin + mediaType, new byte[0]);
    }
}
