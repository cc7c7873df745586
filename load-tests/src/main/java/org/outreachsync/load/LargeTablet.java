package org.outreachsync.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.SplittableRandom;
import javax.crypto.spec.SecretKeySpec;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.clock.ProcessClock;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.AesGcmSeal;
import org.outreachsync.device.journal.DiskJournalFile;
import org.outreachsync.device.sync.SyncEngine;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;

/** A tablet on disk with a site of many records; its server is {@link GeneratedSite}. */
final class LargeTablet implements AutoCloseable {

    private static final double MIB = 1024 * 1024;

    private final Tablet tablet;
    private final GeneratedSite site;
    private final SyncEngine engine;
    private final int today = today();
    private final SplittableRandom random;

    private LargeTablet(Tablet tablet, GeneratedSite site, long seed) {
        this.tablet = tablet;
        this.site = site;
        this.engine = tablet.engine(site, new Random(seed), SyncListener.NONE, SyncSettings.of("load"));
        this.random = new SplittableRandom(seed);
    }

    static Path journal(Path folder) {
        return folder.resolve("large.journal");
    }

    /** Opens the file. Each process counts as a boot. */
    static LargeTablet open(Path folder, int records, long seed) throws IOException {
        var key = new byte[32];
        new SplittableRandom(seed).nextBytes(key);
        var seal = new AesGcmSeal(new SecretKeySpec(key, "AES"), new SecureRandom());
        var clock = new ProcessClock(ProcessHandle.current().pid());
        var tablet =
                Tablet.open(DiskJournalFile.open(journal(folder)), seal, Programme.of(LocalDate.of(2015, 1, 1)), clock);
        return new LargeTablet(tablet, new GeneratedSite(records, today(), seed), seed);
    }

    private static int today() {
        return (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
    }

    void enrol() throws Exception {
        tablet.enrolment(site, KeySource.of(new SecureRandom())).enrol("LARGE", "load", "load");
    }

    /** Syncs, and throws if the sync was not complete. */
    SyncReport sync() {
        var report = engine.sync();
        if (!report.isComplete()) {
            throw new IllegalStateException("not complete: " + report);
        }
        return report;
    }

    /** Captures a needle exchange with a client code. */
    void capture() {
        var envelope = Envelope.newBuilder()
                .setProject(1)
                .setWorker(41)
                .setRole(5)
                .setOccurredOn(today)
                .build();
        var code = "Ж" + (1960 + random.nextInt(45)) + letter() + letter() + letter() + letter();
        var line = ExchangeLine.newBuilder().setCommodity(2).setDistributed(20).setReturned(15);
        tablet.create(
                GeneratedSite.SITE,
                envelope,
                NeedleExchange.newBuilder().setUic(code).addLines(line).build());
    }

    private char letter() {
        return (char) ('А' + random.nextInt(20));
    }

    /** Lists all records as the worker sees them, and returns how many there are. */
    int list() {
        return tablet.list(GeneratedSite.SITE).size();
    }

    void compact() {
        tablet.store().compact();
    }

    long journalBytes() {
        return tablet.store().journalBytes();
    }

    /** The heap in use after a garbage collection, in MiB. */
    static double liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }

    /** The peak heap, including garbage, in MiB: the sum of the peaks of all memory pools. */
    static double peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / MIB;
    }

    static double heapLimit() {
        return Runtime.getRuntime().maxMemory() / MIB;
    }

    @Override
    public void close() {
        tablet.close();
    }
}
