package org.outreachsync.export.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** By what a recipient's server knows this installation. Shown nowhere. */
public final class Credentials {

    private static final Credentials NONE = new Credentials("");

    private final String authorization;

    private Credentials(String authorization) {
        this.authorization = authorization;
    }

    /** Nothing, as for an upload to an address that is signed itself. */
    public static Credentials none() {
        return NONE;
    }

    /**
     * A user and a password.
     *
     * @throws IllegalArgumentException if the user is empty or holds a colon
     */
    public static Credentials basic(String user, String password) {
        if (user.isEmpty() || user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user is not empty and has no colon");
        }
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Credentials("Basic " + Base64.getEncoder().encodeToString(both));
    }

    /**
     * A personal access token of DHIS2. It takes it as {@code ApiToken}; as a bearer token it counts as nothing.
     *
     * @throws IllegalArgumentException if it is empty or holds anything but visible ASCII
     */
    public static Credentials apiToken(String token) {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("a token is of visible ASCII");
        }
        return new Credentials("ApiToken " + token);
    }

    /**
     * A bearer token, for servers that are not DHIS2.
     *
     * @throws IllegalArgumentException if it is empty or holds anything but visible ASCII
     */
    public static Credentials bearer(String token) {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("a token is of visible ASCII");
        }
        return new Credentials("Bearer " + token);
    }

    /** The value of the header. */
    Optional<String> header() {
        return authorization.isEmpty() ? Optional.empty() : Optional.of(authorization);
    }

    @Override
    public String toString() {
        return "Credentials[not shown]";
    }
}
