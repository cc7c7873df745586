package org.outreachsync.identity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a person may do. The route table says which roles may use a route. */
public enum Role {
    /** May do everything, on every site. */
    ADMIN,
    /** Devices, codes and figures of their sites. */
    MANAGER,
    /** Reviews, quarantine and figures of their sites. */
    SUPERVISOR,
    /** Reads exports that were released, in which small counts are protected; asks nothing. */
    VIEWER;

    /** Whether a person in this role has a list of sites. An admin has all sites, a viewer none. */
    public boolean isOfSites() {
        return this == MANAGER || this == SUPERVISOR;
    }

    /** The role of this name, in any case; null for none. */
    public static @Nullable Role named(String written) {
        return Arrays.stream(values())
                .filter(role -> role.name().equalsIgnoreCase(written))
                .findAny()
                .orElse(null);
    }
}
