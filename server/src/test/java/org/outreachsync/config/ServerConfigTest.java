package org.outreachsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.model.CodeScript;

class ServerConfigTest {

    @Test
    void hasADefaultForEverything() {
        var config = ServerConfig.from(Map.of());

        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.management().port()).isEqualTo(8081);
        assertThat(config.data()).isEqualTo(Path.of("data"));
        assertThat(config.keys()).isEqualTo(Path.of("data", "keys"));
        assertThat(config.mongoUri()).isNull();
        assertThat(config.tls()).isNull();
        assertThat(config.programme().zone().getId()).isEqualTo("Asia/Bishkek");
        assertThat(config.programme().start()).hasToString("2015-01-01");
        assertThat(config.programme().clientCodes().pattern()).isEqualTo("GYYYYMMFF");
        assertThat(config.programme().clientCodes().script()).isEqualTo(CodeScript.CYRILLIC);
        assertThat(config.programme().newCodesPerDay()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OUTREACH_HTTP_PORT|tcp://10.0.0.1:80|0 to 65535",
                "OUTREACH_HTTP_PORT|65536|0 to 65535",
                "OUTREACH_MANAGEMENT_PORT|-1|0 to 65535",
                "OUTREACH_MANAGEMENT_PORT|8080|another port than OUTREACH_HTTP_PORT",
                "MONGODB_URI|postgres://user:hunter2@host|mongodb://",
                "OUTREACH_TLS_CERT|/no/such/file.pem|may read",
                "OUTREACH_TLS_KEY|/no/such/key.pem|may read",
                "OUTREACH_OIDC_ISSUER|https://issuer.example|not served yet",
                "OUTREACH_OIDC_CLIENT_ID|me|not served yet",
                "OUTREACH_TIME_ZONE|Asia/Frunze2|Asia/Bishkek",
                "OUTREACH_PROGRAMME_START|yesterday|2015-01-01",
                "OUTREACH_CLIENT_CODE_PATTERN|GYYMMDDMMFF|G, YYYY or YY, MM and FF",
                "OUTREACH_CLIENT_CODE_SCRIPT|GREEK|CYRILLIC or LATIN",
                "OUTREACH_NEW_CODES_PER_DAY|0|1 to 100000",
                "OUTREACH_OFFLINE_DAYS|0|1 to 365",
                "OUTREACH_PURGE_DAYS|many|1 to 365",
                "OUTREACH_NEXT_SYNC_SECONDS|1|10 to 86400",
                "OUTREACH_WORKERS|0|1 to 1024",
                "OUTREACH_PROXY_HOPS|9|0 to 3",
                "OUTREACH_DRAIN_SECONDS|0|1 to 300",
                "OUTREACH_SETUP|never|code or none",
            })
    void namesTheVariableThatIsWrongAndWhatIsAllowed(String name, String value, String allowed) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.from(Map.of(name, value)))
                .withMessageContaining(name)
                .withMessageContaining(allowed)
                .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void namesAllOfThemAtOnce() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.from(Map.of("OUTREACH_WORKERS", "x", "OUTREACH_TIME_ZONE", "y")))
                .satisfies(wrong -> assertThat(wrong.problems()).hasSize(2));
    }

    @Test
    void takesCertificateAndKeyTogetherOnly(@TempDir Path folder) throws IOException {
        var file = Files.createFile(folder.resolve("a.pem")).toString();

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.from(Map.of("OUTREACH_TLS_CERT", file)))
                .withMessageContaining("OUTREACH_TLS_KEY");
        assertThat(ServerConfig.from(Map.of("OUTREACH_TLS_CERT", file, "OUTREACH_TLS_KEY", file))
                        .tls())
                .isNotNull();
    }

    @Test
    void namesVariablesThatMeanNothing() {
        var unknown = new ArrayList<String>();

        ServerConfig.from(
                Map.of("OUTREACH_WRKERS", "3", "OUTREACH_WORKERS", "3", "OUTREACH_EMPTY", " ", "HOME", "/"),
                unknown::add);

        assertThat(unknown).containsExactly("OUTREACH_WRKERS");
    }

    @Test
    void takesEmptyForNotSet() {
        assertThat(ServerConfig.from(Map.of("OUTREACH_HTTP_PORT", " ", "MONGODB_URI", ""))
                        .http()
                        .port())
                .isEqualTo(8080);
    }

    @Test
    void doesNotShowThePasswordOfTheStore() {
        var config = ServerConfig.from(Map.of("MONGODB_URI", "mongodb://user:hunter2@host"));

        assertThat(config.mongoUri()).contains("hunter2");
        assertThat(config).asString().doesNotContain("hunter2");
    }
}
