package org.outreachsync.export.destination;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.outreachsync.config.DestinationLimits;
import org.outreachsync.identity.SealedDocuments;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.destination.v1.StoredCredential;
import org.outreachsync.wire.destination.v1.StoredCredential.Kind;

/** The credentials of destinations, sealed, by name. They can be replaced, but are never shown again. */
public final class Credentials {

    private static final String ALL = "credentials_destination";
    private static final int TRIES_MAX = 16;
    /** Passwords and tokens fit, so that their lengths stay secret. */
    private static final int PADDED_BYTES_MIN = 512;

    private final SealedDocuments<StoredCredential> documents;
    private final DocumentStore store;
    private final InstantSource clock;
    private final DestinationLimits limits;
    private final CredentialCheck check;

    /** Credentials in this store. */
    public Credentials(
            DocumentStore store, Sealer sealer, InstantSource clock, DestinationLimits limits, CredentialCheck check) {
        this.check = check;
        this.documents =
                new SealedDocuments<>(store, sealer, Tables.CREDENTIALS, StoredCredential.parser(), PADDED_BYTES_MIN);
        this.store = store;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * What may be shown of a credential.
     *
     * @param name its name, unique in the destination
     * @param kind {@code basic}, {@code token}, {@code password}, {@code ssh_key} or {@code addresses}
     * @param by who saved it
     * @param saved when
     */
    public record Shown(String name, String kind, String by, Instant saved) {}

    /**
     * Saves a credential, in place of another one of this name.
     *
     * @param owner the destination as it is now
     * @throws RefusedException PARAMETER if the name or a text is out of bounds, or the channel cannot use such a
     *     credential; TOO_LARGE if there are too many
     */
    public Shown put(Destination owner, String name, Credential credential, String by) {
        check(name, credential);
        fit(owner.channel(), name, credential);
        var destination = owner.code();
        var body = stored(credential).setBy(by).setSavedAt(clock.millis()).build();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var held = documents.find(id(destination, name));
            if (held != null && documents.replace(held, held.fields(), body)) {
                return shown(name, body);
            }
            if (held == null && insert(destination, name, body)) {
                return shown(name, body);
            }
        }
        throw new RefusedException(Code.BUSY, "Too many people are changing this credential at once. Try again.");
    }

    private void fit(ChannelChoice channel, String name, Credential credential) {
        try {
            check.check(channel, name, credential);
        } catch (RefusedException unfit) {
            throw Parameters.refused("kind", String.valueOf(unfit.getMessage()));
        }
    }

    private boolean insert(String destination, String name, StoredCredential body) {
        if (list(destination).size() >= limits.credentialsMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE,
                    "The destination has as many credentials as it may have.",
                    Map.of("credentials_max", limits.credentialsMax()));
        }
        try {
            // A removal of an earlier credential of this name, which arrives late, must not find its version again.
            documents.insert(id(destination, name), body.getSavedAt(), Map.of("destination", destination), body);
            return true;
        } catch (DuplicateKeyException meanwhile) {
            return false;
        }
    }

    /** The credential of this name. */
    public Optional<Credential> find(String destination, String name) {
        return Optional.ofNullable(documents.find(id(destination, name))).map(held -> credential(held.body()));
    }

    /** The credentials of a destination, by name, without what is secret. */
    public List<Shown> list(String destination) {
        return documents.range(Range.ascending(ALL, List.of(destination), null, null, Range.LIMIT_MAX)).stream()
                .map(held -> shown(nameOf(held), held.body()))
                .sorted(Comparator.comparing(Shown::name))
                .toList();
    }

    /** Removes a credential. An unknown one is ignored. */
    public void remove(String destination, String name) {
        checkName(name);
        store.remove(Tables.CREDENTIALS, store.get(Tables.CREDENTIALS, List.of(id(destination, name))));
    }

    private static void checkName(String name) {
        if (!Credential.isName(name)) {
            throw Parameters.refused("name", "Wrong: " + Credential.NAME_FORM + ".");
        }
    }

    private void check(String name, Credential credential) {
        checkName(name);
        switch (credential) {
            case Credential.Basic(var user, var password) -> {
                line("user", user);
                line("password", password);
                if (user.indexOf(':') >= 0) {
                    throw Parameters.refused("user", "A user has no colon.");
                }
            }
            case Credential.Token(var token) -> line("token", token);
            case Credential.Password(var password) -> line("password", password);
            case Credential.SshKey(var text) -> text("key", text);
            case Credential.Addresses(var text) -> text("addresses", text);
        }
    }

    private void line(String member, String text) {
        text(member, text);
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw Parameters.refused(member, "Give " + member + " as one line.");
        }
    }

    private void text(String member, String text) {
        if (text.isBlank() || text.length() > limits.credentialLengthMax()) {
            throw Parameters.refused(
                    member, "Give " + member + " with 1 to " + limits.credentialLengthMax() + " characters.");
        }
    }

    private static String id(String destination, String name) {
        return destination + "/" + name;
    }

    private static String nameOf(Held<StoredCredential> held) {
        return held.id().substring(held.id().indexOf('/') + 1);
    }

    private static Shown shown(String name, StoredCredential stored) {
        return new Shown(name, kind(stored.getKind()), stored.getBy(), Instant.ofEpochMilli(stored.getSavedAt()));
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case KIND_BASIC -> "basic";
            case KIND_TOKEN -> "token";
            case KIND_PASSWORD -> "password";
            case KIND_SSH_KEY -> "ssh_key";
            case KIND_ADDRESSES -> "addresses";
            case KIND_UNSPECIFIED, UNRECOGNIZED -> "unknown";
        };
    }

    private static StoredCredential.Builder stored(Credential credential) {
        var stored = StoredCredential.newBuilder();
        return switch (credential) {
            case Credential.Basic(var user, var password) ->
                stored.setKind(Kind.KIND_BASIC).setUser(user).setSecret(password);
            case Credential.Token(var token) -> stored.setKind(Kind.KIND_TOKEN).setSecret(token);
            case Credential.Password(var password) ->
                stored.setKind(Kind.KIND_PASSWORD).setSecret(password);
            case Credential.SshKey(var text) ->
                stored.setKind(Kind.KIND_SSH_KEY).setSecret(text);
            case Credential.Addresses(var text) ->
                stored.setKind(Kind.KIND_ADDRESSES).setSecret(text);
        };
    }

    private static Credential credential(StoredCredential stored) {
        return switch (stored.getKind()) {
            case KIND_BASIC -> new Credential.Basic(stored.getUser(), stored.getSecret());
            case KIND_TOKEN -> new Credential.Token(stored.getSecret());
            case KIND_PASSWORD -> new Credential.Password(stored.getSecret());
            case KIND_SSH_KEY -> new Credential.SshKey(stored.getSecret());
            case KIND_ADDRESSES -> new Credential.Addresses(stored.getSecret());
            case KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("a credential of an unknown kind is stored");
        };
    }
}
