package org.outreachsync.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.crypto.spec.SecretKeySpec;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.clock.ProcessClock;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.AesGcmSeal;
import org.outreachsync.device.journal.DiskJournalFile;
import org.outreachsync.device.sync.SyncEngine;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OutreachContact;

/**
 * A real tablet that uploads from time to time. It has its own funding source, so that its contacts can be queried
 * separately.
 */
final class FreshTablet implements SyncListener {

    /** Fewer than the new clients that a tablet may name in a day, so that no record goes into quarantine. */
    private static final int PEOPLE = 150;

    private final Tablet tablet;
    private final SyncEngine engine;
    private final String site;
    private final int no;
    private final LocalDate day;
    private final SplittableRandom random;
    private final Acknowledged acknowledged;
    private long contacts;

    /** Receives, at the moment of an acknowledgement, how many contacts of the tablet the server has. */
    interface Acknowledged {
        void contacts(int tablet, long contacts);
    }

    FreshTablet(Path folder, URI server, String site, int no, LocalDate day, long seed, Acknowledged acknowledged)
            throws IOException {
        this.site = site;
        this.no = no;
        this.day = day;
        this.random = new SplittableRandom(seed + no);
        this.acknowledged = acknowledged;
        var key = new byte[32];
        random.nextBytes(key);
        var file = DiskJournalFile.open(folder.resolve("tablet-" + no + ".journal"));
        var seal = new AesGcmSeal(new SecretKeySpec(key, "AES"), new SecureRandom());
        this.tablet = Tablet.open(file, seal, Programme.of(LocalDate.of(2015, 1, 1)), new ProcessClock(no));
        this.engine = tablet.engine(
                new HttpTransport(server),
                new Random(seed + no),
                this,
                new SyncSettings(1, 1, "load", 0, 50, 20, 200, 200));
    }

    void enrol(URI server, String code) throws Exception {
        tablet.enrolment(new HttpTransport(server), KeySource.of(new SecureRandom()))
                .enrol(code, "load", "load");
    }

    /** Records and uploads, with pauses of about this length. */
    void work(BooleanSupplier isOpen, int records, int pauseMillis) {
        while (isOpen.getAsBoolean()) {
            for (int at = 0; at < records; at++) {
                record(at % 2 == 0);
            }
            engine.sync();
            LockSupport.parkNanos(Duration.ofMillis(pauseMillis / 2 + random.nextInt(pauseMillis))
                    .toNanos());
        }
        tablet.close();
    }

    private void record(boolean contact) {
        var envelope = Envelope.newBuilder()
                .setProject(no)
                .setWorker(no)
                .setRole(5)
                .setOccurredOn((int) day.toEpochDay())
                .build();
        var uic = code(random.nextInt(PEOPLE));
        if (contact) {
            tablet.create(
                    site,
                    envelope,
                    OutreachContact.newBuilder()
                            .setUic(uic)
                            .setMode(1)
                            .setSetting(1)
                            .addServices(3)
                            .build());
            contacts++;
        } else {
            var line =
                    ExchangeLine.newBuilder().setCommodity(2).setDistributed(20).setReturned(15);
            tablet.create(
                    site,
                    envelope,
                    NeedleExchange.newBuilder().setUic(uic).addLines(line).build());
        }
    }

    private static String code(int person) {
        return (person % 4 == 0 ? "Ж" : "М") + (1960 + person % 45) + (char) ('А' + person % 20)
                + (char) ('А' + person / 20) + "ГУ";
    }

    @Override
    public void sent(String code, int sent, int total) {
        if (sent == total) {
            acknowledged.contacts(no, contacts);
        }
    }
}
