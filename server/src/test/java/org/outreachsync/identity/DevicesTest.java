package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.identity.IdentityRig.refuses;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device.State;
import org.outreachsync.refusal.Code;
import org.outreachsync.wire.v1.Command;

class DevicesTest {

    private static final int LATE_MAX = 20;

    private final IdentityRig rig = new IdentityRig();
    private String id = "";
    private String token = "";

    @BeforeEach
    void enrol() {
        var enrolled = rig.enrol("OSH-1", "OSH-2");
        id = enrolled.getDeviceId();
        token = enrolled.getToken();
    }

    private Device device() {
        return Objects.requireNonNull(rig.devices.byToken(token));
    }

    @Test
    void revocationActsOnAnotherServerWithinItsCacheTime() {
        var other = rig.otherDevices();
        assertThat(other.byToken(token)).returns(State.ACTIVE, Device::state);

        rig.devices.revoke(id);

        assertThat(device().state()).as("at once where it was done").isEqualTo(State.REVOKED);
        rig.time.pass(IdentityRig.CACHE);
        assertThat(other.byToken(token)).returns(State.REVOKED, Device::state);
    }

    @Test
    void anUnknownTokenIsNotRemembered() {
        assertThat(rig.devices.byToken("")).isNull();
        assertThat(rig.devices.byToken("x".repeat(1_000))).isNull();
        assertThat(rig.devices.byToken("x".repeat(43))).isNull();
    }

    @Test
    void movesBetweenStatesThatAllowIt() {
        assertThat(rig.devices.suspend(id).state()).isEqualTo(State.SUSPENDED);
        assertThat(rig.devices.suspend(id).state()).isEqualTo(State.SUSPENDED);
        assertThat(rig.devices.resume(id).state()).isEqualTo(State.ACTIVE);
        assertThat(rig.devices.revoke(id).state()).isEqualTo(State.REVOKED);
        refuses(Code.PARAMETER, () -> rig.devices.resume(id));
        refuses(Code.PARAMETER, () -> rig.devices.suspend(id));
        refuses(Code.NOT_FOUND, () -> rig.devices.revoke("nobody"));
    }

    @Test
    void wipesWhenTheDeviceConfirmsTheCommand() {
        var pending = rig.devices.wipe(id);
        assertThat(pending.state()).isEqualTo(State.WIPE_PENDING);
        assertThat(rig.devices.wipe(id).commands())
                .as("a second time changes nothing")
                .hasSize(1);

        assertThat(rig.devices.confirm(device(), List.of("wipe/99")).state()).isEqualTo(State.WIPE_PENDING);
        var wiped = rig.devices.confirm(
                device(), List.of(pending.commands().getFirst().getId()));

        assertThat(wiped.state()).isEqualTo(State.WIPED);
        assertThat(wiped.commands()).isEmpty();
        assertThat(device().state()).isEqualTo(State.WIPED);
        assertThat(rig.devices.wipe(id).state()).isEqualTo(State.WIPED);
    }

    @Test
    void tellsTheDeviceOfSitesGivenAndTaken() {
        var less = rig.devices.withdraw(id, "OSH-2");
        assertThat(less.sites()).containsExactly("OSH-1");
        assertThat(less.formerSites()).containsExactly("OSH-2");
        assertThat(less.commands()).extracting(Command::getId).containsExactly("remove/OSH-2");

        var back = rig.devices.grant(id, "OSH-2");
        assertThat(back.sites()).containsExactlyInAnyOrder("OSH-1", "OSH-2");
        assertThat(back.formerSites()).isEmpty();
        assertThat(back.commands()).extracting(Command::getId).containsExactly("add/OSH-2");

        assertThat(rig.devices.confirm(device(), List.of("add/OSH-2")).commands())
                .isEmpty();
        assertThat(rig.devices.grant(id, "OSH-2").commands()).isEmpty();
    }

    @Test
    void eachWithdrawalAndTheRevocationHaveAnAllowanceOfTheirOwn() {
        rig.devices.withdraw(id, "OSH-2");
        rig.devices.countLate(device(), LATE_MAX);
        assertThat(rig.devices.withdraw(id, "OSH-2").lateBatches())
                .as("it was taken away already")
                .isEqualTo(1);
        rig.devices.grant(id, "OSH-2");
        assertThat(device().lateBatches()).isEqualTo(1);

        assertThat(rig.devices.withdraw(id, "OSH-2").lateBatches()).isZero();
        rig.devices.countLate(device(), LATE_MAX);
        assertThat(rig.devices.revoke(id).lateBatches()).isZero();
        rig.devices.countLate(device(), LATE_MAX);
        assertThat(rig.devices.revoke(id).lateBatches())
                .as("it was revoked already")
                .isEqualTo(1);
        assertThat(rig.devices.wipe(id).lateBatches()).isEqualTo(1);
    }

    /** Requests of one tablet for several sites have loaded it before any of them was counted. */
    @Test
    void countsNoMoreLateBatchesThanThereMayBeWhateverTheCallerHasRead() {
        var read = device();
        assertThat(rig.devices.countLate(read, 2)).isTrue();
        assertThat(rig.otherDevices().countLate(read, 2)).isTrue();
        assertThat(rig.devices.countLate(read, 2)).isFalse();
        assertThat(device().lateBatches()).isEqualTo(2);
    }

    @Test
    void countsLateBatchesAndNotesWhenItWasSeen() {
        rig.devices.countLate(device(), LATE_MAX);
        rig.devices.countLate(device(), LATE_MAX);
        rig.devices.recordSeen(device(), "2.0");

        assertThat(device().lateBatches()).isEqualTo(2);
        assertThat(device().appVersion()).isEqualTo("2.0");
        assertThat(device().seen()).isEqualTo(rig.time.instant());

        var noted = rig.time.instant();
        rig.time.pass(Duration.ofMinutes(1));
        rig.devices.recordSeen(device(), "2.0");
        assertThat(device().seen()).as("not written down every time").isEqualTo(noted);
        rig.time.pass(Duration.ofMinutes(5));
        rig.devices.recordSeen(device(), "2.0");
        assertThat(device().seen()).isEqualTo(rig.time.instant());
    }
}
