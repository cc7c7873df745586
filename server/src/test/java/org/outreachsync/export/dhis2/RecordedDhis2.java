package org.outreachsync.export.dhis2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.exchange.Request;
import org.outreachsync.export.http.Credentials;
import org.outreachsync.export.http.Endpoint;

/** The small DHIS2 behind a real socket, with whatever can happen on the way to it. */
final class RecordedDhis2 implements AutoCloseable {

    /** The server itself. */
    final SmallDhis2 far = new SmallDhis2();

    /** What happens to the next requests; after that, nothing special. */
    final Deque<Way> ways = new ConcurrentLinkedDeque<>();

    /** The Authorization headers that came, or "none". */
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    private RecordedDhis2(HttpServer server) {
        this.server = server;
    }

    /** What happens to a request. */
    interface Way {
        void take(RecordedDhis2 dhis2, HttpExchange exchange, Request request) throws IOException;
    }

    static RecordedDhis2 start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var dhis2 = new RecordedDhis2(server);
        server.createContext("/", dhis2::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return dhis2;
    }

    Endpoint endpoint() {
        return Endpoint.of("http://localhost:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    static Credentials exporter() {
        return Credentials.basic(SmallDhis2.USER, SmallDhis2.PASSWORD);
    }

    private void take(HttpExchange exchange) throws IOException {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        var request = new Request(
                Request.Method.valueOf(exchange.getRequestMethod()),
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
                type,
                exchange.getRequestBody().readAllBytes());
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "none" : authorization);
        var way = ways.poll();
        if (way == null) {
            send(exchange, far.answer(request, authorization));
        } else {
            way.take(this, exchange, request);
        }
        exchange.close();
    }

    private Reply answered(HttpExchange exchange, Request request) {
        return far.answer(request, exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        put(exchange, "Content-Type", reply.contentType());
        put(exchange, "Location", reply.location());
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    private static void put(HttpExchange exchange, String name, @Nullable String value) {
        if (value != null) {
            exchange.getResponseHeaders().set(name, value);
        }
    }

    /** Nothing special. */
    static Way pass() {
        return (dhis2, exchange, request) -> send(exchange, dhis2.answered(exchange, request));
    }

    /** Something happens before the request arrives. */
    static Way after(Runnable event) {
        return (dhis2, exchange, request) -> {
            event.run();
            send(exchange, dhis2.answered(exchange, request));
        };
    }

    /** Something else answers, and the request does not arrive. */
    static Way answer(Reply reply) {
        return (dhis2, exchange, request) -> send(exchange, reply);
    }

    /** A page instead of DHIS2. */
    static Way page(int status) {
        return answer(new Reply(
                status,
                "text/html;charset=utf-8",
                null,
                "<!doctype html><html><body>Willkommen</body></html>".getBytes(StandardCharsets.UTF_8)));
    }

    /** The request arrives and is carried out; of the answer, only a part comes back, or nothing. */
    static Way cut(boolean withHead) {
        return (dhis2, exchange, request) -> {
            var reply = dhis2.answered(exchange, request);
            if (withHead) {
                put(exchange, "Content-Type", reply.contentType());
                exchange.sendResponseHeaders(reply.status(), reply.body().length);
                exchange.getResponseBody().write(reply.body(), 0, reply.body().length / 2);
                exchange.getResponseBody().flush();
            }
            // Closing without the rest ends the connection.
        };
    }

    /** The request is carried out after the caller has gone. */
    static Way slow(CountDownLatch gone, CountDownLatch stored) {
        return (dhis2, exchange, request) -> {
            try {
                gone.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            var reply = dhis2.answered(exchange, request);
            stored.countDown();
            send(exchange, reply);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
