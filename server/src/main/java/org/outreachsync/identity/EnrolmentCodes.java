package org.outreachsync.identity;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.identity.v1.StoredCode;
import org.outreachsync.wire.identity.v1.StoredCode.Purpose;

/**
 * One-time codes. Only the hash is stored. The first caller who shows a code claims it. Until it expires, the same
 * claimant, and nobody else, may claim it again, because the answer may have been lost.
 */
public final class EnrolmentCodes {

    private static final int TYPED_LENGTH_MAX = 64;

    private final SealedDocuments<StoredCode> documents;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Duration ttlMax;

    /**
     * Codes in this store.
     *
     * @param ttlMax the maximum lifetime of a code
     */
    public EnrolmentCodes(DocumentStore store, Sealer sealer, Secrets secrets, InstantSource clock, Duration ttlMax) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.ENROLMENT_CODES, StoredCode.parser());
        this.secrets = secrets;
        this.clock = clock;
        this.ttlMax = ttlMax;
    }

    /**
     * A new code. Nobody else knows it, and it cannot be shown again.
     *
     * @param code to be typed or scanned
     * @param expires from when it is not valid any more
     */
    public record Issued(String code, Instant expires) {

        /** Omits the code. */
        @Override
        public String toString() {
            return "Issued[expires=" + expires + "]";
        }
    }

    /**
     * The result of a claim.
     *
     * @param sites the sites of the code, in order
     * @param deviceId the device that the first claim named
     */
    record Claim(SortedSet<String> sites, String deviceId) {

        private Claim(StoredCode code, String deviceId) {
            this(new TreeSet<>(code.getScopesList()), deviceId);
        }
    }

    /**
     * Creates a code with which one device can enrol for existing sites.
     *
     * @param ttl its lifetime, from 1 minute to the maximum
     * @throws RefusedException PARAMETER if the lifetime is out of range
     */
    public Issued make(Collection<String> sites, Duration ttl) {
        return make(Purpose.PURPOSE_ENROL, sites, ttl);
    }

    Issued make(Purpose purpose, Collection<String> sites, Duration ttl) {
        if (ttl.compareTo(Duration.ofMinutes(1)) < 0 || ttl.compareTo(ttlMax) > 0) {
            throw Parameters.refused("minutes", "A code is valid for 1 to " + ttlMax.toMinutes() + " minutes.");
        }
        var code = secrets.oneTimeCode();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expires = now.plus(ttl);
        documents.insert(
                id(code),
                Map.of(),
                StoredCode.newBuilder()
                        .setPurpose(purpose)
                        .addAllScopes(new TreeSet<>(sites))
                        .setCreatedAt(now.toEpochMilli())
                        .setExpiresAt(expires.toEpochMilli())
                        .build());
        return new Issued(code, expires);
    }

    /**
     * Claims a code.
     *
     * @param typed as it was typed
     * @param claimant identifies the claimant, hashed
     * @param deviceId the device that the claim is for
     * @param beforeUse checks the sites before the code is used up; may refuse
     * @throws RefusedException ONE_TIME_CODE, whatever is wrong
     */
    Claim claim(Purpose purpose, String typed, byte[] claimant, String deviceId, Consumer<Set<String>> beforeUse) {
        var held = typed.length() > TYPED_LENGTH_MAX ? null : documents.find(id(typed));
        if (held == null
                || held.body().getPurpose() != purpose
                || clock.millis() >= held.body().getExpiresAt()) {
            throw refused();
        }
        var code = held.body();
        beforeUse.accept(Set.copyOf(code.getScopesList()));
        if (code.getClaimant().isEmpty()) {
            var claimed = code.toBuilder()
                    .setClaimant(ByteString.copyFrom(claimant))
                    .setDeviceId(deviceId)
                    .build();
            if (documents.replace(held, Map.of(), claimed)) {
                return new Claim(code, deviceId);
            }
            var winner = documents.find(held.id());
            code = winner == null ? code : winner.body();
        }
        if (!MessageDigest.isEqual(code.getClaimant().toByteArray(), claimant)) {
            throw refused();
        }
        return new Claim(code, code.getDeviceId());
    }

    private static String id(String code) {
        return Secrets.hash(Secrets.normalCode(code));
    }

    private static RefusedException refused() {
        return new RefusedException(Code.ONE_TIME_CODE, "The code is unknown, used or expired. Ask for a new one.");
    }
}
