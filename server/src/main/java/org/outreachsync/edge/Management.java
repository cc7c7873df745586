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
import org.outreachsync.config.ManagementLimits;
import org.outreachsync.config.ServerConfig.Listen;

/**
 * The management port: {@code /health/live}, {@code /health/ready} and {@code /metrics}. It has its own event loop and
 * workers, so that it answers even when the server is busy, and its own limits, so that its callers cannot block the
 * server.
 */
public final class Management {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final Listen listen;
    private final Meters meters;
    private final List<Check> checks;
    private final ManagementLimits limits;
    private final Workers workers;
    /** Separate from the workers of the checks, which a store that does not answer can block. */
    private final Workers scrapers;

    private final Connections connections;
    private final Vertx vertx;
    private final AtomicInteger active = new AtomicInteger();
    private volatile boolean draining;

    /**
     * A condition of readiness.
     *
     * @param name for people and programs, such as {@code log-write}
     * @param look performs the check; it may block
     */
    public record Check(String name, Look look) {

        /** Performs a check. */
        @FunctionalInterface
        public interface Look {

            /** Returns the current finding. */
            Finding at();
        }
    }

    /**
     * The result of a check.
     *
     * @param isUp whether it works
     * @param said the reason why it does not work, or a warning although it works; never contains content; null for
     *     none
     */
    public record Finding(boolean isUp, @Nullable String said) {

        /** It works. */
        public static Finding up() {
            return new Finding(true, null);
        }

        /** It works, but needs attention. */
        public static Finding warning(String said) {
            return new Finding(true, said);
        }

        /** It does not work. */
        public static Finding down(String reason) {
            return new Finding(false, reason);
        }
    }

    /**
     * Creates a management port that does not listen yet.
     *
     * @param checks all must be up for the server to be ready
     */
    public Management(Listen listen, Meters meters, List<Check> checks, ManagementLimits limits) {
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
        var started = vertx.createHttpServer(options)
                .requestHandler(request -> {
                    var peer = Connections.Peer.of(request);
                    connections.began(peer);
                    begin(request, () -> connections.answered(peer));
                })
                .invalidRequestHandler(request -> {
                    var _ = Closing.refuseHead(request, vertx, limits.linger(), false);
                })
                .connectionHandler(connection -> InputWatch.watch(connection, limits.linger()));
        return started.listen().map(HttpServer::actualPort);
    }

    /**
     * Runs something periodically until the port is closed.
     *
     * @param look must be short and must not block
     */
    public void every(Duration pause, Runnable look) {
        vertx.setPeriodic(pause.toMillis(), tick -> look.run());
    }

    /** Reports DRAINING, that is not ready, from now on. */
    public void drain() {
        draining = true;
    }

    /** Stops listening, and stops the event loop. */
    public Future<Void> close() {
        return vertx.close();
    }

    private void begin(HttpServerRequest request, Runnable answered) {
        int underWay = active.incrementAndGet();
        long deadline = vertx.setTimer(
                limits.request().toMillis(), late -> request.connection().close());
        // Either handler may be called, or both, when a response ends or its connection breaks.
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

    /** Answers. If the request has a body, also closes the connection, because nothing reads the body. */
    private static void send(HttpServerRequest request, int status, String mediaType, String body) {
        var response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        boolean unread = !request.isEnded() && Closing.announcesBody(request);
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
