package org.outreachsync.faults;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Server;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.keys.Keyring;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.memory.MemoryStore;

/** A whole server on a free port, with a site for each run. */
final class FaultBench implements AutoCloseable {

    /** Each run has a site of its own, and a server has room for so many. */
    static final int RUNS_MAX = 250;

    final FakeTime time = new FakeTime();
    final MemoryStore store = new MemoryStore();
    final Keyring keys = Keyring.ephemeral();
    final Server server;
    private int sites;

    FaultBench(long seed) {
        this(seed, Limits.standard());
    }

    FaultBench(long seed, Limits limits) {
        var variables = Map.of(
                "OUTREACH_HTTP_PORT",
                "0",
                "OUTREACH_MANAGEMENT_PORT",
                "0",
                "OUTREACH_HTTP_HOST",
                "127.0.0.1",
                "OUTREACH_DRAIN_SECONDS",
                "5");
        server = Server.start(
                ServerConfig.from(variables), new Backend(limits, store, keys, time, time, new SplittableRandom(seed)));
    }

    boolean isUsedUp() {
        return sites >= RUNS_MAX;
    }

    String newSite() {
        sites++;
        var site = "SITE-" + sites;
        server.identities().sites().add(site, "Site " + sites);
        return site;
    }

    /** A code that lets one tablet enrol at a site; time passes, so that the rate of codes is kept to. */
    String code(String site) {
        time.pass(Duration.ofMinutes(1));
        return server.identities()
                .codes()
                .make(List.of(site), Duration.ofHours(5))
                .code();
    }

    /** A network without faults. */
    Transport network() {
        return new HttpTransport(URI.create("http://127.0.0.1:" + server.port()));
    }

    QuarantineStore quarantine() {
        return new QuarantineStore(store, keys.sealer());
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
