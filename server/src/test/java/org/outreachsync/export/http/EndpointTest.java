package org.outreachsync.export.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Request;

/** Addresses and credentials as people enter them, and what of them can be seen afterwards. */
class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://dhis2.example, true, dhis2.example, 443, ''",
        "HTTPS://DHIS2.Example./, true, dhis2.example, 443, ''",
        "https://dhis2.example:8443/hiv/, true, dhis2.example, 8443, /hiv",
        "http://10.1.2.3/dhis, false, 10.1.2.3, 80, /dhis",
        "https://[2001:DB8::1]:444, true, 2001:db8::1, 444, ''"
    })
    void readsAnAddress(String text, boolean secure, String host, int port, String path) {
        assertThat(Endpoint.of(text)).isEqualTo(new Endpoint(secure, host, port, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dhis2.example",
                "ftp://dhis2.example",
                "file:///etc/passwd",
                "https:///path",
                "https://",
                "https://a b",
                "https://dhis2.example:99999",
                "https://dhis2.example:0",
                "//dhis2.example",
                "https://user:secret@dhis2.example",
                "https://secret@dhis2.example",
                "https://dhis2.example?key=secret",
                "https://dhis2.example/#secret",
                "https://user:secret@dhis2 example"
            })
    void refusesAnythingElseWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Endpoint.of(text)).isInstanceOfSatisfying(IllegalArgumentException.class, refused -> {
            assertThat(refused.getMessage()).doesNotContain("secret");
            assertThat(refused.getCause()).isNull();
        });
    }

    @Test
    void showsNoSecret() {
        assertThat(Credentials.basic("exporter", "secret").toString())
                .doesNotContain("secret")
                .doesNotContain("exporter");
        assertThat(Credentials.apiToken("d2p_secret").toString()).doesNotContain("secret");
        assertThat(Request.get("/upload?X-Amz-Signature=secret", "*/*")).hasToString("GET /upload");
        var body = "{\"value\":\"secret\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(new Answer.Reply(200, null, null, body).toString()).doesNotContain("secret");
    }

    @Test
    void refusesCredentialsThatWouldBreakTheHeader() {
        for (var token : new String[] {"", "a b", "a\r\nHost: evil", "тайна"}) {
            assertThatThrownBy(() -> Credentials.apiToken(token)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Credentials.basic("a:b", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Credentials.basic("", "c")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api", "https://evil.example/", "/a b", "/a\r\nHost: evil", "/данные"})
    void refusesTargetsThatAreNoPath(String target) {
        assertThatThrownBy(() -> Request.get(target, "*/*")).isInstanceOf(IllegalArgumentException.class);
    }
}
