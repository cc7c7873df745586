package org.outreachsync.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ServerConfig.Listen;

/** The management port: {@code /health/live}, {@code /health/ready} and {@code /metrics}. It has workers of its own, so that it answers a busy server too. */
public final class Management {

    private static final int WORKERS = 4;
    private static final int IDLE_SECONDS = 30;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Listen listen;
    private final Meters meters;
    private final Runnable ping;
    private final Duration pingMax;
    private final Workers workers = new Workers("management", WORKERS);
    private volatile boolean draining;
    private @Nullable HttpServer server;

    /**
     * A management port that does not listen yet.
     *
     * @param ping asks the store for a sign of life, and throws without one
     * @param pingMax how long that may take
     */
    public Management(Listen listen, Meters meters, Runnable ping, Duration pingMax) {
        this.listen = listen;
        this.meters = meters;
        this.ping = ping;
        this.pingMax = pingMax;
    }

    /** Listens; completes with the port. */
    public Future<Integer> listen(Vertx vertx) {
        var options = new HttpServerOptions()
                .setHost(listen.host())
                .setPort(listen.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false);
        var started = vertx.createHttpServer(options).requestHandler(request -> handle(vertx, request));
        server = started;
        return started.listen().map(HttpServer::actualPort);
    }

    /** From now on the server says that it is not ready. */
    public void drain() {
        draining = true;
    }

    /** Stops listening. */
    public Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void handle(Vertx vertx, HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            send(request, 405, "text/plain", "GET only\n");
            return;
        }
        var path = request.path();
        switch (path == null ? "" : path) {
            case "/health/live" -> send(request, 200, "application/json", "{\"status\":\"UP\"}");
            case "/health/ready" -> ready(vertx, request);
            case "/metrics" -> workers.run(vertx.getOrCreateContext(), meters::scrape)
                    .onSuccess(text -> send(request, 200, TEXT, text))
                    .onFailure(busy -> send(request, 503, "text/plain", "busy\n"));
            default -> send(request, 404, "text/plain", "no such path\n");
        }
    }

    private void ready(Vertx vertx, HttpServerRequest request) {
        if (draining) {
            send(request, 503, "application/json", "{\"status\":\"DRAINING\"}");
            return;
        }
        workers.run(vertx.getOrCreateContext(), () -> {
                    ping.run();
                    return true;
                })
                .timeout(pingMax.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(alive -> send(request, 200, "application/json", "{\"status\":\"UP\"}"))
                .onFailure(silent -> send(request, 503, "application/json",
                        silent instanceof TimeoutException ? "{\"status\":\"STORE_SLOW\"}" : "{\"status\":\"STORE_DOWN\"}"));
    }

    private static void send(HttpServerRequest request, int status, String mediaType, String body) {
        if (!request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", mediaType)
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(body);
        }
    }
}
