package org.outreachsync.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Loss;
import org.outreachsync.export.exchange.Answer.Lost;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.exchange.Request;

/** Answers that end early, never, or too late, and those that are too large or none. */
class OutboundLimitsIT {

    private static final int BODY_MAX = 1_000;
    private static final OutboundLimits LIMITS = limits(Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final Request GET = Request.get("/api/ping", "application/json");

    private static Vertx vertx;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    private static OutboundLimits limits(Duration idle, Duration whole) {
        return new OutboundLimits(BODY_MAX, BODY_MAX, 2_000, Duration.ofSeconds(10), idle, whole, 4);
    }

    private static Answer send(RawServer server, Request request) {
        return send(LIMITS, server, request);
    }

    private static Answer send(OutboundLimits limits, RawServer server, Request request) {
        var policy = new OutboundPolicy(Set.of(), Set.of("127.0.0.1"));
        try (var client = new OutboundClient(vertx, policy, limits, Resolver.SYSTEM, null)) {
            return client.to(Endpoint.of("http://127.0.0.1:" + server.port()), Credentials.none())
                    .send(request);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
            })
    void knowsAnAnswerThatWasCutOff(String part) throws IOException {
        try (var server = RawServer.saying(part)) {
            assertThat(send(server, GET)).isEqualTo(new Lost(Loss.CUT));
            assertThat(server.requests).as("nothing is repeated").hasSize(1);
        }
    }

    @Test
    void readsNoMoreThanTheLimit() throws IOException {
        var fits = "x".repeat(BODY_MAX);
        try (var server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: " + BODY_MAX + "\r\n\r\n" + fits)) {
            assertThat(send(server, GET))
                    .isInstanceOfSatisfying(
                            Reply.class, reply -> assertThat(reply.body()).hasSize(BODY_MAX));
        }
        try (var server =
                RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: " + (BODY_MAX + 1) + "\r\n\r\n" + fits + "x")) {
            assertThat(send(server, GET)).isEqualTo(new Lost(Loss.UNREADABLE));
        }
        var endless = new RawServer(socket -> {
            socket.setSoTimeout(100);
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(("64\r\n" + "x".repeat(100) + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        try (endless) {
            assertThat(send(endless, GET)).isEqualTo(new Lost(Loss.UNREADABLE));
        }
    }

    @Test
    void readsNoEndlessHeadersAndNoOtherProtocol() throws IOException {
        try (var server = RawServer.saying("HTTP/1.1 200 OK\r\nX: " + "x".repeat(10_000) + "\r\n\r\n")) {
            assertThat(send(server, GET)).isEqualTo(new Lost(Loss.UNREADABLE));
        }
        try (var server = RawServer.saying("SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
            assertThat(send(server, GET)).isEqualTo(new Lost(Loss.UNREADABLE));
        }
    }

    @Test
    void inflatesNothing() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(new byte[100_000]);
        }
        var head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.size() + "\r\n\r\n";
        var server = new RawServer(socket -> {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(zipped.toByteArray());
        });
        try (server) {
            assertThat(send(server, GET))
                    .isInstanceOfSatisfying(
                            Reply.class, reply -> assertThat(reply.body()).isEqualTo(zipped.toByteArray()));
        }
    }

    @Test
    void sendsNoMoreThanTheLimit() throws IOException {
        try (var server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            var large = Request.post("/", "*/*", "application/json", new byte[BODY_MAX + 1]);
            assertThat(send(server, large)).isEqualTo(new Lost(Loss.REQUEST_TOO_LARGE));
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void doesNotWaitForASilentServer() throws IOException {
        var hasty = limits(Duration.ofMillis(300), Duration.ofMinutes(10));
        try (var server = new RawServer(socket -> socket.getInputStream().read())) {
            assertThat(send(hasty, server, GET)).isEqualTo(new Lost(Loss.TOO_SLOW));
        }
    }

    @Test
    void doesNotWaitForAServerThatDrips() throws IOException {
        var hasty = limits(Duration.ofSeconds(30), Duration.ofSeconds(3));
        var dripping = new RawServer(socket -> {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            for (int at = 0; at < BODY_MAX; at++) {
                out.write('x');
                awaitEnd(socket);
            }
        });
        try (dripping) {
            assertThat(send(hasty, dripping, GET)).isEqualTo(new Lost(Loss.TOO_SLOW));
        }
    }

    /** Waits until the client leaves, or for the time-out of the socket. */
    private static void awaitEnd(Socket socket) throws IOException {
        try {
            if (socket.getInputStream().read() < 0) {
                throw new EOFException("the client has left");
            }
        } catch (SocketTimeoutException stillThere) {
            // The next byte is due.
        }
    }
}
