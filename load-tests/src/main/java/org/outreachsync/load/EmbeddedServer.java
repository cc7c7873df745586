package org.outreachsync.load;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.model.CodeScript;
import org.outreachsync.projection.RecordLimits;
import org.outreachsync.store.sqlite.SqliteStore;
import org.outreachsync.sync.SyncAssembly;
import org.outreachsync.sync.SyncLimits;
import org.outreachsync.sync.SyncService;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Limits;

/** The sync service over the embedded store, without a network, to measure the durable path alone. */
final class EmbeddedServer implements AutoCloseable {

    private final SqliteStore store;
    private final SyncService service;

    EmbeddedServer(Path file) {
        store = new SqliteStore(file);
        service = SyncAssembly.over(
                store,
                Keyring.ephemeral(),
                WireContract.contract(),
                CodeListReader.published(),
                ClientCodeFormat.of("GYYYYMMFF", CodeScript.CYRILLIC),
                new SyncService.ProgrammeRules(ZoneId.of("Asia/Bishkek"), LocalDate.of(2015, 1, 1)),
                new SyncLimits(
                        500,
                        256,
                        200_000,
                        1_000,
                        60,
                        1_024,
                        Duration.ofSeconds(30),
                        new RecordLimits(60, 5_000),
                        new SyncLimits.NewCodes(100_000, 30),
                        Limits.newBuilder().setOpsMax(500).build()),
                InstantSource.system(),
                site -> {});
    }

    SyncService service() {
        return service;
    }

    @Override
    public void close() {
        store.close();
    }
}
