package org.outreachsync.edge.route;

import java.util.List;
import java.util.Map;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Sites;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** {@code GET /v1/reviews} and {@code GET /v1/quarantine}: what waits for a supervisor on one site, {@code ?site=CODE}, oldest first. */
public final class InboxRoutes {

    /** The most items of a list. */
    private static final int ITEMS_MAX = 1_000;

    private final Sites sites;
    private final Inbox reviews;
    private final Inbox quarantine;

    /** What waits on a site. */
    @FunctionalInterface
    public interface Inbox {

        /** The oldest, so many at most: members of each item's JSON object. */
        List<Map<String, Object>> open(String scope, int limit);
    }

    /** The routes over these lists of these sites. */
    public InboxRoutes(Sites sites, Inbox reviews, Inbox quarantine) {
        this.sites = sites;
        this.reviews = reviews;
        this.quarantine = quarantine;
    }

    /** Its rows of the table. */
    public List<Route> routes() {
        var readers = Access.people(Role.ADMIN, Role.SUPERVISOR);
        return List.of(
                Route.get("/v1/reviews", readers, call -> list(call, reviews)),
                Route.get("/v1/quarantine", readers, call -> list(call, quarantine)));
    }

    private Answer list(Call call, Inbox inbox) {
        var scope = call.query().getOrDefault("site", "");
        if (scope.isEmpty()) {
            throw new RefusedException(Code.PARAMETER, "Name the site.", Map.of("parameter", "site"));
        }
        SitesOf.check(call.needPerson(), scope);
        if (sites.find(scope) == null) {
            throw new RefusedException(Code.PARAMETER, "There is no such site; see the list of sites.", Map.of("parameter", "site"));
        }
        var open = inbox.open(scope, ITEMS_MAX + 1);
        boolean more = open.size() > ITEMS_MAX;
        return Answer.json(200, Map.of("items", more ? open.subList(0, ITEMS_MAX) : open, "more", more));
    }
}
