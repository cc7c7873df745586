package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A certificate that nobody renews is warned of, and in the end the server is not ready. */
class CertificateExpiryIT extends CertificateRig {

    @Test
    void warnsOnceADayInTheLastQuarterAndIsNotReadyAfterTheEnd() throws Exception {
        try (var rig = serving(first)) {
            assertThat(check(rig, 200).containsKey("data")).isFalse();
            // 15 of its 60 days are less than the 21 of the limit.
            rig.time.pass(Duration.ofDays(43));
            rig.server.lookAtCertificate();
            assertThat(check(rig, 200).containsKey("data")).isFalse();
            assertThat(said()).isEmpty();

            rig.time.pass(Duration.ofDays(2));
            rig.server.lookAtCertificate();
            rig.server.lookAtCertificate();
            assertThat(check(rig, 200).getJsonObject("data").getString("warning"))
                    .startsWith("the certificate expires at 2026-04-");
            assertThat(said()).containsExactly("the certificate needs to be renewed");
            rig.time.pass(Duration.ofHours(23));
            rig.server.lookAtCertificate();
            assertThat(said()).hasSize(1);
            rig.time.pass(Duration.ofHours(1));
            rig.server.lookAtCertificate();
            assertThat(said()).hasSize(2);

            rig.time.pass(Duration.ofDays(15));
            assertThat(check(rig, 503).getJsonObject("data").getString("reason"))
                    .startsWith("the certificate expired at 2026-04-");
            assertThat(rig.management("/health/ready").json().getString("status"))
                    .isEqualTo("DOWN");

            put(renewed, KEY);
            put(renewed, CERTIFICATE);
            rig.server.lookAtCertificate();
            assertThat(check(rig, 200).containsKey("data")).isFalse();
        }
    }

    @Test
    void oneThatHasExpiredIsSaidAtTheStart() throws Exception {
        try (var rig = serving(past)) {
            assertThat(said()).containsExactly("the certificate needs to be renewed");
            assertThat(check(rig, 503).getJsonObject("data").getString("reason"))
                    .startsWith("the certificate expired at 2026-02-");
        }
    }
}
