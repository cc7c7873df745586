package org.outreachsync.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each status is an answer with its body to one request, whatever a client library tends to do by itself. */
class EveryStatusIT {

    private static final byte[] REQUEST = "a batch".getBytes(StandardCharsets.UTF_8);
    private static final HttpSettings QUICK = new HttpSettings(5_000, 5_000, 20_000, 5_000, 1 << 20);

    private static String body(int status) {
        return "{\"status\":" + status + ",\"code\":\"TEST\"}";
    }

    private static boolean hasBody(int status) {
        return status != 204 && status != 205 && status != 304;
    }

    /** All headers that make a client retry, follow a redirect, or authenticate. */
    private static final Map<String, String> TEMPTATIONS = Map.of(
            "WWW-Authenticate",
            "Basic realm=\"x\"",
            "Proxy-Authenticate",
            "Basic realm=\"x\"",
            "Location",
            "/elsewhere",
            "Retry-After",
            "0");

    @Test
    void ofAnHttpServer() throws Exception {
        var seen = new ArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI().getPath() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            TEMPTATIONS.forEach(exchange.getResponseHeaders()::set);
            var bytes = body(status).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, hasBody(status) ? bytes.length : -1);
            if (hasBody(status)) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
        try {
            var transport = new HttpTransport(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()), QUICK);
            var expected = new ArrayList<String>();
            for (int status = 200; status <= 599; status++) {
                check(transport, status);
                expected.add("/" + status + " a batch");
            }
            assertThat(seen).isEqualTo(expected);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void ofAServerThatClosesAfterEachAnswer() throws Exception {
        try (var server = new SocketServer(socket -> {
            int status = Integer.parseInt(
                    SocketServer.request(socket).substring("POST /".length()).split(" ", 2)[0]);
            var head = new StringBuilder("HTTP/1.1 " + status + " \r\nConnection: close\r\n");
            TEMPTATIONS.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            SocketServer.write(socket, head + "\r\n" + (hasBody(status) ? body(status) : ""));
        })) {
            var transport = new HttpTransport(server.address(), QUICK);
            for (int status = 200; status <= 599; status++) {
                check(transport, status);
            }
            assertThat(server.connections()).isEqualTo(400);
        }
    }

    private static void check(HttpTransport transport, int status) throws IOException {
        var answer = transport.post("/" + status, Map.of("Authorization", "Bearer t"), REQUEST);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .as("status %d", status)
                .isEqualTo(hasBody(status) ? body(status) : "");
        TEMPTATIONS.forEach((name, value) -> assertThat(answer.header(name)).isEqualTo(value));
    }

    /** The server refuses after reading the head, while the body is still being sent. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatComesBeforeTheRequestIsSentIsRead(boolean drains) throws Exception {
        var large = new byte[8 << 20];
        try (var server = new SocketServer(socket -> {
            SocketServer.head(socket);
            SocketServer.write(
                    socket,
                    "HTTP/1.1 413 \r\nConnection: close\r\nContent-Length: "
                            + body(413).length() + "\r\n\r\n" + body(413));
            if (drains) {
                socket.shutdownOutput();
                SocketServer.drain(socket.getInputStream());
            }
        })) {
            var transport = new HttpTransport(server.address(), QUICK);
            for (int time = 0; time < 20; time++) {
                var answer = transport.post("/v1/sync", Map.of(), large);
                assertThat(answer.status()).isEqualTo(413);
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(body(413));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123456789",
                "HTTP/1.1 401 No\r\nContent-Length: 10\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123",
                "HTTP/1.1 204 No\r\nContent-Length: 4\r\n\r\n1234",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200",
                "<html>",
                ""
            })
    void halfAnAnswerIsNone(String half) throws Exception {
        try (var server = new SocketServer(socket -> {
            SocketServer.request(socket);
            SocketServer.write(socket, half);
        })) {
            var transport = new HttpTransport(server.address(), QUICK);
            assertThatThrownBy(() -> transport.post("/v1/sync", Map.of(), REQUEST))
                    .isInstanceOf(IOException.class);
            assertThat(server.connections()).as("sent once").isEqualTo(1);
        }
    }

    /** The client cannot know whether the request arrived; the engine decides whether to send it again. */
    @Test
    void aConnectionThatTheServerClosedInBetweenCostsOneRequestAtMost() throws Exception {
        var closed = new CountDownLatch(1);
        try (var server = new SocketServer(socket -> {
            SocketServer.request(socket);
            SocketServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            socket.close();
            closed.countDown();
        })) {
            var transport = new HttpTransport(server.address(), QUICK);
            assertThat(transport.post("/v1/sync", Map.of(), REQUEST).status()).isEqualTo(200);
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> transport.post("/v1/sync", Map.of(), REQUEST))
                    .isInstanceOf(IOException.class);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(transport.post("/v1/sync", Map.of(), REQUEST).status()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionServesManyRequests() throws Exception {
        try (var server = new SocketServer(socket -> {
            while (true) {
                SocketServer.request(socket);
                SocketServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        })) {
            var transport = new HttpTransport(server.address(), QUICK);
            for (int time = 0; time < 5; time++) {
                assertThat(transport.post("/v1/sync", Map.of(), REQUEST).status())
                        .isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Each byte arrives before the silence limit, but the answer never ends. */
    @Test
    void anAnswerThatTricklesHasAnEnd() throws Exception {
        var done = new CountDownLatch(1);
        try (var server = new SocketServer(socket -> {
            SocketServer.request(socket);
            SocketServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            try {
                while (!done.await(20, TimeUnit.MILLISECONDS)) {
                    SocketServer.write(socket, "x");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        })) {
            var transport = new HttpTransport(server.address(), new HttpSettings(5_000, 5_000, 400, 5_000, 1 << 20));
            assertThatThrownBy(() -> transport.post("/v1/sync", Map.of(), REQUEST))
                    .isInstanceOf(IOException.class);
        } finally {
            done.countDown();
        }
    }

    @Test
    void cookiesAndAnswersAreNotKept() throws Exception {
        var requests = new ArrayList<String>();
        try (var server = new SocketServer(socket -> {
            requests.add(SocketServer.request(socket));
            SocketServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nSet-Cookie: a=b\r\nCache-Control: max-age=3600\r\nETag: \"1\"\r\nContent-Length: 2\r\n\r\nok");
        })) {
            var transport = new HttpTransport(server.address(), QUICK);
            transport.post("/v1/sync", Map.of(), REQUEST);
            transport.post("/v1/sync", Map.of(), REQUEST);
        }
        assertThat(requests)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.toLowerCase(Locale.ROOT))
                        .doesNotContain("cookie")
                        .doesNotContain("if-none-match")
                        .doesNotContain("gzip"));
    }

    @Test
    void bodiesAreHandedOnAsTheyCome() throws Exception {
        var packed = Gzip.deflate(REQUEST);
        try (var server = new SocketServer(socket -> {
            SocketServer.request(socket);
            SocketServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length
                            + "\r\n\r\n");
            socket.getOutputStream().write(packed);
        })) {
            for (var accepted : List.of("gzip", "identity")) {
                var answer = new HttpTransport(server.address(), QUICK)
                        .post("/v1/sync", Map.of("Accept-Encoding", accepted), REQUEST);
                assertThat(answer.body()).isEqualTo(packed);
                assertThat(answer.header("content-encoding")).isEqualTo("gzip");
            }
            assertThat(new HttpTransport(server.address(), QUICK)
                            .post("/v1/sync", Map.of(), REQUEST)
                            .body())
                    .isEqualTo(packed);
        }
    }
}
