package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.outreachsync.config.Limits;
import org.outreachsync.keys.Keyring;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/** Devices, codes and people over a store in memory, and as another server of the same store sees them. */
final class IdentityRig {

    static final Duration CACHE = Duration.ofSeconds(2);

    final FakeTime time = new FakeTime();
    final DocumentStore store = new MemoryStore();
    final Sealer sealer = Keyring.ephemeral().sealer();
    final Secrets secrets = new Secrets(new SecureRandom());
    final EnrolmentCodes codes = new EnrolmentCodes(store, sealer, secrets, time, Duration.ofHours(2));
    final Devices devices = otherDevices();
    final Enrolment enrolment = new Enrolment(devices, codes, secrets, time, EnrolResponse.getDefaultInstance());
    final People people = otherPeople();

    Devices otherDevices() {
        return new Devices(store, sealer, time, time, limits(5));
    }

    Sites otherSites(int placementsMax) {
        return sites(store, placementsMax);
    }

    Sites sites(DocumentStore around, int placementsMax) {
        return new Sites(around, sealer, time, (country, region) -> {}, limits(placementsMax));
    }

    People otherPeople() {
        return new People(store, sealer, codes, secrets, time, time, limits(5));
    }

    private static Limits.Identities limits(int placementsMax) {
        return new Limits.Identities(
                CACHE,
                /* cachedMax= */ 100,
                /* seenEvery= */ Duration.ofMinutes(5),
                /* codeTtl= */ Duration.ofMinutes(15),
                /* codeTtlMax= */ Duration.ofHours(2),
                /* setupTtl= */ Duration.ofHours(1),
                /* accessTtl= */ Duration.ofDays(1),
                /* sitesOfOneMax= */ 4,
                /* nameLengthMax= */ 40,
                placementsMax,
                /* sitesMax= */ 5,
                /* peopleMax= */ 6);
    }

    String code(String... sites) {
        return codes.make(Set.of(sites), Duration.ofMinutes(10)).code();
    }

    EnrolResponse enrol(String... sites) {
        return enrolment.enrol(request(code(sites)).build());
    }

    static EnrolRequest.Builder request(String code) {
        return EnrolRequest.newBuilder()
                .setOneTimeCode(code)
                .setPublicKey(publicKey("secp256r1"))
                .setModel("tab")
                .setAppVersion("1");
    }

    static ByteString publicKey(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return ByteString.copyFrom(generator.generateKeyPair().getPublic().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void refuses(Code code, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(call).returns(code, RefusedException::code);
    }

    static void refusesParameter(String parameter, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .returns(Code.PARAMETER, RefusedException::code)
                .returns(Map.of("parameter", parameter), RefusedException::details);
    }
}
