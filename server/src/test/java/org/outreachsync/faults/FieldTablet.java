package org.outreachsync.faults;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.enrol.EnrolmentRefusedException;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncEngine;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SiteDayTally;

/** The device library with a file in memory, at one site. */
final class FieldTablet {

    private static final Programme PROGRAMME = Programme.of(LocalDate.of(2015, 1, 1));
    private static final KeySource KEYS = KeySource.of(new SecureRandom());
    private static final ZoneId ZONE = ZoneId.of("Asia/Bishkek");
    private static final int ENROLMENT_TRIES = 3;

    private final FaultBench bench;
    private final String site;
    private final Transport network;
    private MemoryJournalFile file = new MemoryJournalFile();
    private long boots = 1;
    private Tablet tablet;
    private SyncEngine engine;

    FieldTablet(FaultBench bench, String site, Transport network) {
        this.bench = bench;
        this.site = site;
        this.network = network;
        this.tablet = open();
        this.engine = engine();
    }

    private Tablet open() {
        return Tablet.open(file, Seal.NONE, PROGRAMME, bench.time.tabletClock(boots));
    }

    private SyncEngine engine() {
        return tablet.engine(network, new Random(boots), SyncListener.NONE, SyncSettings.of("1.0"));
    }

    /** The battery falls out; what was not forced to disk is gone. */
    void crash(int torn) {
        file = file.crash(torn);
        boots++;
        tablet = open();
        engine = engine();
    }

    Tablet library() {
        return tablet;
    }

    boolean isEnrolled() {
        return tablet.phase() == Phase.PHASE_ENROLLED || tablet.phase() == Phase.PHASE_NEEDS_ENROLMENT;
    }

    boolean isDestroyed() {
        return file.content().length == 0;
    }

    String deviceId() {
        return tablet.store().read(state -> state.device().getDeviceId());
    }

    /** Tries a code some times, as a worker does; whether it came about. */
    boolean enrol(String code) {
        var enrolment = tablet.enrolment(network, KEYS);
        for (int tries = 0; tries < ENROLMENT_TRIES; tries++) {
            try {
                enrolment.enrol(code, "tab", "1.0");
                return true;
            } catch (IOException | EnrolmentRefusedException again) {
                bench.time.pass(Duration.ofMinutes(1));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return false;
    }

    SyncReport sync() {
        return engine.sync();
    }

    private Envelope envelope() {
        int today = (int) bench.time.instant().atZone(ZONE).toLocalDate().toEpochDay();
        return Envelope.newBuilder()
                .setProject(1)
                .setWorker(7)
                .setRole(5)
                .setOccurredOn(today)
                .build();
    }

    /** A contact that is told apart from all others by how long it took. */
    RecordId contact(int minutes) {
        var contact = OutreachContact.newBuilder()
                .setSex(1)
                .setAgeBand(5)
                .setMode(1)
                .setSetting(1)
                .addServices(1)
                .setDurationMin(minutes);
        return tablet.create(site, envelope(), contact.build()).id();
    }

    void correct(RecordId id, int ageBand) {
        tablet.edit(id, Edit.of(OutreachContact.newBuilder().setAgeBand(ageBand).build()));
    }

    /** One anonymous contact more. */
    void click() {
        tablet.count(
                site,
                envelope(),
                SiteDayTally.newBuilder()
                        .setSex(1)
                        .setAgeBand(5)
                        .setMode(1)
                        .setContacts(1)
                        .build());
    }

    /** What this tablet holds of the site. */
    Shown shown() {
        var shown = new Shown();
        tablet.list(site).forEach(record -> shown.add(record.shown()));
        return shown;
    }

    long stateHash() {
        return tablet.stateHash(site);
    }
}
