package org.outreachsync.edge;

import java.util.EnumSet;
import java.util.Set;
import org.outreachsync.identity.Role;

/**
 * Who may use a route. There is no default: every route must declare it.
 *
 * @param kind the credential that the caller must show
 * @param roles of the people served, for {@link Kind#PERSON} and {@link Kind#DEVICE_OR_PERSON}
 */
public record Access(Kind kind, Set<Role> roles) {

    public Access {
        roles = Set.copyOf(roles);
        if ((kind == Kind.PERSON || kind == Kind.DEVICE_OR_PERSON) == roles.isEmpty()) {
            throw new IllegalArgumentException("a route for people needs roles, and only such a route");
        }
    }

    /** The credential of a caller. */
    public enum Kind {
        /** None; the route protects nothing. */
        ANYONE,
        /** A one-time code in the body; attempts are rate-limited. */
        ONE_TIME_CODE,
        /** The token of a device. */
        DEVICE,
        /** The token of a person. */
        PERSON,
        /** The token of a device or of a person. */
        DEVICE_OR_PERSON,
        /** The key with which a recipient fetches the exports of one destination. */
        DONOR_KEY
    }

    /** Every caller. */
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

    /** A recipient of exports. */
    public static Access donorKey() {
        return new Access(Kind.DONOR_KEY, Set.of());
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
