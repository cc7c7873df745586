package org.outreachsync.identity;

/** What a person may do. The table of routes says which roles a route serves. */
public enum Role {
    /** Everything, on every site. */
    ADMIN,
    /** Devices, codes and figures of their sites. */
    MANAGER,
    /** Reviews, quarantine and figures of their sites. */
    SUPERVISOR,
    /** Reserved: published figures. */
    DONOR
}
