package org.outreachsync.edge;

import java.util.EnumSet;
import java.util.Set;
import org.outreachsync.identity.Role;

/**
 * Who may use a route. There is no default: a route without it cannot be written.
 *
 * @param kind what is shown
 * @param roles of the people served, for {@link Kind#PERSON} and {@link Kind#DEVICE_OR_PERSON}
 */
public record Access(Kind kind, Set<Role> roles) {

    public Access {
        roles = Set.copyOf(roles);
        if ((kind == Kind.PERSON || kind == Kind.DEVICE_OR_PERSON) == roles.isEmpty()) {
            throw new IllegalArgumentException("a route for people names their roles, another names none");
        }
    }

    /** What a caller shows. */
    public enum Kind {
        /** Nothing; there is nothing to protect. */
        ANYONE,
        /** A one-time code in the body; tries are counted. */
        ONE_TIME_CODE,
        /** The token of a device. */
        DEVICE,
        /** The token of a person. */
        PERSON,
        /** The token of a device or of a person. */
        DEVICE_OR_PERSON
    }

    /** Whoever asks. */
    public static Access anyone() {
        return new Access(Kind.ANYONE, Set.of());
    }

    /** A caller with a one-time code. */
    public static Access oneTimeCode() {
        return new Access(Kind.ONE_TIME_CODE, Set.of());
    }

    /** A device. */
    public static Access device() {
        return new Access(Kind.DEVICE, Set.of());
    }

    /** A device, or people in one of these roles. */
    public static Access deviceOrPeople(Role first, Role... others) {
        return new Access(Kind.DEVICE_OR_PERSON, EnumSet.of(first, others));
    }

    /** People in one of these roles. */
    public static Access people(Role first, Role... others) {
        return new Access(Kind.PERSON, EnumSet.of(first, others));
    }
}
