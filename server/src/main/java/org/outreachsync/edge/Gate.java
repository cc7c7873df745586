package org.outreachsync.edge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Device.State;
import org.outreachsync.identity.Devices;
import org.outreachsync.identity.People;
import org.outreachsync.identity.Person;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Lets callers in: first by the look of what they show, on the event loop; then by who they are, on a worker. */
final class Gate {

    private static final String SCHEME = "Bearer ";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{20,128}");

    private final Devices devices;
    private final People people;
    private final Buckets perDevice;
    private final Buckets perPerson;

    Gate(Devices devices, People people, Buckets perDevice, Buckets perPerson) {
        this.devices = devices;
        this.people = people;
        this.perDevice = perDevice;
        this.perPerson = perPerson;
    }

    /** Who was let in; both null on a route for anyone or for one-time codes. */
    record Caller(@Nullable Device device, @Nullable Person person) {}

    /**
     * The token of the header, or nothing where none is asked for.
     *
     * @throws RefusedException TOKEN when one is asked for and this cannot be one
     */
    static String token(Access access, @Nullable String authorization) {
        if (access.kind() == Access.Kind.ANYONE || access.kind() == Access.Kind.ONE_TIME_CODE) {
            return "";
        }
        var token = bearer(authorization);
        if (!TOKEN.matcher(token).matches()) {
            throw unknown();
        }
        return token;
    }

    /** What the header shows as a token, whatever it is; empty when it shows none. */
    static String bearer(@Nullable String authorization) {
        var header = authorization == null ? "" : authorization;
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? header.substring(SCHEME.length()).strip() : "";
    }

    /** Finds out who shows a token and whether the route is theirs. Blocks. */
    Caller admit(Access access, String token) {
        return switch (access.kind()) {
            case ANYONE, ONE_TIME_CODE -> new Caller(null, null);
            case DEVICE -> new Caller(device(token), null);
            case PERSON -> new Caller(null, person(access, token));
        };
    }

    private Device device(String token) {
        var device = devices.byToken(token);
        if (device == null) {
            throw unknown();
        }
        perDevice.take(device.id());
        if (device.state() == State.SUSPENDED) {
            throw new RefusedException(Code.DEVICE_SUSPENDED, "The device is suspended. Ask a manager; the records on it are kept.");
        }
        return device;
    }

    private Person person(Access access, String token) {
        var person = people.byToken(token);
        if (person == null) {
            throw unknown();
        }
        perPerson.take(person.id());
        if (!access.roles().contains(person.role())) {
            throw new RefusedException(Code.ROLE_DENIED, "Your role does not allow this.");
        }
        return person;
    }

    private static RefusedException unknown() {
        return new RefusedException(Code.TOKEN, "Send a token that counts, as Authorization: Bearer.");
    }
}
