package org.outreachsync.app;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.outreachsync.backup.LastBackup;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.config.ServerConfig.Listen;
import org.outreachsync.edge.Certificates;
import org.outreachsync.edge.Edge;
import org.outreachsync.edge.Management;
import org.outreachsync.edge.Meters;
import org.outreachsync.edge.Problems;
import org.outreachsync.edge.Route;
import org.outreachsync.edge.Workers;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.run.Exports;
import org.outreachsync.health.BackupWatch;
import org.outreachsync.health.Health;
import org.outreachsync.health.ProgrammeWatch;
import org.outreachsync.health.SilentSites;
import org.outreachsync.health.StoreCalls;
import org.outreachsync.identity.Site;
import org.outreachsync.log.LogGeneration;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.CellRefresh;
import org.outreachsync.store.WriteWatch;
import org.outreachsync.sync.CatchUp;
import org.outreachsync.targets.Targets;
import org.outreachsync.trace.Tracing;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server in this process. Tests and the demo start it like production does, on free ports. */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final long START_SECONDS_MAX = 30;

    private final ServerConfig config;
    private final Backend around;
    private final Identities identities;
    private final CodeLists codes;
    private final UseCases useCases;
    private final ExportTimer exportTimer;
    private final Workers workers;
    private final Health health;
    private final ProgrammeWatch watch;
    private final Edge edge;
    private final Management management;
    private final Tracing tracing;
    private int port;
    private int managementPort;

    private Server(ServerConfig config, Backend surroundings, Tracing tracing) {
        this.config = config;
        this.tracing = tracing;
        var meters = new Meters();
        var writes = new WriteWatch(
                surroundings.store(),
                surroundings.clock(),
                surroundings.ticker()::read,
                surroundings.limits().batches().inflatedBytesMax(),
                surroundings.limits().management().writeKnown());
        this.around = surroundings.over(new StoreCalls(writes, meters, tracing));
        var programme = around.codes(config.codes());
        this.codes = programme.toServe();
        this.identities = Identities.over(around, config, () -> codes);
        this.useCases = UseCases.over(around, config, identities, codes, programme.served(), background(tracing));
        this.exportTimer = new ExportTimer(useCases.exporting().exports(), around.clock(), tracing);
        this.workers = new Workers("work", config.workers());
        var certificates = config.tls() == null
                ? null
                : new Certificates(config.tls(), around.clock(), around.limits().certificates());
        this.health = new Health(writes, programme.served(), codes.own().version(), certificates);
        var problems = new Problems(around.random(), around.limits().rates().retryAfterMax());
        this.edge = new Edge(
                config,
                around.limits(),
                identities.callers(),
                workers,
                problems,
                meters,
                tracing,
                around.ticker(),
                certificates,
                RouteTable.of(config, around, identities, codes, useCases, meters));
        this.management = new Management(
                config.management(), meters, health.checks(), around.limits().management());
        health.watch(meters);
        this.watch = new ProgrammeWatch(
                new SilentSites(
                        identities.devices(),
                        identities.directory(),
                        config.programme().zone(),
                        around.clock()),
                useCases.backlogs(),
                new BackupWatch(new LastBackup(around.store()), meters),
                () -> identities.directory().byCode().keySet(),
                around.limits().management(),
                meters);
        watchExports(meters);
    }

    private static CellRefresh.Runner background(Tracing tracing) {
        var threads = CellRefresh.Runner.VIRTUAL_THREADS;
        return new CellRefresh.Runner() {
            @Override
            public void start(String name, Runnable run) {
                threads.start(name, tracing.traced("count cells", run));
            }

            @Override
            public void pause(Duration time) {
                threads.pause(time);
            }
        };
    }

    private void watchExports(Meters meters) {
        var names = Map.of(
                State.WAITING, "outreach.exports.waiting.for.tablets",
                State.NEEDS_APPROVAL, "outreach.exports.waiting.for.approval",
                State.RELEASED, "outreach.exports.waiting.for.delivery",
                State.UNDELIVERED, "outreach.exports.undelivered",
                State.STOPPED, "outreach.exports.stopped");
        names.forEach((state, name) -> meters.watch(
                name,
                "Exports in this state, as of the last round",
                useCases.exporting().exports(),
                exports -> exports.waiting().getOrDefault(state, 0L)));
        meters.watch(
                "outreach.exports.destinations.unusable",
                "Destinations that could not be used at the last round",
                useCases.exporting().exports(),
                Exports::unusable);
        meters.watch(
                "outreach.exports.round.age.seconds",
                "How long ago the last round of exports ended",
                useCases.exporting().exports(),
                exports -> exports.sinceLastLook().toSeconds());
    }

    /**
     * Has what every server needs read on another thread. To be called before the store is opened, which takes time.
     */
    public static void readAhead(ServerConfig config) {
        Thread.ofPlatform().daemon().name("read-ahead").start(() -> {
            CodeListReader.published();
            WireContract.contract();
            if (config.codes() == null && config.catalogue() == null) {
                PublishedCatalogue.get();
            }
        });
    }

    /**
     * Starts a server and waits until it listens. The caller keeps the store and closes it after the server.
     *
     * @throws StartException if a port cannot be opened
     * @throws org.outreachsync.store.StoreException if the parts of the store do not belong together
     * @throws org.outreachsync.edge.TlsFilesException if the certificate or its key cannot be used
     */
    public static Server start(ServerConfig config, Backend around) {
        var tracing = Tracing.by(config.traces());
        Server server;
        try {
            server = new Server(config, around, tracing);
        } catch (RuntimeException | LinkageError failed) {
            tracing.close();
            throw failed;
        }
        List<Site> sites;
        try {
            sites = server.identities.sites().list();
            LogGeneration.check(around.store());
            server.useCases.aheadOfLog().check(sites.stream().map(Site::code).toList());
            server.port = opened("OUTREACH_HTTP", config.http(), server.edge.listen());
            server.managementPort = opened("OUTREACH_MANAGEMENT", config.management(), server.management.listen());
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
        server.management.every(around.limits().management().writeKnown(), server.health::probeIfWritesFail);
        server.management.every(around.limits().channels().destinations().lookEvery(), server.exportTimer::look);
        server.watch.look();
        server.management.every(around.limits().management().watchEvery(), server.watch::look);
        server.management.every(around.limits().certificates().lookEvery(), server.edge::lookAtCertificate);
        new CatchUp(server.useCases.sync()).start(sites.stream().map(Site::code).toList());
        return server;
    }

    private static int opened(String variables, Listen listen, Future<Integer> listening) {
        try {
            return await(listening, START_SECONDS_MAX);
        } catch (ExecutionException | TimeoutException failed) {
            throw PortException.of(variables, listen, failed.getCause());
        }
    }

    /** Checks now for a renewed certificate, as the server does periodically. Returns whether there was one. */
    boolean lookAtCertificate() {
        try {
            return await(edge.lookAtCertificate(), START_SECONDS_MAX);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the certificate could not be checked", failed);
        }
    }

    /** The port of tablets and people. */
    public int port() {
        return port;
    }

    /** The port of probes and the metrics collector. */
    public int managementPort() {
        return managementPort;
    }

    /** Sites, devices, codes and people of this server. */
    public Identities identities() {
        return identities;
    }

    /** Targets and size estimates of this server. */
    public Targets targets() {
        return useCases.targets();
    }

    /** The exports of this server. */
    public Exporting exporting() {
        return useCases.exporting();
    }

    /** The route table. */
    public List<Route> routes() {
        return edge.routes();
    }

    /** Reports that it is not ready, completes in-flight requests within the configured time, and stops. */
    @Override
    public void close() {
        management.drain();
        ended(edge.drain(), config.drain().toSeconds() + 1);
        try {
            workers.drain(config.drain());
            exportTimer.stop(config.drain());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        useCases.cells().close();
        useCases.exporting().close();
        ended(management.close(), START_SECONDS_MAX);
        ended(edge.close(), START_SECONDS_MAX);
        tracing.close();
    }

    /** Waits for a part to end. A part that does not end in time ends with the process. */
    private static void ended(Future<Void> ending, long seconds) {
        try {
            await(ending, seconds);
        } catch (ExecutionException | TimeoutException cut) {
            LOG.atWarn()
                    .addKeyValue("error", cut.getClass().getSimpleName())
                    .log("a part of the server did not end in time");
        }
    }

    private static <T> T await(Future<T> future, long seconds) throws ExecutionException, TimeoutException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", hurried);
        }
    }
}
