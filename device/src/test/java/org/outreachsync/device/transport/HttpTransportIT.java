package org.outreachsync.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportIT {

    private HttpServer server;
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/sync", this::answer);
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/v1/sync");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/refused", exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(exchange.getRequestMethod() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        int status = body.startsWith("refuse") ? 429 : 200;
        exchange.getResponseHeaders().set("Retry-After", "3");
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        var bytes = Gzip.deflate(("echo " + body).getBytes(StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void postsAndReadsAnswersOfEveryStatus() throws Exception {
        var transport = new HttpTransport(address());
        for (var body : List.of("take", "refuse")) {
            var answer = transport.post(
                    "/v1/sync", Map.of("Authorization", "Bearer t", "Accept-Encoding", "gzip"), bytes(body));
            assertThat(answer.status()).isEqualTo(body.equals("take") ? 200 : 429);
            assertThat(answer.header("Retry-After")).isEqualTo("3");
            assertThat(Gzip.inflate(answer.body())).isEqualTo(bytes("echo " + body));
        }
        assertThat(seen).containsExactly("POST Bearer t take", "POST Bearer t refuse");
    }

    @Test
    void followsNoRedirect() throws Exception {
        var answer = new HttpTransport(address()).post("/moved", Map.of("Authorization", "Bearer t"), bytes("x"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(seen).isEmpty();
    }

    @Test
    void anUnknownTokenIsAnAnswerToo() throws Exception {
        var answer = new HttpTransport(address()).post("/refused", Map.of("Authorization", "Bearer t"), bytes("x"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void boundsTheAnswer() {
        var transport = new HttpTransport(address(), new HttpSettings(1_000, 5_000, 5_000, 1_000, 10));
        assertThatThrownBy(() -> transport.post("/v1/sync", Map.of(), bytes("a long body")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aSilentServerTimesOut() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var transport = new HttpTransport(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    new HttpSettings(1_000, 100, 10_000, 1_000, 1_000));
            assertThatThrownBy(() -> transport.post("/v1/sync", Map.of(), bytes("x")))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sync.example.org",
                "http://192.168.1.7:8080",
                "http://127.example.org",
                "http://localhost.example.org",
                "http://localhost@example.org",
                "http:/v1/sync",
                "ftp://localhost"
            })
    void whatWouldGoOverANetworkInClearIsRefused(String address) {
        assertThatThrownBy(() -> new HttpTransport(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https")
                .hasMessageContaining(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sync.example.org",
                "HTTPS://10.0.0.1:8443",
                "http://localhost:8080",
                "http://127.0.0.53",
                "http://[::1]:8080"
            })
    void whatIsEncryptedOrStaysOnTheMachineIsTaken(String address) {
        assertThatNoException().isThrownBy(() -> new HttpTransport(URI.create(address)));
    }
}
