package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.identity.IdentityRig.publicKey;
import static org.outreachsync.identity.IdentityRig.refuses;
import static org.outreachsync.identity.IdentityRig.request;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.v1.EnrolResponse;

/** How a device comes in: by a code that works once, under a number of its own. */
class EnrolmentTest extends EnrolmentRig {

    private static final int CROWD = 16;

    @Test
    void takesADeviceInByACode() {
        var enrolled = rig.enrol("OSH-1", "OSH-2");

        assertThat(enrolled.getDeviceNo()).isPositive();
        assertThat(enrolled.getEpoch()).isEqualTo(1);
        assertThat(enrolled.getScopesList()).containsExactly("OSH-1", "OSH-2");
        assertThat(enrolled.getToken()).hasSize(43);
        assertThat(rig.devices.byToken(enrolled.getToken())).returns(enrolled.getDeviceId(), Device::id);
        assertThat(rig.enrol("OSH-1").getDeviceNo()).isPositive().isNotEqualTo(enrolled.getDeviceNo());
    }

    @Test
    void takesACodeAsAPersonTypesIt() {
        var typed = rig.code("OSH-1").toLowerCase(Locale.ROOT).replace('0', 'o').replace('-', ' ');

        assertThat(rig.enrolment.enrol(request(typed).build()).getEpoch()).isEqualTo(1);
    }

    @Test
    void takesOnlyOneOfACrowdWithOneCode() throws Exception {
        var code = rig.code("OSH-1");
        var outcomes = crowd(() -> rig.enrolment.enrol(request(code).build()));

        assertThat(outcomes).filteredOn(EnrolResponse.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome == Code.ONE_TIME_CODE)
                .hasSize(CROWD - 1);
        assertThat(rig.devices.list(1, 100)).hasSize(1);
    }

    @Test
    void takesARepeatedRequestForTheSameDevice() throws Exception {
        var request = request(rig.code("OSH-1")).build();
        var outcomes = crowd(() -> rig.enrolment.enrol(request));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(EnrolResponse.class));
        assertThat(rig.devices.list(1, 100)).hasSize(1);
        var epochs = outcomes.stream()
                .map(outcome -> ((EnrolResponse) outcome).getEpoch())
                .toList();
        assertThat(new HashSet<>(epochs))
                .as("each answer has an epoch of its own")
                .hasSize(CROWD);
    }

    @Test
    void numbersACrowdWithoutTwinsAlthoughMostNumbersAreTaken() throws Exception {
        var few = new Secrets(drawing(new SecureRandom()::nextLong, 1, 2 * CROWD));
        var enrolment = new Enrolment(rig.devices, rig.codes, few, rig.time, EnrolResponse.getDefaultInstance());
        var outcomes = crowd(() -> enrolment.enrol(request(rig.code("OSH-1")).build()));

        assertThat(outcomes.stream().map(outcome -> ((EnrolResponse) outcome).getDeviceNo()))
                .hasSize(CROWD)
                .doesNotHaveDuplicates();
    }

    @Test
    void drawsAgainWhenANumberIsTaken() {
        var draws = new ArrayDeque<>(List.of(7L, 7L, 7L, 9L));
        var secrets = new Secrets(drawing((from, to) -> draws.remove(), 1, 10));
        var enrolment = new Enrolment(rig.devices, rig.codes, secrets, rig.time, EnrolResponse.getDefaultInstance());

        assertThat(enrolment.enrol(request(rig.code("OSH-1")).build()).getDeviceNo())
                .isEqualTo(7);
        assertThat(enrolment.enrol(request(rig.code("OSH-1")).build()).getDeviceNo())
                .isEqualTo(9);
        assertThat(rig.devices.list(1, 10)).extracting(Device::no).containsExactly(7L, 9L);
        assertThat(rig.devices.list(8, 10)).extracting(Device::no).containsExactly(9L);
    }

    @Test
    void givesNoNumberAgainThatWasForgottenWithARestoredStore() {
        var forgotten = new HashSet<Integer>();
        for (int at = 0; at < CROWD; at++) {
            var device = rig.enrol("OSH-1");
            forgotten.add(device.getDeviceNo());
            rig.store.remove(Tables.DEVICES, rig.store.get(Tables.DEVICES, List.of(device.getDeviceId())));
            refuses(
                    Code.TOKEN,
                    () -> rig.enrolment.enrol(request(rig.code("OSH-1"))
                            .setDeviceId(device.getDeviceId())
                            .build()));
        }

        assertThat(forgotten).hasSize(CROWD).doesNotContain(rig.enrol("OSH-1").getDeviceNo());
    }

    private interface Draw {
        long between(long from, long to);
    }

    /** Randomness whose numbers of devices are drawn from a narrow range. */
    private static RandomGenerator drawing(Draw draw, long from, long to) {
        var random = new SecureRandom();
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return random.nextLong();
            }

            @Override
            public long nextLong(long origin, long bound) {
                return draw.between(from, to);
            }
        };
    }

    private static List<Object> crowd(Callable<EnrolResponse> each) throws Exception {
        var start = new CountDownLatch(1);
        var outcomes = new ArrayList<Object>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Object>>();
            for (int at = 0; at < CROWD; at++) {
                running.add(threads.submit(() -> {
                    start.await();
                    try {
                        return each.call();
                    } catch (RefusedException refused) {
                        return refused.code();
                    }
                }));
            }
            start.countDown();
            for (var one : running) {
                outcomes.add(one.get());
            }
        }
        return outcomes;
    }

    @Test
    void refusesCodesThatAreOldUnknownOrOfAnotherKind() {
        var old = rig.code("OSH-1");
        rig.time.pass(Duration.ofMinutes(10));

        refuses(Code.ONE_TIME_CODE, () -> rig.enrolment.enrol(request(old).build()));
        refuses(Code.ONE_TIME_CODE, () -> rig.enrolment.enrol(request("").build()));
        refuses(
                Code.ONE_TIME_CODE,
                () -> rig.enrolment.enrol(request("X".repeat(500)).build()));
        var setup = rig.people.openSetup();
        assertThat(setup).isNotNull();
        refuses(
                Code.ONE_TIME_CODE,
                () -> rig.enrolment.enrol(request(setup.code()).build()));
    }

    @Test
    void refusesKeysThatAreNotOnTheCurve() {
        var code = rig.code("OSH-1");
        var offCurve = publicKey("secp256r1").toByteArray();
        offCurve[offCurve.length - 1] ^= 1;

        for (var key : List.of(
                ByteString.EMPTY,
                ByteString.copyFrom(offCurve),
                publicKey("secp384r1"),
                ByteString.copyFrom(new byte[300]))) {
            refuses(
                    Code.MALFORMED,
                    () -> rig.enrolment.enrol(request(code).setPublicKey(key).build()));
        }
        assertThat(rig.enrolment.enrol(request(code).build()).getEpoch())
                .as("the code was not used up")
                .isEqualTo(1);
    }

    @Test
    void storesNeitherCodeNorToken() {
        var code = rig.code("OSH-1");
        var enrolled = rig.enrolment.enrol(request(code).build());

        var devices = rig.store.range(
                Tables.DEVICES, Range.last("devices_token", List.of(Secrets.hash(enrolled.getToken()))));
        assertThat(devices).hasSize(1);
        assertThat(rig.store.get(Tables.ENROLMENT_CODES, List.of(code, code.replace("-", ""))))
                .isEmpty();
        assertThat(new String(devices.getFirst().body(), StandardCharsets.ISO_8859_1))
                .doesNotContain("OSH-1");
    }
}
