package org.outreachsync.load;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.spec.SecretKeySpec;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.clock.ProcessClock;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.AesGcmSeal;
import org.outreachsync.device.journal.DiskJournalFile;
import org.outreachsync.device.sync.SyncEngine;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReason;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Status;

/**
 * A worker with a real tablet, who records exchanges and contacts, syncs while the server answers, and keeps a separate
 * count on paper.
 */
final class ShiftWorker {

    /** Fewer than the new clients that a tablet may name in a day, so that no record goes into quarantine. */
    private static final int PEOPLE = 150;

    private final Transport server;
    private final Tablet tablet;
    private final SyncEngine engine;
    private final String site;
    private final int worker;
    private final LocalDate day;
    private final SplittableRandom random;
    private final Set<Integer> people = new HashSet<>();
    private final Pace pace = new Pace();
    private long exchanges;
    private long contacts;
    private long syringes;

    /** A worker whose tablet keeps its journal in this folder, and reaches the server this way. */
    ShiftWorker(Path folder, Transport server, String site, int worker, LocalDate day, long seed) throws IOException {
        this.server = server;
        this.site = site;
        this.worker = worker;
        this.day = day;
        this.random = new SplittableRandom(seed + worker);
        var key = new byte[32];
        random.nextBytes(key);
        var file = DiskJournalFile.open(folder.resolve("tablet-" + worker + ".journal"));
        this.tablet = Tablet.open(
                file,
                new AesGcmSeal(new SecretKeySpec(key, "AES"), new SecureRandom()),
                Programme.of(LocalDate.of(2015, 1, 1)),
                new ProcessClock(worker));
        var settings = new SyncSettings(1, 1, "load", 0, 50, 20, 200, 200);
        this.engine = tablet.engine(server, new Random(seed + worker), SyncListener.NONE, settings);
    }

    void enrol(String code) throws Exception {
        tablet.enrolment(server, KeySource.of(new SecureRandom())).enrol(code, "load", "load");
    }

    /** Records and syncs until the shift is over. */
    void work(Shift shift) {
        while (shift.isOpen()) {
            for (int act = 0; act < 4; act++) {
                record();
            }
            sync();
        }
    }

    /** Syncs until nothing waits on either side. */
    void finish() {
        while (!engine.sync().isComplete()) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Whether the server refuses the tablet itself. */
    boolean isRefused() {
        var reason = engine.sync().reason();
        return reason == SyncReason.DEVICE_REVOKED || reason == SyncReason.TOKEN_REFUSED || reason == SyncReason.WIPED;
    }

    private void sync() {
        var report = engine.sync();
        pace.note(report.isComplete());
        if (!report.isComplete()) {
            LockSupport.parkNanos(
                    Duration.ofMillis(Math.min(report.waitMillis(), 200)).toNanos());
        }
    }

    private void record() {
        int person = random.nextInt(PEOPLE);
        var envelope = Envelope.newBuilder()
                .setProject(1)
                .setWorker(worker)
                .setRole(5)
                .setOccurredOn((int) day.toEpochDay())
                .build();
        if (random.nextInt(3) == 0) {
            tablet.create(
                    site,
                    envelope,
                    OutreachContact.newBuilder()
                            .setUic(code(person))
                            .setMode(1)
                            .setSetting(1)
                            .addServices(1 + random.nextInt(5))
                            .build());
            contacts++;
        } else {
            int pieces = 1 + random.nextInt(20);
            var line = ExchangeLine.newBuilder()
                    .setCommodity(2)
                    .setDistributed(pieces)
                    .setReturned(random.nextInt(20));
            tablet.create(
                    site,
                    envelope,
                    NeedleExchange.newBuilder()
                            .setUic(code(person))
                            .addLines(line)
                            .build());
            exchanges++;
            syringes += pieces;
        }
        people.add(person);
    }

    private static String code(int person) {
        char first = (char) ('А' + person % 20);
        char second = (char) ('А' + person / 20);
        return (person % 4 == 0 ? "Ж" : "М") + (1960 + person % 45) + first + second + "ГУ";
    }

    /** How the syncs of {@link #work} went. */
    Pace pace() {
        return pace;
    }

    int unsent() {
        return tablet.unsentOps();
    }

    long quarantined() {
        return tablet.attentions().stream()
                .filter(attention -> attention.getResult().getStatus() == Status.STATUS_QUARANTINED)
                .count();
    }

    int held() {
        return tablet.list(site).size();
    }

    long stateHash() {
        return tablet.stateHash(site);
    }

    Set<Integer> people() {
        return people;
    }

    long exchanges() {
        return exchanges;
    }

    long contacts() {
        return contacts;
    }

    long syringes() {
        return syringes;
    }

    void close() {
        tablet.close();
    }

    /** Whether the shift goes on. */
    interface Shift {
        boolean isOpen();
    }
}
