package org.outreachsync.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a person may do. The route table says which roles may use a route. */
public enum Role {
    /** May do everything, on every site. */
    ADMIN,
    /** Devices, codes and figures of their sites. */
    MANAGER,
    /** Reviews, quarantine and figures of their sites. */
    SUPERVISOR,
    /** Reserved: published figures. */
    DONOR;

    /** The roles that a person can be given today. */
    public static final Set<Role> GRANTED = Collections.unmodifiableSet(EnumSet.of(ADMIN, MANAGER, SUPERVISOR));
}
