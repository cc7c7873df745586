package org.outreachsync.edge;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig.Listen;

/**
 * The management port: {@code /health/live}, {@code /health/ready} and {@code /metrics}. It has an event loop and
 * workers of its own, so that it answers a busy server too, and limits of its own, so that whoever reaches it cannot
 * hold the server up.
 */
public final class Management {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final Listen listen;
    private final Meters meters;
    private final List<Check> checks;
    private final Limits.Management limits;
    private final Workers workers;
    /** Others than those of the checks, which a store that does not answer can hold. */
    private final Workers scrapers;

    private final Connections connections;
    private final Vertx vertx;
    private final AtomicInteger active = new AtomicInteger();
    private volatile boolean draining;

    /**
     * Something that must work before the server can serve.
     *
     * @param name for people and programs, such as {@code log-write}
     * @param look finds out; it may block
     */
    public record Check(String name, Look look) {

        /** Finds out whether something works. */
        @FunctionalInterface
        public interface Look {

            /** Looks. */
            Finding at();
        }
    }

    /**
     * What a check found.
     *
     * @param isUp whether it works
     * @param said why it does not, or what should be known although it does; a text that holds no content, or null
     */
    public record Finding(boolean isUp, @Nullable String said) {

        /** It works. */
        public static Finding up() {
            return new Finding(true, null);
        }

        /** It works; somebody should do something all the same. */
        public static Finding warning(String said) {
            return new Finding(true, said);
        }

        /** It does not work. */
        public static Finding down(String reason) {
            return new Finding(false, reason);
        }
    }

    /**
     * A management port that does not listen yet.
     *
     * @param checks what readiness consists of
     */
    public Management(Listen listen, Meters meters, List<Check> checks, Limits.Management limits) {
        this.listen = listen;
        this.meters = meters;
        this.checks = List.copyOf(checks);
        this.limits = limits;
        this.workers = new Workers("health", limits.requestsMax() * this.checks.size());
        this.connections = Connections.ofAll(limits.connectionsMax(), limits.request(), limit -> {});
        this.vertx = CountingTransport.vertx(connections, 1);
        this.scrapers = new Workers("metrics", limits.requestsMax());
    }

    /** Listens; completes with the port. */
    public Future<Integer> listen() {
        var options = new HttpServerOptions()
                .setHost(listen.host())
                .setPort(listen.port())
                .setMaxInitialLineLength(limits.requestLineMax())
                .setMaxHeaderSize(limits.headerBytesMax())
                .setIdleTimeout((int) limits.request().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHttp2ClearTextEnabled(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        connections.watch(vertx);
        var started = vertx.createHttpServer(options).requestHandler(request -> {
            var peer = Connections.Peer.of(request);
            connections.began(peer);
            begin(request, () -> connections.answered(peer));
        });
        return started.listen().map(HttpServer::actualPort);
    }

    /**
     * Does something again and again until the port is closed.
     *
     * @param look is short and does not block
     */
    public void every(Duration pause, Runnable look) {
        vertx.setPeriodic(pause.toMillis(), tick -> look.run());
    }

    /** From now on the server says that it is not ready. */
    public void drain() {
        draining = true;
    }

    /** Stops listening, and ends its event loop. */
    public Future<Void> close() {
        return vertx.close();
    }

    private void begin(HttpServerRequest request, Runnable answered) {
        int underWay = active.incrementAndGet();
        long deadline = vertx.setTimer(
                limits.request().toMillis(), late -> request.connection().close());
        // Of a response that ends and one whose connection breaks, each calls one of these, or both.
        var finished = new AtomicBoolean();
        Handler<Void> finish = over -> {
            if (finished.compareAndSet(false, true)) {
                vertx.cancelTimer(deadline);
                active.decrementAndGet();
                answered.run();
            }
        };
        request.response().endHandler(finish).closeHandler(finish);
        if (underWay > limits.requestsMax()) {
            send(request, 503, "text/plain", "busy\n");
            return;
        }
        handle(request);
    }

    private void handle(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            send(request, 405, "text/plain", "GET only\n");
            return;
        }
        var path = request.path();
        switch (path == null ? "" : path) {
            case "/health/live" -> send(request, 200, JSON, "{\"status\":\"UP\"}");
            case "/health/ready" -> ready(request);
            case "/metrics" ->
                scrapers.run(vertx.getOrCreateContext(), meters::scrape)
                        .onSuccess(text -> send(request, 200, TEXT, text))
                        .onFailure(busy -> send(request, 503, "text/plain", "busy\n"));
            default -> send(request, 404, "text/plain", "no such path\n");
        }
    }

    private void ready(HttpServerRequest request) {
        if (draining) {
            send(request, 503, JSON, "{\"status\":\"DRAINING\",\"checks\":[]}");
            return;
        }
        Future.all(checks.stream().map(check -> looked(check)).toList()).onSuccess(all -> {
            List<JsonObject> found = all.list();
            boolean up = found.stream().allMatch(check -> "UP".equals(check.getString("status")));
            var answer = new JsonObject().put("status", up ? "UP" : "DOWN").put("checks", new JsonArray(found));
            send(request, up ? 200 : 503, JSON, answer.encode());
        });
    }

    private Future<JsonObject> looked(Check check) {
        return workers.run(
                        vertx.getOrCreateContext(),
                        () -> found(check, check.look().at()))
                .timeout(limits.check().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(failed -> found(
                        check, Finding.down(failed instanceof TimeoutException ? "no answer in time" : "failed")));
    }

    private static JsonObject found(Check check, Finding finding) {
        var found = new JsonObject().put("name", check.name()).put("status", finding.isUp() ? "UP" : "DOWN");
        return finding.said() == null
                ? found
                : found.put("data", new JsonObject().put(finding.isUp() ? "warning" : "reason", finding.said()));
    }

    /** A request with a body is answered, and its connection closed: what it still sends is read by nobody. */
    private static void send(HttpServerRequest request, int status, String mediaType, String body) {
        var response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        boolean unread = !request.isEnded()
                && (request.headers().contains("Content-Length")
                        || request.headers().contains("Transfer-Encoding"));
        response.setStatusCode(status)
                .putHeader("Content-Type", mediaType)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (unread) {
            response.putHeader("Connection", "close");
        }
        response.end(body).onComplete(sent -> {
            if (unread) {
                request.connection().close();
            }
        });
    }
}
