package org.outreachsync.render;

import java.time.LocalDate;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Site;

/**
 * Writes sites as JSON.
 *
 * @param today the day on which a site is closed or not
 */
public record SiteJson(LocalDate today) {

    /** The members of a site. */
    public void put(Site site, JsonMembers to) {
        to.put("code", site.code())
                .put("name", site.name())
                .put("created_at", site.created().toString())
                .list("placements", site.placements(), SiteJson::placement)
                .put("closed", site.closedOn(today));
    }

    private static void placement(Placement placement, JsonMembers to) {
        to.put("from", placement.from().toString());
        var until = placement.until();
        if (until != null) {
            to.put("until", until.toString());
        }
        to.put("country", placement.country())
                .put("region", placement.region())
                .put("project", placement.project())
                .put("provider", placement.provider().name());
    }
}
