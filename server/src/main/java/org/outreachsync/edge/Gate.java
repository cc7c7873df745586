package org.outreachsync.edge;

import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Device.State;
import org.outreachsync.identity.Devices;
import org.outreachsync.identity.DonorKey;
import org.outreachsync.identity.People;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Secrets;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Admits callers: first checks the form of their credentials, on the event loop, then who they are, on a worker. */
final class Gate {

    private static final String SCHEME = "Bearer ";
    private static final int TOKEN_LENGTH_MIN = 20;

    private final Callers callers;
    private final Devices devices;
    private final People people;
    private final Buckets perDevice;
    private final Buckets perPerson;

    Gate(Callers callers, Buckets perDevice, Buckets perPerson) {
        this.callers = callers;
        this.devices = callers.devices();
        this.people = callers.people();
        this.perDevice = perDevice;
        this.perPerson = perPerson;
    }

    /** An admitted caller; all are null on a route for anyone or for one-time codes. */
    record Caller(
            @Nullable Device device,
            @Nullable Person person,
            @Nullable DonorKey donor) {

        static final Caller NOBODY = new Caller(null, null, null);

        /** The name of the caller, independent of token and address; empty for a caller without a token. */
        String name() {
            if (device != null) {
                return "device/" + device.id();
            }
            if (person != null) {
                return "person/" + person.id();
            }
            return donor != null ? "donor/" + donor.id() : "";
        }
    }

    /**
     * The token in the header, or empty if the route needs none.
     *
     * @throws RefusedException TOKEN if the route needs a token and the header has none of the right form
     */
    static String token(Access access, @Nullable String authorization) {
        if (access.kind() == Access.Kind.ANYONE || access.kind() == Access.Kind.ONE_TIME_CODE) {
            return "";
        }
        var token = bearer(authorization);
        if (!isToken(token)) {
            throw unknown();
        }
        return token;
    }

    /** The text that the header presents as a token, valid or not; empty if there is none. */
    static String bearer(@Nullable String authorization) {
        var header = authorization == null ? "" : authorization;
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? header.substring(SCHEME.length()).strip() : "";
    }

    private static boolean isToken(String text) {
        return text.length() >= TOKEN_LENGTH_MIN
                && text.length() <= Secrets.TOKEN_LENGTH_MAX
                && text.chars().allMatch(Gate::isUrlSafe);
    }

    /** Whether a character is in the URL-safe Base64 alphabet. */
    static boolean isUrlSafe(int one) {
        return (one >= 'A' && one <= 'Z')
                || (one >= 'a' && one <= 'z')
                || (one >= '0' && one <= '9')
                || one == '_'
                || one == '-';
    }

    /**
     * Identifies the owner of a token, checks that they may use the route, and counts the request towards their rate.
     * Blocks.
     */
    Caller admit(Access access, String token) {
        return admit(access, find(access, token));
    }

    /** Like {@link #admit(Access, String)} for a token in the cache; null for other tokens. Does not block. */
    @Nullable
    Caller admitRemembered(Access access, String token) {
        var device = mayBeDevice(access) ? devices.remembered(token) : null;
        var person = mayBePerson(access) ? people.remembered(token) : null;
        return device == null && person == null ? null : admit(access, new Caller(device, person, null));
    }

    private static boolean mayBeDevice(Access access) {
        return access.kind() == Access.Kind.DEVICE || access.kind() == Access.Kind.DEVICE_OR_PERSON;
    }

    private static boolean mayBePerson(Access access) {
        return access.kind() == Access.Kind.PERSON || access.kind() == Access.Kind.DEVICE_OR_PERSON;
    }

    private Caller admit(Access access, Caller caller) {
        if (caller.device() != null) {
            perDevice.take(caller.device().id());
        } else if (caller.person() != null) {
            perPerson.take(caller.person().id());
        } else if (caller.donor() != null) {
            perPerson.take(caller.name());
        }
        checkAllowed(access, caller);
        return caller;
    }

    /** Checks the caller again once the body has arrived, because access may have changed in the meantime. Blocks. */
    Caller again(Access access, String token) {
        var caller = find(access, token);
        checkAllowed(access, caller);
        return caller;
    }

    private Caller find(Access access, String token) {
        return switch (access.kind()) {
            case ANYONE, ONE_TIME_CODE -> Caller.NOBODY;
            case DEVICE -> new Caller(device(token), null, null);
            case PERSON -> new Caller(null, person(token), null);
            case DONOR_KEY -> new Caller(null, null, donor(token));
            case DEVICE_OR_PERSON -> {
                var device = devices.byToken(token);
                yield device == null ? new Caller(null, person(token), null) : new Caller(device, null, null);
            }
        };
    }

    private Device device(String token) {
        var device = devices.byToken(token);
        if (device == null) {
            throw unknown();
        }
        return device;
    }

    private Person person(String token) {
        var person = people.byToken(token);
        if (person == null) {
            throw unknown();
        }
        return person;
    }

    private DonorKey donor(String token) {
        var key = callers.donorKeys().find(token);
        if (key == null) {
            throw unknown();
        }
        return key;
    }

    private static void checkAllowed(Access access, Caller caller) {
        if (caller.device() != null && caller.device().state() == State.SUSPENDED) {
            throw new RefusedException(
                    Code.DEVICE_SUSPENDED, "The tablet is suspended. Ask a manager; the records on it are kept.");
        }
        if (caller.person() != null && !access.roles().contains(caller.person().role())) {
            throw new RefusedException(Code.ROLE_DENIED, "Your role does not allow this.");
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(Code.TOKEN, "Send a valid token in the header Authorization: Bearer.");
    }
}
