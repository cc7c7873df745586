package org.outreachsync.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person with access.
 *
 * @param id an opaque id
 * @param name the display name
 * @param role what they may do
 * @param sites the sites of their role; empty for an admin, who may access all
 * @param expires from when their token is not valid any more
 * @param revoked when somebody ended their access before that, or null
 */
public record Person(
        String id,
        String name,
        Role role,
        Set<String> sites,
        Instant expires,
        @Nullable Instant revoked) {

    public Person {
        sites = Set.copyOf(sites);
    }

    /** Whether this person may see and do what the role allows on this site. */
    public boolean mayOn(String site) {
        return role == Role.ADMIN || sites.contains(site);
    }
}
