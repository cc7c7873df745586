package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.rig.ServerRig.SITE;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.NotWritableException;
import org.outreachsync.device.enrol.EnrolmentRefusedException;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReason;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.identity.Device.State;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.OutreachContact;

/**
 * The end of a tablet, with the device library and a server over a socket: its last shift is handed in, and the office
 * hears of its wipe.
 */
class RevokedTabletIT {

    /** Comes before the other site in every order of names. */
    private static final String FIRST = "NARYN";

    private ServerRig rig;
    private MemoryJournalFile journal;
    private Tablet tablet;
    private String id;

    @BeforeEach
    void start() throws Exception {
        rig = new ServerRig(Map.of());
        rig.server.identities().sites().add(FIRST, "Naryn");
        journal = new MemoryJournalFile();
        tablet = Tablet.open(journal, Seal.NONE, Programme.of(LocalDate.of(2015, 1, 1)), rig.time.tabletClock(5));
        enrol();
        id = rig.server.identities().devices().list(1, 1).getFirst().id();
        assertThat(sync().isComplete()).isTrue();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private HttpTransport transport() {
        return new HttpTransport(URI.create("http://localhost:" + rig.server.port()));
    }

    private void enrol() throws Exception {
        var code = rig.server
                .identities()
                .codes()
                .make(List.of(FIRST, SITE), Duration.ofMinutes(5))
                .code();
        tablet.enrolment(transport(), KeySource.of(new SecureRandom())).enrol(code, "tab", "1");
    }

    private SyncReport sync() {
        return tablet.engine(transport(), new Random(1), SyncListener.NONE, SyncSettings.of("1"))
                .sync();
    }

    private void contact(String site) {
        var envelope = Envelope.newBuilder()
                .setProject(1)
                .setWorker(7)
                .setRole(5)
                .setOccurredOn(20_514)
                .build();
        tablet.create(
                site,
                envelope,
                OutreachContact.newBuilder()
                        .setSex(1)
                        .setAgeBand(5)
                        .setMode(1)
                        .setSetting(1)
                        .addServices(1)
                        .build());
    }

    private int quarantined(String site) throws IOException {
        var supervisor = rig.person(Role.SUPERVISOR, Set.of(site));
        return rig.send("GET", "/v1/quarantine?site=" + site, supervisor, new byte[0])
                .json()
                .getJsonArray("items")
                .size();
    }

    private State listed() {
        return rig.server.identities().devices().list(1, 1).getFirst().state();
    }

    @Test
    void aShiftOfOneSiteIsHandedInBeforeAnotherSiteTellsTheTabletToWipe() throws Exception {
        contact(SITE);
        rig.server.identities().devices().revoke(id);

        assertThat(sync().reason()).isEqualTo(SyncReason.WIPED);

        assertThat(quarantined(SITE)).isEqualTo(1);
        assertThat(journal.content()).isEmpty();
    }

    @Test
    void aTabletThatMayNotEnrolAgainHandsInItsShiftBeforeItIsWiped() throws Exception {
        contact(FIRST);
        contact(SITE);
        rig.server.identities().devices().revoke(id);

        assertThatThrownBy(this::enrol).isInstanceOf(EnrolmentRefusedException.class);

        assertThat(tablet.phase()).isEqualTo(Phase.PHASE_HANDING_IN);
        assertThatThrownBy(() -> contact(SITE)).isInstanceOf(NotWritableException.class);
        assertThatThrownBy(() -> tablet.list(SITE)).isInstanceOf(NotWritableException.class);
        assertThat(sync().reason()).isEqualTo(SyncReason.WIPED);
        assertThat(quarantined(FIRST)).isEqualTo(1);
        assertThat(quarantined(SITE)).isEqualTo(1);
        assertThat(journal.content()).isEmpty();
    }

    @Test
    void theOfficeHearsThatAnIdleTabletWipedItself() {
        rig.server.identities().devices().wipe(id);

        assertThat(sync().reason()).isEqualTo(SyncReason.WIPED);

        assertThat(listed()).isEqualTo(State.WIPED);
        assertThat(journal.content()).isEmpty();
    }

    @Test
    void theOfficeHearsOfAWipeThatAnEnrolmentBrought() {
        contact(SITE);
        rig.server.identities().devices().wipe(id);

        assertThatThrownBy(this::enrol).isInstanceOf(EnrolmentRefusedException.class);

        assertThat(tablet.unsentOps()).isZero();
        assertThat(sync().reason()).isEqualTo(SyncReason.WIPED);
        assertThat(listed()).isEqualTo(State.WIPED);
    }
}
