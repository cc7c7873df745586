package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.identity.IdentityRig.publicKey;
import static org.outreachsync.identity.IdentityRig.refuses;
import static org.outreachsync.identity.IdentityRig.refusesParameter;
import static org.outreachsync.identity.IdentityRig.request;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.Code;

/** Devices that enrol again: who may, and in which epoch. */
class EnrolledAgainTest extends EnrolmentRig {

    @Test
    void renewsADeviceByItsLastToken() {
        var first = rig.enrol("OSH-1");
        assertThat(rig.devices.byToken(first.getToken())).isNotNull();
        var again = request("")
                .setDeviceId(first.getDeviceId())
                .setPreviousToken(first.getToken())
                .build();

        var second = rig.enrolment.enrol(again);
        var repeated = rig.enrolment.enrol(again);

        assertThat(second.getDeviceNo()).isEqualTo(first.getDeviceNo());
        assertThat(second.getEpoch()).isEqualTo(2);
        assertThat(repeated.getEpoch())
                .as("the answer was lost, and the same key asks again")
                .isEqualTo(3);
        assertThat(rig.devices.byToken(first.getToken())).isNull();
        assertThat(rig.devices.byToken(second.getToken())).isNull();
        assertThat(rig.devices.byToken(repeated.getToken())).returns(3, Device::epoch);
        refuses(
                Code.TOKEN,
                () -> rig.enrolment.enrol(
                        again.toBuilder().setPublicKey(publicKey("secp256r1")).build()));
    }

    @Test
    void renewsADeviceByACodeForOneOfItsSites() {
        var first = rig.enrol("OSH-1");
        var stranger = rig.code("NARYN");

        refuses(
                Code.SCOPE_DENIED,
                () -> rig.enrolment.enrol(
                        request(stranger).setDeviceId(first.getDeviceId()).build()));
        var renewed = rig.enrolment.enrol(request(rig.code("OSH-1", "OSH-2"))
                .setDeviceId(first.getDeviceId())
                .build());

        assertThat(renewed.getDeviceNo()).isEqualTo(first.getDeviceNo());
        assertThat(renewed.getEpoch()).isEqualTo(2);
        assertThat(renewed.getScopesList()).containsExactly("OSH-1", "OSH-2");
        assertThat(rig.enrolment.enrol(request(stranger).build()).getDeviceNo())
                .as("the other code was not used up")
                .isPositive();
    }

    @Test
    void aRequestThatAProxySendsTwiceBeginsOneEpoch() {
        var first = request(rig.code("OSH-1")).build();
        var taken = rig.enrolment.enrol(first, "first");
        assertThat(rig.enrolment.enrol(first, "first").getEpoch()).isEqualTo(1);
        assertThat(rig.enrolment.enrol(first, "second").getEpoch())
                .as("the tablet itself asks again")
                .isEqualTo(2);

        var again = request(rig.code("OSH-1"))
                .setDeviceId(taken.getDeviceId())
                .setLastEpoch(2)
                .build();
        var renewed = rig.enrolment.enrol(again, "third");
        var doubled = rig.enrolment.enrol(again, "third");
        assertThat(renewed.getEpoch()).isEqualTo(3);
        assertThat(doubled.getEpoch()).isEqualTo(3);
        assertThat(rig.devices.byToken(doubled.getToken())).returns(3, Device::epoch);
    }

    @Test
    void givesNoEpochAgainThatTheDeviceHadBeforeTheStoreWasRestored() {
        var first = rig.enrol("OSH-1");
        var restored = request(rig.code("OSH-1"))
                .setDeviceId(first.getDeviceId())
                .setLastEpoch(3)
                .build();
        var second = rig.enrolment.enrol(restored);
        assertThat(second.getEpoch()).isEqualTo(4);

        var behind = request("")
                .setDeviceId(first.getDeviceId())
                .setPreviousToken(second.getToken())
                .setLastEpoch(2)
                .build();
        assertThat(rig.enrolment.enrol(behind).getEpoch())
                .as("an answer was lost")
                .isEqualTo(5);
    }

    @Test
    void anEpochThatCannotBeUsesNoneUp() {
        var first = rig.enrol("OSH-1");
        var code = rig.code("OSH-1");
        var byCode = request(code).setDeviceId(first.getDeviceId());
        var byToken = request("").setDeviceId(first.getDeviceId()).setPreviousToken(first.getToken());

        for (int told : List.of(1_002, 0xFFFF, Integer.MAX_VALUE, -1)) {
            refusesParameter(
                    "last_epoch",
                    () -> rig.enrolment.enrol(byCode.clone().setLastEpoch(told).build()));
            refusesParameter(
                    "last_epoch",
                    () -> rig.enrolment.enrol(byToken.clone().setLastEpoch(told).build()));
        }
        refuses(
                Code.TOKEN,
                () -> rig.enrolment.enrol(
                        byToken.clone().setPreviousToken("x").setLastEpoch(-1).build()));
        assertThat(rig.enrolment.enrol(byCode.setLastEpoch(1_001).build()).getEpoch())
                .as("the code was not used up")
                .isEqualTo(1_002);
    }

    @Test
    void aDeviceThatUsedItsEpochsUpComesInAsANewOne() {
        var device = rig.enrol("OSH-1");
        for (int epoch = 1_000; epoch < 0xFFFF; epoch += 1_000) {
            device = rig.enrolment.enrol(byToken(device).setLastEpoch(epoch).build());
        }
        device = rig.enrolment.enrol(byToken(device).setLastEpoch(0xFFFE).build());
        assertThat(device.getEpoch()).isEqualTo(0xFFFF);
        var last = byToken(device).build();
        refuses(Code.ONE_TIME_CODE, () -> rig.enrolment.enrol(last));
        refuses(
                Code.ONE_TIME_CODE,
                () -> rig.enrolment.enrol(
                        last.toBuilder().setLastEpoch(0x1_0000).build()));
    }

    @Test
    void letsNoOneBackWhoIsOut() {
        var first = rig.enrol("OSH-1");
        var again = request("")
                .setDeviceId(first.getDeviceId())
                .setPreviousToken(first.getToken())
                .build();
        rig.devices.suspend(first.getDeviceId());
        refuses(Code.DEVICE_SUSPENDED, () -> rig.enrolment.enrol(again));
        rig.devices.revoke(first.getDeviceId());
        refuses(Code.DEVICE_REVOKED, () -> rig.enrolment.enrol(again));
        refuses(
                Code.DEVICE_REVOKED,
                () -> rig.enrolment.enrol(request(rig.code("OSH-1"))
                        .setDeviceId(first.getDeviceId())
                        .build()));
        refuses(
                Code.TOKEN,
                () -> rig.enrolment.enrol(request("")
                        .setDeviceId("nobody")
                        .setPreviousToken(first.getToken())
                        .build()));
    }
}
