package org.outreachsync.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.Captured;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.AesGcmSeal;
import org.outreachsync.device.journal.DiskJournalFile;
import org.outreachsync.device.sync.SyncEngine;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.TallyLine;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** An outreach worker with a tablet, as an app would embed it, and a sheet of paper. */
final class Worker {

    private static final LocalDate PROGRAMME_START = LocalDate.of(2015, 1, 1);
    private static final int SYRINGE_1_ML = 2;
    private static final int OUTREACH_WORKER = 1;
    private static final int PROJECT = 1;

    final int number;
    final String site;
    final TabletClock clock;
    final Network network;
    private final Path file;
    private final SecretKeySpec key;
    private final Paper paper;
    private Tablet tablet;
    private SyncEngine engine;
    private int records;

    Worker(int number, String site, Path folder, Office office, StoryTime time, Paper paper) throws IOException {
        this.number = number;
        this.site = site;
        this.paper = paper;
        this.clock = new TabletClock(time, 1_000L * number);
        this.network = new Network(new HttpTransport(office.address()));
        this.file = folder.resolve("tablet-" + number + ".journal");
        this.key = new SecretKeySpec(new SecureRandom().generateSeed(32), "AES");
        this.tablet = open();
        this.engine = engine();
    }

    private Tablet open() throws IOException {
        return Tablet.open(
                DiskJournalFile.open(file),
                new AesGcmSeal(key, new SecureRandom()),
                Programme.of(PROGRAMME_START),
                clock);
    }

    private SyncEngine engine() {
        return tablet.engine(network, new Random(number), SyncListener.NONE, SyncSettings.of("demo"));
    }

    void enrol(String code) throws Exception {
        tablet.enrolment(network, KeySource.of(new SecureRandom())).enrol(code, "Demo tablet", "demo");
    }

    /** Restarts the app from its file. */
    void restartApp() throws IOException {
        tablet.close();
        tablet = open();
        engine = engine();
    }

    SyncReport sync() {
        return engine.sync();
    }

    Tablet tablet() {
        return tablet;
    }

    int records() {
        return records;
    }

    private Envelope envelope() {
        return envelope(LocalDate.ofInstant(Instant.ofEpochMilli(clock.wallMillis()), StoryTime.ZONE));
    }

    private Envelope envelope(LocalDate day) {
        return Envelope.newBuilder()
                .setProject(PROJECT)
                .setWorker(number)
                .setRole(OUTREACH_WORKER)
                .setOccurredOn((int) day.toEpochDay())
                .build();
    }

    /** Types in a line of the paper journal, under its own day. */
    Captured typeIn(Journals.Line line) {
        records++;
        return tablet.createOnChosenDay(site, envelope(line.day()), line.record());
    }

    Captured contact(String clientCode, int service) {
        paper.add("CONTACTS", 1);
        paper.met(clientCode);
        records++;
        return tablet.create(
                site,
                envelope(),
                OutreachContact.newBuilder()
                        .setUic(clientCode)
                        .setMode(1)
                        .setSetting(1)
                        .addServices(service)
                        .setDurationMin(15)
                        .build());
    }

    Captured anonymousContact() {
        paper.add("CONTACTS", 1);
        records++;
        return tablet.create(
                site,
                envelope(),
                OutreachContact.newBuilder()
                        .setSex(2)
                        .setAgeBand(7)
                        .setMode(1)
                        .setSetting(1)
                        .addServices(3)
                        .build());
    }

    Captured exchange(String clientCode, int distributed, int returned) {
        paper.add("SYRINGES_DISTRIBUTED", distributed);
        paper.add("SYRINGES_RETURNED", returned);
        paper.met(clientCode);
        return exchangeOffPaper(clientCode, distributed, returned);
    }

    /** An exchange that is not on paper, since it will be quarantined. */
    Captured exchangeOffPaper(String clientCode, int distributed, int returned) {
        records++;
        var line = ExchangeLine.newBuilder()
                .setCommodity(SYRINGE_1_ML)
                .setDistributed(distributed)
                .setReturned(returned);
        return tablet.create(
                site,
                envelope(),
                NeedleExchange.newBuilder().setUic(clientCode).addLines(line).build());
    }

    Captured womenVisit(String clientCode, int... services) {
        paper.add("WOMEN_VISITS", 1);
        paper.add("WOMEN_SERVICES", services.length);
        paper.met(clientCode);
        paper.helped(clientCode);
        records++;
        var visit = WomenServiceVisit.newBuilder().setUic(clientCode);
        for (int service : services) {
            visit.addServices(service);
        }
        return tablet.create(site, envelope(), visit.build());
    }

    /** Clicks for men aged 25 to 29 on the street. */
    Captured click(int contacts, int pieces, int returned) {
        paper.add("CONTACTS", contacts);
        paper.add("SYRINGES_DISTRIBUTED", pieces);
        paper.add("SYRINGES_RETURNED", returned);
        var tally = SiteDayTally.newBuilder()
                .setSex(2)
                .setAgeBand(6)
                .setMode(1)
                .setContacts(contacts)
                .setReturned(returned)
                .addDistributed(
                        TallyLine.newBuilder().setCommodity(SYRINGE_1_ML).setPieces(pieces));
        return tablet.count(site, envelope(), tally.build());
    }

    /** An exchange with one line that has a corrected count. */
    static NeedleExchange corrected(int distributed) {
        return NeedleExchange.newBuilder()
                .addLines(ExchangeLine.newBuilder().setCommodity(SYRINGE_1_ML).setDistributed(distributed))
                .build();
    }

    /** Corrects the count on paper. */
    void correctPaper(int before, int now) {
        paper.add("SYRINGES_DISTRIBUTED", (long) now - before);
    }
}
