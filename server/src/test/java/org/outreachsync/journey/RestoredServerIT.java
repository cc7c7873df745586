package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Server;
import org.outreachsync.assembly.Engine;
import org.outreachsync.backup.AgeKeys;
import org.outreachsync.backup.BackupReader;
import org.outreachsync.backup.BackupWriter;
import org.outreachsync.backup.Progress;
import org.outreachsync.backup.Restoration;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.clock.ProcessClock;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.keys.KeyCheck;
import org.outreachsync.keys.Keyring;
import org.outreachsync.log.LogGeneration;
import org.outreachsync.record.RecordStore;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Unfinished;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.OutreachContact;

/** A server is lost and restored from its last backup; tablets that synced in between go on with the new one. */
class RestoredServerIT {

    private static final String SITE = "OSH-1";

    @TempDir
    private Path folder;

    private final Keyring keys = Keyring.ephemeral();
    private final MemoryStore lost = new MemoryStore();
    private Server server = serve(lost);

    @AfterEach
    void stop() {
        server.close();
    }

    private Server serve(DocumentStore store) {
        return Server.start(
                ServerConfig.from(Map.of("OUTREACH_HTTP_PORT", "0", "OUTREACH_MANAGEMENT_PORT", "0")),
                Backend.of(store, keys));
    }

    private final class Worker {
        private final Tablet tablet;

        Worker(int no) throws Exception {
            tablet = Tablet.open(
                    new MemoryJournalFile(), Seal.NONE, Programme.of(LocalDate.of(2015, 1, 1)), new ProcessClock(no));
            var code = server.identities()
                    .codes()
                    .make(List.of(SITE), Duration.ofMinutes(5))
                    .code();
            tablet.enrolment(transport(), KeySource.of(new SecureRandom())).enrol(code, "tab", "1");
        }

        private HttpTransport transport() {
            return new HttpTransport(URI.create("http://localhost:" + server.port()));
        }

        void contacts(int count) {
            var envelope = Envelope.newBuilder()
                    .setProject(1)
                    .setWorker(7)
                    .setRole(5)
                    .setOccurredOn((int) LocalDate.now(ZoneOffset.UTC).toEpochDay())
                    .build();
            for (int at = 0; at < count; at++) {
                tablet.create(
                        SITE,
                        envelope,
                        OutreachContact.newBuilder()
                                .setSex(1)
                                .setAgeBand(5)
                                .setMode(1)
                                .setSetting(1)
                                .addServices(1)
                                .build());
            }
        }

        SyncReport sync() {
            return tablet.engine(transport(), new Random(1), SyncListener.NONE, SyncSettings.of("1"))
                    .sync();
        }

        int held() {
            return tablet.list(SITE).size();
        }
    }

    private DocumentStore restored() {
        var restored = new MemoryStore();
        new Restoration(new BackupReader(folder.resolve("b.age"), folder.resolve("id")), Progress.NONE)
                .write(restored, keys, new SecureRandom());
        Unfinished.end(restored);
        return restored;
    }

    private void backUp() {
        KeyCheck.check(lost, keys);
        var recipient = AgeKeys.make(folder.resolve("id"));
        new BackupWriter(Set.of(recipient), Progress.NONE)
                .write(lost, folder.resolve("b.age"), "id", Instant.parse("2026-11-28T20:00:00Z"));
    }

    @Test
    void whatWasAcknowledgedAfterTheBackupComesBackAlthoughTheNewLogIsAsLongAsTheOld() throws Exception {
        server.identities().sites().add(SITE, "Osh");
        var busy = new Worker(1);
        var quiet = new Worker(2);
        busy.contacts(3);
        quiet.contacts(1);
        assertThat(busy.sync().isComplete()).isTrue();
        assertThat(quiet.sync().isComplete()).isTrue();
        backUp();
        quiet.contacts(2);
        assertThat(quiet.sync().isComplete()).isTrue();
        assertThat(busy.sync().isComplete()).isTrue();
        assertThat(busy.held()).isEqualTo(6);

        server.close();
        server = serve(restored());
        // The log gets as long as it was, so that the cursors of the old one would be within it.
        busy.contacts(4);
        assertThat(busy.sync().isComplete()).isTrue();
        assertThat(quiet.sync().isComplete()).isTrue();
        assertThat(busy.sync().isComplete()).isTrue();

        assertThat(quiet.held())
                .as("3 and 1 before, 2 after the backup, 4 after the restore")
                .isEqualTo(10);
        assertThat(busy.held()).isEqualTo(10);
        assertThat(quiet.tablet.stateHash(SITE)).isEqualTo(busy.tablet.stateHash(SITE));
    }

    @Test
    void recordsAheadOfTheirLogAreNotServedAndAReplayIsTheWayOut() throws Exception {
        server.identities().sites().add(SITE, "Osh");
        var worker = new Worker(1);
        worker.contacts(3);
        assertThat(worker.sync().isComplete()).isTrue();
        worker.contacts(2);
        assertThat(worker.sync().isComplete()).isTrue();
        server.close();
        lost.remove(Tables.LOG, lost.get(Tables.LOG, List.of(SITE + "/2")));

        assertThatThrownBy(() -> serve(lost))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the records of OSH-1 are at 2, but the log ends at 1")
                .hasMessageContaining("./outreach admin replay");

        var codes = CodeListReader.published();
        var rebuild = new Engine(lost, keys, codes, InstantSource.system())
                .cells(CatalogueReader.read(WireContract.contract(), codes, null))
                .rebuild();
        rebuild.forget();
        assertThat(rebuild.derive(SITE)).isEqualTo(1);
        LogGeneration.begin(lost, new SecureRandom());
        server = serve(lost);
        assertThat(worker.sync().isComplete()).isTrue();

        assertThat(worker.held()).isEqualTo(5);
        var records = new RecordStore(lost, keys.sealer(), WireContract.contract());
        assertThat(records.versions(SITE, 0, Long.MAX_VALUE, 10)).hasSize(5);
    }

    @Test
    void figuresAndRecordsThatWereNotPutBackWithTheRestAreNotServed() throws Exception {
        server.identities().sites().add(SITE, "Osh");
        server.close();
        Map<String, Object> fields = Map.of("scope", SITE, "seq", 7L);
        lost.insert(Tables.RECORD_PAGES, new Document(SITE + "/7", 7, fields, new byte[0]));
        refused("the records of OSH-1 are at 7, but the log ends at 0");
        lost.remove(Tables.RECORD_PAGES, lost.get(Tables.RECORD_PAGES, List.of(SITE + "/7")));

        var codes = CodeListReader.published();
        var catalogue = CatalogueReader.read(WireContract.contract(), codes, null);
        var cells = new Engine(lost, keys, codes, InstantSource.system()).cells(catalogue);
        cells.store().write(List.of(cells.store().writeOfMonth(SITE, YearMonth.of(2026, 3), 5, new TreeMap<>())));
        refused("the figures of OSH-1 are at 5, but the log ends at 0");

        cells.rebuild().forget();
        cells.store().write(List.of(CellWatermarks.announcement(catalogue.fingerprint(), SITE, 3)));
        refused("the figures of OSH-1 are at 3, but the log ends at 0");

        cells.rebuild().forget();
        server = serve(lost);
    }

    /** As after a collection was put back alone. */
    @Test
    void watermarksOfAnotherGenerationAreNotServedAndBothCommandsAreTheWayOut() throws Exception {
        server.identities().sites().add(SITE, "Osh");
        var worker = new Worker(1);
        worker.contacts(3);
        assertThat(worker.sync().isComplete()).isTrue();
        server.close();
        LogGeneration.begin(lost, new SecureRandom());
        var stamp = lost.get(Tables.WATERMARKS, List.of(LogGeneration.ID)).getFirst();
        LogGeneration.begin(lost, new SecureRandom());
        lost.remove(Tables.WATERMARKS, lost.get(Tables.WATERMARKS, List.of(LogGeneration.ID)));
        refused("the watermarks belong to another generation");
        lost.insert(Tables.WATERMARKS, stamp);
        refused("the watermarks belong to another generation");

        LogGeneration.begin(lost, new SecureRandom());
        server = serve(lost);
        worker.contacts(1);
        assertThat(worker.sync().isComplete()).isTrue();
        assertThat(worker.held()).isEqualTo(4);
    }

    private void refused(String why) {
        assertThatThrownBy(() -> serve(lost))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("./outreach admin replay");
    }
}
