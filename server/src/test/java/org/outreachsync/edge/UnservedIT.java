package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.config.Limits;
import org.outreachsync.config.Limits.Rate;
import org.outreachsync.config.Limits.Rates;

/** Asking for what there is not costs the caller its rate, and the server nothing that stays. */
class UnservedIT {

    private static final Route THERE = Route.get("/there", Access.anyone(), call -> Answer.json(200, Map.of()));
    private static final int BURST = 3;

    private static Limits few() {
        var limits = Limits.standard();
        var rates = limits.rates();
        return limits.withRates(new Rates(
                rates.device(),
                rates.person(),
                new Rate(BURST, 60),
                rates.codes(),
                rates.callersMax(),
                rates.retryAfterMax()));
    }

    @Test
    void methodsThatCallersMakeUpShareOneMeter() throws IOException {
        try (var rig = new EdgeRig(Limits.standard(), 8, THERE)) {
            for (int at = 0; at < 20; at++) {
                assertThat(rig.send("MADEUP" + at, "/there", "", new byte[0]).status())
                        .isEqualTo(405);
                assertThat(rig.send("MADEUP" + at, "/nothing", "", new byte[0]).status())
                        .isEqualTo(404);
            }
            assertThat(rig.send("GET", "/nothing", "", new byte[0]).status()).isEqualTo(404);

            assertThat(rig.awaitMeters(
                            "method=\"other\",route=\"none\",status=\"405\"",
                            "method=\"GET\",route=\"none\",status=\"404\""))
                    .doesNotContain("MADEUP");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /nothing, 404", "DELETE, /there, 405", "MADEUP, /there, 405"})
    void theRateOfAnAddressHolds(String method, String path, int status) throws IOException {
        try (var rig = new EdgeRig(few(), 8, THERE)) {
            for (int at = 0; at < BURST; at++) {
                assertThat(rig.send(method, path, "", new byte[0]).status()).isEqualTo(status);
            }

            var refused = rig.send(method, path, "", new byte[0]);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("TOO_MANY");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(rig.send("GET", "/there", "", new byte[0]).status())
                    .as("it is the same rate")
                    .isEqualTo(429);
            rig.time.pass(Duration.ofMinutes(1));
            assertThat(rig.send(method, path, "", new byte[0]).status()).isEqualTo(status);
        }
    }
}
