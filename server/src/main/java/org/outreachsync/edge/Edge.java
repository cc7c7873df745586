package org.outreachsync.edge;

import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.trace.Tracing;

/** The HTTP port with its route table, on its own event loops. */
public final class Edge {

    private static final int EVENT_LOOPS_MAX = 4;

    private final Shared shared;
    private final Connections connections;
    private final Vertx vertx;
    private final ServerConfig config;
    private final @Nullable Certificates certificates;
    private final List<Route> routes;
    private final List<EdgeVerticle> verticles = new CopyOnWriteArrayList<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable String deployment;

    /**
     * An edge that does not listen yet.
     *
     * @param certificates for TLS, or null for plain HTTP
     * @param routes the route table; every combination of path and method is unique
     * @throws IllegalArgumentException if two routes have the same method and path
     */
    public Edge(
            ServerConfig config,
            Limits limits,
            Callers callers,
            Workers workers,
            Problems problems,
            Meters meters,
            Tracing tracing,
            Ticker ticker,
            @Nullable Certificates certificates,
            List<Route> routes) {
        var rates = limits.rates();
        var seen = new HashSet<String>();
        for (var route : routes) {
            if (!seen.add(route.method() + " " + route.path())) {
                throw new IllegalArgumentException("two routes serve " + route.method() + " " + route.path());
            }
        }
        this.config = config;
        this.certificates = certificates;
        this.connections = config.proxyHops() == 0
                ? Connections.ofCallers(limits, meters)
                : Connections.ofAll(
                        limits.http().connectionsMax(), limits.http().headers(), meters::full);
        this.routes = List.copyOf(routes);
        this.shared = new Shared(
                limits,
                new Gate(
                        callers,
                        new Buckets(rates.device(), rates.callersMax(), ticker),
                        new Buckets(rates.person(), rates.callersMax(), ticker)),
                new LookUps(limits.shares(), rates.callersMax(), meters),
                workers,
                problems,
                meters,
                tracing,
                new Buckets(rates.address(), rates.callersMax(), ticker),
                new Buckets(rates.codes(), rates.callersMax(), ticker),
                new Addresses(config.proxyHops()),
                certificates != null,
                connections,
                new RequestSlots(limits, meters),
                new Downloads(limits.channels().destinations().downloadsMax()));
        this.vertx = CountingTransport.vertx(connections, VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
        meters.watch("outreach.http.connections", "Open connections", connections, Connections::count);
        meters.watch("outreach.http.requests.active", "Requests in flight", shared.slots(), RequestSlots::inUse);
        meters.watch(
                "outreach.lookups.active", "Tokens being looked up in the store", shared.lookUps(), LookUps::inUse);
        meters.watch("outreach.workers.active", "Worker permits in use", workers, Workers::inUse);
    }

    /** The route table. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * Listens; completes with the port.
     *
     * @throws TlsFilesException if the certificate or its key cannot be used
     */
    public Future<Integer> listen() {
        var certificate = certificates == null ? null : certificates.load(vertx);
        int loops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, EVENT_LOOPS_MAX);
        return vertx.deployVerticle(() -> verticle(loops, certificate), new DeploymentOptions().setInstances(loops))
                .map(id -> {
                    deployment = id;
                    return verticles.getFirst().port();
                });
    }

    /**
     * Checks whether the files hold a renewed certificate, and uses it for new connections; open connections go on.
     * Completes with true if there was one. Also logs a reminder, from time to time, if the certificate expires soon.
     */
    public Future<Boolean> lookAtCertificate() {
        var watched = certificates;
        if (watched == null || deployment == null || !looking.compareAndSet(false, true)) {
            return Future.succeededFuture(false);
        }
        watched.remind();
        return vertx.executeBlocking(() -> watched.renewed(vertx))
                .compose(renewed -> renewed == null ? Future.succeededFuture(false) : show(watched, renewed))
                .onComplete(looked -> looking.set(false));
    }

    private Future<Boolean> show(Certificates watched, ServedCertificate next) {
        return Future.all(
                        verticles.stream().map(verticle -> verticle.show(next)).toList())
                .map(shown -> {
                    watched.show(next);
                    return true;
                });
    }

    private EdgeVerticle verticle(int loops, @Nullable ServedCertificate certificate) {
        var verticle = new EdgeVerticle(shared, config, loops, routes, certificate);
        verticles.add(verticle);
        return verticle;
    }

    /** Stops accepting requests and completes in-flight ones, within the configured time. */
    public Future<Void> drain() {
        var id = deployment;
        deployment = null;
        return id == null ? Future.succeededFuture() : vertx.undeploy(id);
    }

    /** Stops the event loops, which aborts requests that are still in flight. */
    public Future<Void> close() {
        return vertx.close();
    }
}
