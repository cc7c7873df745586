package org.outreachsync.identity;

import static org.outreachsync.identity.SealedDocuments.PROGRAMME;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.EnumNames;
import org.outreachsync.wire.identity.v1.StoredCode.Purpose;
import org.outreachsync.wire.identity.v1.StoredPerson;

/**
 * People with their roles, and the access tokens that stand for them. The first one comes in by a code that the first
 * start prints.
 */
public final class People {

    private static final String FIRST_ADMIN = "first-admin";
    private static final String ALL = "people_programme";
    private static final String BY_TOKEN = "people_token";
    private static final int TOKEN_LENGTH_MAX = 128;
    private static final int TRIES_MAX = 16;

    private final SealedDocuments<StoredPerson> documents;
    private final EnrolmentCodes codes;
    private final LastAdmin lastAdmin;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Terms terms;
    private final Cache<String, @Nullable Person> byTokenHash;

    /**
     * The terms of access.
     *
     * @param tokens how long a token counts
     * @param setup how long the code of the first start counts
     * @param sitesMax the most sites of a person
     * @param nameLengthMax characters of a name
     * @param peopleMax the most people, whose access has ended included; servers that add the last ones at the same
     *     moment may add some more
     * @param cache how long a server may act on what it knew of a token
     * @param cachedMax tokens remembered
     */
    public record Terms(
            Duration tokens,
            Duration setup,
            int sitesMax,
            int nameLengthMax,
            int peopleMax,
            Duration cache,
            int cachedMax) {}

    /**
     * Somebody new, and their token, which cannot be shown again.
     *
     * @param person who it is
     * @param token to be sent as {@code Authorization: Bearer}
     */
    public record Issued(Person person, String token) {

        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Issued[person=" + person.id() + "]";
        }
    }

    /** People in this store. */
    public People(
            DocumentStore store,
            Sealer sealer,
            EnrolmentCodes codes,
            Secrets secrets,
            InstantSource clock,
            Ticker ticker,
            Terms terms) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.PEOPLE, StoredPerson.parser());
        this.codes = codes;
        this.lastAdmin = new LastAdmin(store, sealer);
        this.secrets = secrets;
        this.clock = clock;
        this.terms = terms;
        this.byTokenHash = Caffeine.newBuilder()
                .expireAfterWrite(terms.cache())
                .maximumSize(terms.cachedMax())
                .ticker(ticker)
                .build();
    }

    /** As {@link #byToken}, from memory alone: null also for a token that has to be looked up. */
    public @Nullable Person remembered(String token) {
        return counting(byTokenHash.getIfPresent(Secrets.hash(token)));
    }

    private @Nullable Person counting(@Nullable Person person) {
        return person == null || !clock.instant().isBefore(person.expires()) ? null : person;
    }

    /** Whom this token stands for, or null when it is unknown or too old. */
    public @Nullable Person byToken(String token) {
        if (token.isEmpty() || token.length() > TOKEN_LENGTH_MAX) {
            return null;
        }
        var person = byTokenHash.get(Secrets.hash(token), hash -> {
            var found = documents.range(Range.last(BY_TOKEN, List.of(hash)));
            return found.isEmpty() || !Secrets.same(found.getFirst().text("token"), hash)
                    ? null
                    : person(found.getFirst());
        });
        return counting(person);
    }

    /**
     * Adds somebody.
     *
     * @param sites codes of sites that exist; none for an admin
     * @throws RefusedException PARAMETER when the name or the sites are out of bounds; TOO_LARGE when there are too
     *     many people
     */
    public Issued add(String name, Role role, Set<String> sites) {
        return add(secrets.id(), name, role, sites, issued -> {});
    }

    /**
     * As {@link #add(String, Role, Set)}.
     *
     * @param keep takes the token before anything is stored, so that nobody is there whose token was lost; when it
     *     fails, nobody is added
     */
    public Issued add(String name, Role role, Set<String> sites, Consumer<Issued> keep) {
        return add(secrets.id(), name, role, sites, keep);
    }

    /**
     * Checks what somebody is to be.
     *
     * @throws RefusedException PARAMETER when the name or the number of sites is out of bounds
     */
    public void check(String name, Role role, Set<String> sites) {
        NameRules.check(name, terms.nameLengthMax());
        boolean everywhere = role == Role.ADMIN;
        if (everywhere != sites.isEmpty() || sites.size() > terms.sitesMax()) {
            throw new RefusedException(
                    Code.PARAMETER,
                    everywhere
                            ? "An admin works on all sites. Leave the list of sites out."
                            : "The role " + role.name().toLowerCase(Locale.ROOT) + " needs a list of 1 to "
                                    + terms.sitesMax() + " sites.",
                    Map.of("parameter", "sites"));
        }
    }

    /** How many more there may be. */
    public int room() {
        return terms.peopleMax() - list().size();
    }

    private Issued add(String id, String name, Role role, Set<String> sites, Consumer<Issued> keep) {
        check(name, role, sites);
        if (documents
                        .range(Range.ascending(ALL, List.of(PROGRAMME), null, null, terms.peopleMax()))
                        .size()
                == terms.peopleMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE,
                    "The programme has as many people as it may have.",
                    Map.of("people_max", terms.peopleMax()));
        }
        var token = secrets.token();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expires = now.plus(terms.tokens());
        var body = StoredPerson.newBuilder()
                .setName(name)
                .setRole(EnumNames.wire(StoredPerson.Role.class, role))
                .addAllSites(new TreeSet<>(sites))
                .setCreatedAt(now.toEpochMilli())
                .setExpiresAt(expires.toEpochMilli())
                .build();
        var issued = new Issued(
                new Person(id, name, role, sites, Instant.ofEpochMilli(expires.toEpochMilli()), null), token);
        keep.accept(issued);
        documents.insert(id, Map.of("programme", PROGRAMME, "token", Secrets.hash(token)), body);
        return issued;
    }

    /**
     * Ends somebody's access. Servers that remember the token act on it within the time of {@link Terms#cache}.
     *
     * @throws RefusedException NOT_FOUND when there is nobody of this id; LAST_ADMIN when no other admin's access lasts
     */
    public Person revoke(String id) {
        var found = documents.find(id);
        if (found != null && isLastingAdmin(person(found))) {
            lastAdmin.end(id, () -> list().stream().filter(this::isLastingAdmin).map(Person::id));
        }
        return ended(id);
    }

    private boolean isLastingAdmin(Person person) {
        return person.role() == Role.ADMIN && clock.instant().isBefore(person.expires());
    }

    private Person ended(String id) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var held = documents.find(id);
            if (held == null) {
                throw new RefusedException(Code.NOT_FOUND, "There is no such person.");
            }
            long now = clock.millis();
            var ended = held.body().toBuilder();
            if (now < ended.getExpiresAt()) {
                ended.setExpiresAt(now).setRevokedAt(now);
            }
            if (documents.replace(held, held.fields(), ended.build())) {
                byTokenHash.invalidate(held.text("token"));
                return person(new Held<>(id, held.version() + 1, held.fields(), ended.build()));
            }
        }
        throw new RefusedException(Code.BUSY, "Too many are changing this person at once. Try again.");
    }

    /** Everybody, by id. */
    public List<Person> list() {
        return documents.range(Range.ascending(ALL, List.of(PROGRAMME), null, null, Range.LIMIT_MAX)).stream()
                .map(People::person)
                .sorted(Comparator.comparing(Person::id))
                .toList();
    }

    /** A code that lets the first admin in, or null when there is an admin. */
    public EnrolmentCodes.@Nullable Issued openSetup() {
        return hasAdmin() ? null : codes.make(Purpose.PURPOSE_SETUP, Set.of(), terms.setup());
    }

    /**
     * Lets the first admin in, once.
     *
     * @param code of the first start
     * @throws RefusedException ONE_TIME_CODE when the code does not count or there is an admin
     */
    public Issued setUp(String code, String name) {
        NameRules.check(name, terms.nameLengthMax());
        codes.claim(
                Purpose.PURPOSE_SETUP,
                code,
                Secrets.sha256(secrets.id().getBytes(StandardCharsets.UTF_8)),
                "",
                served -> {});
        try {
            if (!hasAdmin()) {
                return add(FIRST_ADMIN, name, Role.ADMIN, Set.of(), issued -> {});
            }
        } catch (DuplicateKeyException somebodyWasFaster) {
            // The code of another server of the same store was used at the same moment.
        }
        throw new RefusedException(
                Code.ONE_TIME_CODE, "There is already an admin. Ask them, or use ./outreach admin person add.");
    }

    private boolean hasAdmin() {
        return list().stream().anyMatch(person -> person.role() == Role.ADMIN);
    }

    private static Person person(Held<StoredPerson> held) {
        var stored = held.body();
        return new Person(
                held.id(),
                stored.getName(),
                EnumNames.model(Role.class, stored.getRole()),
                new HashSet<>(stored.getSitesList()),
                Instant.ofEpochMilli(stored.getExpiresAt()),
                stored.getRevokedAt() == 0 ? null : Instant.ofEpochMilli(stored.getRevokedAt()));
    }
}
