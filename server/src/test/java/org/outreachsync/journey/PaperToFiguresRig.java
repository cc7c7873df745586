package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.rig.ServerRig.SITE;

import com.google.protobuf.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.CaptureRefusedException;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.validate.Finding;
import org.outreachsync.wire.v1.Envelope;

/** A tablet that types in paper, and a manager who asks for figures. */
abstract class PaperToFiguresRig {

    static final int DAY = (int) LocalDate.of(2026, 3, 1).toEpochDay();
    static final String OTHER = "BISHKEK-1";

    ServerRig rig;
    String admin;
    Tablet tablet;

    @BeforeEach
    void start() throws Exception {
        rig = new ServerRig(Map.of());
        rig.server.identities().sites().add(OTHER, "Bishkek");
        rig.time.pass(Duration.ofSeconds(2));
        admin = rig.admin();
        tablet = Tablet.open(
                new MemoryJournalFile(), Seal.NONE, Programme.of(LocalDate.of(2015, 1, 1)), rig.time.tabletClock(5));
        var code = rig.server
                .identities()
                .codes()
                .make(List.of(SITE), Duration.ofMinutes(5))
                .code();
        tablet.enrolment(transport(), KeySource.of(new SecureRandom())).enrol(code, "tab", "1");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    HttpTransport transport() {
        return new HttpTransport(URI.create("http://localhost:" + rig.server.port()));
    }

    List<String> record(Message record) {
        var envelope = Envelope.newBuilder()
                .setProject(1)
                .setWorker(7)
                .setRole(5)
                .setOccurredOn(DAY)
                .build();
        return tablet.create(SITE, envelope, record).warnings().stream()
                .map(Finding::code)
                .toList();
    }

    void refuse(String code, Message record) {
        assertThatThrownBy(() -> record(record))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .contains(code));
    }

    void sync() {
        assertThat(tablet.engine(transport(), new Random(1), SyncListener.NONE, SyncSettings.of("1"))
                        .sync()
                        .isComplete())
                .isTrue();
    }

    JsonObject figure(String path) throws IOException {
        JsonObject answer;
        do {
            Thread.onSpinWait();
            rig.time.pass(Duration.ofMillis(100));
            answer = rig.send("GET", "/v1/indicators/" + path, admin, new byte[0])
                    .json();
        } while (answer.getJsonObject("as_of").getJsonObject(SITE).getLong("counted_to")
                < answer.getJsonObject("as_of").getJsonObject(SITE).getLong("acknowledged_to"));
        return answer;
    }

    long numerator(String path) throws IOException {
        return figure(path).getLong("numerator");
    }

    static JsonObject row(JsonArray rows, String dimension, String label) {
        return rows.stream()
                .map(JsonObject.class::cast)
                .filter(row -> label.equals(row.getString(dimension)))
                .findFirst()
                .orElseThrow();
    }
}
