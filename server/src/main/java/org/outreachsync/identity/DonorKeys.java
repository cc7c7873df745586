package org.outreachsync.identity;

import static org.outreachsync.identity.SealedDocuments.PROGRAMME;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.identity.v1.StoredDonorKey;

/**
 * Keys with which recipients fetch exports. Each opens one destination, expires, and can be revoked. Only its hash is
 * stored. They are not cached, since exports are fetched rarely: a revocation takes effect on every server at once.
 */
public final class DonorKeys {

    /** Tells a donor key from a person's token, and lets programs that look for leaked secrets find it. */
    private static final String PREFIX = "osdk_";

    private static final String ALL = "donor_keys_programme";
    private static final String BY_TOKEN = "donor_keys_token";
    private static final int KEY_LENGTH_MAX = 128;
    private static final int TRIES_MAX = 16;

    private final SealedDocuments<StoredDonorKey> documents;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Terms terms;

    /**
     * The terms of keys.
     *
     * @param lifetimeMax the maximum lifetime
     * @param holderLengthMax characters of the name of a holder
     * @param keysMax the maximum number of keys, including those that are not valid any more; servers that issue the
     *     last ones concurrently may exceed it slightly
     */
    public record Terms(Duration lifetimeMax, int holderLengthMax, int keysMax) {}

    /**
     * A new key with its secret, which cannot be shown again.
     *
     * @param key the key
     * @param secret to be sent as {@code Authorization: Bearer}
     */
    public record Issued(DonorKey key, String secret) {

        /** Omits the secret. */
        @Override
        public String toString() {
            return "Issued[key=" + key.id() + "]";
        }
    }

    /** Keys in this store. */
    public DonorKeys(DocumentStore store, Sealer sealer, Secrets secrets, InstantSource clock, Terms terms) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.DONOR_KEYS, StoredDonorKey.parser());
        this.secrets = secrets;
        this.clock = clock;
        this.terms = terms;
    }

    /**
     * Issues a key.
     *
     * @param destination the code of a destination that exists
     * @param holder who gets it
     * @param lifetime from one hour to the maximum
     * @throws RefusedException PARAMETER if the holder's name or the lifetime is out of bounds; TOO_LARGE if there are
     *     too many keys
     */
    public Issued issue(String destination, String holder, Duration lifetime) {
        NameRules.check(holder, terms.holderLengthMax());
        if (lifetime.compareTo(Duration.ofHours(1)) < 0 || lifetime.compareTo(terms.lifetimeMax()) > 0) {
            throw new RefusedException(
                    Code.PARAMETER,
                    "A donor key is valid for 1 hour to " + terms.lifetimeMax().toDays() + " days.",
                    Map.of("parameter", "lifetime"));
        }
        if (all().size() >= terms.keysMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE,
                    "The programme has as many donor keys as it may have.",
                    Map.of("keys_max", terms.keysMax()));
        }
        var id = secrets.id();
        var secret = PREFIX + secrets.token();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var body = StoredDonorKey.newBuilder()
                .setDestination(destination)
                .setHolder(holder)
                .setCreatedAt(now.toEpochMilli())
                .setExpiresAt(now.plus(lifetime).toEpochMilli())
                .build();
        documents.insert(id, fields(Secrets.hash(secret)), body);
        return new Issued(key(id, body), secret);
    }

    /**
     * Finds the key that somebody shows, which says for which destination it is.
     *
     * @param secret as it was sent
     * @return the key, or null if it is unknown, expired or revoked
     */
    public @Nullable DonorKey find(String secret) {
        if (!isOne(secret) || secret.length() > KEY_LENGTH_MAX) {
            return null;
        }
        var hash = Secrets.hash(secret);
        var found = documents.range(Range.last(BY_TOKEN, List.of(hash)));
        if (found.isEmpty() || !Secrets.same(found.getFirst().text("token"), hash)) {
            return null;
        }
        var key = key(found.getFirst().id(), found.getFirst().body());
        return clock.instant().isBefore(key.expires()) ? key : null;
    }

    /** Whether a secret has the form of a donor key. */
    public static boolean isOne(String secret) {
        return secret.startsWith(PREFIX);
    }

    /**
     * Ends a key. It takes effect on every server at once. One that has ended stays as it is.
     *
     * @throws RefusedException NOT_FOUND for an unknown id
     */
    public DonorKey revoke(String id) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var held = documents.find(id);
            if (held == null) {
                throw new RefusedException(Code.NOT_FOUND, "There is no such donor key.");
            }
            long now = clock.millis();
            if (now >= held.body().getExpiresAt()) {
                return key(id, held.body());
            }
            var ended =
                    held.body().toBuilder().setExpiresAt(now).setRevokedAt(now).build();
            if (documents.replace(held, held.fields(), ended)) {
                return key(id, ended);
            }
        }
        throw new RefusedException(Code.BUSY, "Too many people are changing this key at once. Try again.");
    }

    /** The keys of a destination, the newest first, including those that are not valid any more. */
    public List<DonorKey> list(String destination) {
        return all().stream()
                .map(held -> key(held.id(), held.body()))
                .filter(key -> key.destination().equals(destination))
                .sorted(Comparator.comparing(DonorKey::created).reversed().thenComparing(DonorKey::id))
                .toList();
    }

    /** All keys, in no particular order, including those that are not valid any more. */
    public List<DonorKey> list() {
        return all().stream().map(held -> key(held.id(), held.body())).toList();
    }

    private List<Held<StoredDonorKey>> all() {
        return documents.range(Range.ascending(ALL, List.of(PROGRAMME), null, null, Range.LIMIT_MAX));
    }

    private static Map<String, Object> fields(String hash) {
        return Map.of("programme", PROGRAMME, "token", hash);
    }

    private static DonorKey key(String id, StoredDonorKey stored) {
        return new DonorKey(
                id,
                stored.getDestination(),
                stored.getHolder(),
                Instant.ofEpochMilli(stored.getCreatedAt()),
                Instant.ofEpochMilli(stored.getExpiresAt()),
                stored.getRevokedAt() == 0 ? null : Instant.ofEpochMilli(stored.getRevokedAt()));
    }
}
