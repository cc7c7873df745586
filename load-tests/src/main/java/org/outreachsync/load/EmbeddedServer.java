package org.outreachsync.load;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.outreachsync.assembly.Engine;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Device;
import org.outreachsync.intake.RequestReader;
import org.outreachsync.intake.SiteDays;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.sqlite.SqliteStore;
import org.outreachsync.sync.SyncService;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.v1.SyncResponse;

/** The sync service over the embedded store, without a network, to measure the durable path alone. */
final class EmbeddedServer implements AutoCloseable {

    private final SqliteStore store;
    private static final int WAITERS_MAX = 1_024;

    private final SyncService service;
    private final RequestReader requests;

    EmbeddedServer(Path file) {
        store = new SqliteStore(file);
        var programme = ServerConfig.from(Map.of("OUTREACH_NEW_CODES_PER_DAY", "100000"))
                .programme();
        var limits = Limits.standard().batches();
        var terms = new Engine.SyncTerms(programme, limits, WAITERS_MAX, SiteDays.ALWAYS, device -> false, () -> false);
        var engine = new Engine(store, Keyring.ephemeral(), CodeListReader.published(), InstantSource.system());
        service = engine.sync(terms, site -> {});
        requests = new RequestReader(limits);
    }

    /** Serves one request of a tablet, from its bytes. */
    SyncResponse sync(Device tablet, byte[] body) {
        return service.sync(tablet, requests.read(body)).response();
    }

    @Override
    public void close() {
        store.close();
    }
}
