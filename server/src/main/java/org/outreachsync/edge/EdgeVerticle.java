package org.outreachsync.edge;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** One event loop of the HTTP port. When it stops, it completes in-flight requests. */
final class EdgeVerticle extends VerticleBase {

    private static final String OTHER = "other";

    private final Shared shared;
    private final ServerConfig config;
    private final int instances;
    private final List<Route> routes;
    private final @Nullable ServedCertificate certificate;
    private @Nullable HttpServer server;

    EdgeVerticle(
            Shared shared,
            ServerConfig config,
            int instances,
            List<Route> routes,
            @Nullable ServedCertificate certificate) {
        this.certificate = certificate;
        this.shared = shared;
        this.config = config;
        this.instances = instances;
        this.routes = routes;
    }

    @Override
    public Future<?> start() {
        var connections = shared.connections();
        connections.watch(vertx);
        var router = router();
        var heads = shared.heads();
        var started = vertx.createHttpServer(options())
                .requestHandler(request -> {
                    var peer = Connections.Peer.of(request);
                    connections.began(peer);
                    request.response().endHandler(ended -> connections.answered(peer));
                    var over = heads.over(request.headers());
                    var wrong = over == null ? Heads.mistake(request) : null;
                    if (over != null) {
                        refuseHeaders(request, over);
                    } else if (wrong != null) {
                        refuseUnserved(request, shared.problems().of(new RefusedException(Code.MALFORMED, wrong)));
                    } else {
                        router.handle(request);
                    }
                })
                .invalidRequestHandler(this::refuseHead)
                .connectionHandler(connection ->
                        InputWatch.watch(connection, shared.limits().http().linger()));
        server = started;
        return started.listen();
    }

    /** The port that this event loop listens on. */
    int port() {
        return server == null ? 0 : server.actualPort();
    }

    @Override
    public Future<?> stop() {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(config.drain().toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpServerOptions options() {
        var http = shared.limits().http();
        var shown = certificate;
        var options = new HttpServerOptions()
                .setHost(config.http().host())
                .setPort(
                        config.http().port() == 0 && instances > 1
                                ? -1
                                : config.http().port())
                .setMaxInitialLineLength(http.requestLineMax())
                .setMaxHeaderSize(http.headerBytesMax())
                .setMaxChunkSize(http.chunkBytesMax())
                .setIdleTimeout((int) http.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setHandle100ContinueAutomatically(false)
                // WebSockets are not supported. The handler that negotiates their compression would fail and log from
                // the 129th pipelined request on.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setDecompressionSupported(false)
                .setCompressionSupported(false);
        if (shown != null) {
            options.setSsl(true)
                    .setSslHandshakeTimeout(http.handshake().toSeconds())
                    .setEnabledSecureTransportProtocols(TlsSuites.PROTOCOLS)
                    .setKeyCertOptions(KeyCertOptions.wrap(shown.keys()));
            TlsSuites.ALL.forEach(options::addEnabledCipherSuite);
        }
        return options;
    }

    /** Uses another certificate for new connections. */
    Future<Boolean> show(ServedCertificate other) {
        var options = new ServerSSLOptions()
                .setSslHandshakeTimeout(shared.limits().http().handshake().toSeconds())
                .setEnabledSecureTransportProtocols(TlsSuites.PROTOCOLS)
                .setKeyCertOptions(KeyCertOptions.wrap(other.keys()));
        TlsSuites.ALL.forEach(options::addEnabledCipherSuite);
        return server == null ? Future.succeededFuture(false) : server.updateSSLOptions(options, true);
    }

    private Router router() {
        var router = Router.router(vertx);
        for (var route : routes) {
            router.route(route.method(), route.path()).handler(context -> new Exchange(shared, route, context).begin());
        }
        var nothing = new RefusedException(Code.NOT_FOUND, "There is nothing at this path.");
        router.errorHandler(
                404,
                context -> refuseUnserved(context.request(), shared.problems().of(nothing)));
        router.errorHandler(
                405,
                context ->
                        refuseUnserved(context.request(), shared.problems().method(methods(context.normalizedPath()))));
        var unreadable = new RefusedException(Code.MALFORMED, "The path or query cannot be read.");
        router.errorHandler(
                400,
                context -> refuseUnserved(context.request(), shared.problems().of(unreadable)));
        router.errorHandler(
                500,
                context -> send(
                        context.request(),
                        shared.problems()
                                .of(context.failure() == null ? new IllegalStateException() : context.failure())));
        return router;
    }

    private SortedSet<String> methods(String path) {
        return routes.stream()
                .filter(route -> route.isAt(path))
                .map(route -> route.method().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void refuseHead(HttpServerRequest request) {
        int status = Closing.refuseHead(request, vertx, shared.limits().http().linger(), shared.tls());
        shared.meters().request("none", "none", status, 0);
    }

    private void refuseHeaders(HttpServerRequest request, Map<String, Object> limit) {
        shared.meters().full(Meters.Full.HEADERS_SIZE);
        refuseUnserved(request, shared.problems().headers(limit));
    }

    /** Refuses a request that no route serves. Such requests count towards the rate of the address, too. */
    private void refuseUnserved(HttpServerRequest request, Answer answer) {
        try {
            shared.perAddress().take(shared.addresses().of(request));
            send(request, answer);
        } catch (RefusedException tooMany) {
            send(request, shared.problems().of(tooMany));
        }
    }

    private static boolean isUnread(HttpServerRequest request) {
        var body = new BodyReader(request);
        body.discard();
        return body.isUnread();
    }

    private String known(HttpMethod method) {
        return routes.stream().anyMatch(route -> route.method().equals(method)) ? method.name() : OTHER;
    }

    private void send(HttpServerRequest request, Answer answer) {
        // Meters are never removed, so made-up methods must not create new ones.
        shared.meters().request(known(request.method()), "none", answer.status(), 0);
        boolean unread = !request.isEnded() && isUnread(request);
        Sender.send(request.response(), Sender.plain(answer, Proofs.of(request)), shared.tls(), unread)
                .onComplete(sent -> {
                    if (unread) {
                        Closing.afterAnswer(
                                request, vertx, shared.limits().http().linger());
                    }
                });
    }
}
