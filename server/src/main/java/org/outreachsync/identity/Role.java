package org.outreachsync.identity;

/** What a person may do. The route table says which roles may use a route. */
public enum Role {
    /** May do everything, on every site. */
    ADMIN,
    /** Devices, codes and figures of their sites. */
    MANAGER,
    /** Reviews, quarantine and figures of their sites. */
    SUPERVISOR,
    /** Reserved: published figures. */
    DONOR
}
