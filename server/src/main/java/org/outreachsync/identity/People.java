package org.outreachsync.identity;

import static org.outreachsync.identity.SealedDocuments.PROGRAMME;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
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
import org.outreachsync.config.Limits;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.identity.SealedDocuments.Next;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.EnumNames;
import org.outreachsync.wire.identity.v1.StoredCode.Purpose;
import org.outreachsync.wire.identity.v1.StoredPerson;

/** People with their roles and access tokens. The first admin is created with a code that the first start prints. */
public final class People {

    private static final String FIRST_ADMIN = "first-admin";
    private static final String ALL = "people_programme";
    private static final String BY_TOKEN = "people_token";

    private final SealedDocuments<StoredPerson> documents;
    private final EnrolmentCodes codes;
    private final LastAdmin lastAdmin;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Limits.Identities limits;
    private final Cache<String, @Nullable Person> byTokenHash;

    /**
     * A new person with their token, which cannot be shown again.
     *
     * @param person the new person
     * @param token to be sent as {@code Authorization: Bearer}
     */
    public record Issued(Person person, String token) {

        /** Omits the token. */
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
            Limits.Identities limits) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.PEOPLE, StoredPerson.parser());
        this.codes = codes;
        this.lastAdmin = new LastAdmin(store, sealer);
        this.secrets = secrets;
        this.clock = clock;
        this.limits = limits;
        this.byTokenHash = Caffeine.newBuilder()
                .expireAfterWrite(limits.cache())
                .maximumSize(limits.cachedMax())
                .ticker(ticker)
                .build();
    }

    /** Like {@link #byToken}, from the cache only: also null for a token that is not cached. */
    public @Nullable Person remembered(String token) {
        return counting(byTokenHash.getIfPresent(Secrets.hash(token)));
    }

    private @Nullable Person counting(@Nullable Person person) {
        return person == null || !clock.instant().isBefore(person.expires()) ? null : person;
    }

    /** The owner of a token, or null if it is unknown or expired. */
    public @Nullable Person byToken(String token) {
        if (token.isEmpty() || token.length() > Secrets.TOKEN_LENGTH_MAX) {
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
     * @param sites codes of sites that exist; none for an admin or a viewer
     * @throws RefusedException PARAMETER if the name or the sites are out of bounds; TOO_LARGE if there are too many
     *     people
     */
    public Issued add(String name, Role role, Set<String> sites) {
        return add(secrets.id(), name, role, sites, issued -> {});
    }

    /**
     * Like {@link #add(String, Role, Set)}.
     *
     * @param keep receives the token before anything is stored, so that no person exists whose token was lost; if it
     *     fails, nobody is added
     */
    public Issued add(String name, Role role, Set<String> sites, Consumer<Issued> keep) {
        return add(secrets.id(), name, role, sites, keep);
    }

    /**
     * Checks the data of a new person.
     *
     * @throws RefusedException PARAMETER if the name or the number of sites is out of bounds
     */
    public void check(String name, Role role, Set<String> sites) {
        NameRules.check(name, limits.nameLengthMax());
        if (role.isOfSites() == sites.isEmpty() || sites.size() > limits.sitesOfOneMax()) {
            throw Parameters.refused(
                    "sites",
                    role.isOfSites()
                            ? "The role " + role.name().toLowerCase(Locale.ROOT) + " needs a list of 1 to "
                                    + limits.sitesOfOneMax() + " sites."
                            : "An admin works on all sites, and a viewer on none. Leave the list of sites out.");
        }
    }

    /** How many more people can be added. */
    public int room() {
        return limits.peopleMax() - list().size();
    }

    private Issued add(String id, String name, Role role, Set<String> sites, Consumer<Issued> keep) {
        check(name, role, sites);
        if (documents
                        .range(Range.ascending(ALL, List.of(PROGRAMME), null, null, limits.peopleMax()))
                        .size()
                == limits.peopleMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE,
                    "The programme has as many people as it may have.",
                    Map.of("people_max", limits.peopleMax()));
        }
        var token = secrets.token();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expires = now.plus(limits.accessTtl());
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
     * Ends a person's access. It takes effect on every server within {@link Terms#cache}.
     *
     * @throws RefusedException NOT_FOUND for an unknown id; LAST_ADMIN if no other admin would keep access
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

    /** Ends a person's access, also that of the last admin. */
    Person ended(String id) {
        var held = documents.update(id, "person", before -> {
            long now = clock.millis();
            return now < before.body().getExpiresAt()
                    ? new Next<>(
                            before.fields(),
                            before.body().toBuilder()
                                    .setExpiresAt(now)
                                    .setRevokedAt(now)
                                    .build())
                    : null;
        });
        byTokenHash.invalidate(held.text("token"));
        return person(held);
    }

    /** Everybody, by id. */
    public List<Person> list() {
        return documents.range(Range.ascending(ALL, List.of(PROGRAMME), null, null, Range.LIMIT_MAX)).stream()
                .map(People::person)
                .sorted(Comparator.comparing(Person::id))
                .toList();
    }

    /** A code to create the first admin, or null if there is an admin. */
    public EnrolmentCodes.@Nullable Issued openSetup() {
        return hasAdmin() ? null : codes.make(Purpose.PURPOSE_SETUP, Set.of(), limits.setupTtl());
    }

    /**
     * Creates the first admin, once.
     *
     * @param code of the first start
     * @throws RefusedException ONE_TIME_CODE if the code is not valid or there is an admin
     */
    public Issued setUp(String code, String name) {
        NameRules.check(name, limits.nameLengthMax());
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
            // Another server of the same store created an admin at the same moment.
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
