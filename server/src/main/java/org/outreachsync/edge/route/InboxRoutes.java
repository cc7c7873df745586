package org.outreachsync.edge.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private final Sites sites;
    private final Inbox reviews;
    private final Inbox quarantine;

    /**
     * One page of a list.
     *
     * @param items members of each item's JSON object
     * @param next an opaque cursor for the page after it, or null at the end
     */
    public record Page(List<Map<String, Object>> items, @Nullable String next) {}

    /** What waits on a site. */
    @FunctionalInterface
    public interface Inbox {

        /**
         * A page of it.
         *
         * @param cursor as a page gave it, or empty for the first
         * @throws RefusedException PARAMETER when no page gave such a cursor
         */
        Page open(String scope, String cursor);
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
        var page = inbox.open(scope, call.query().getOrDefault("cursor", ""));
        var answer = new HashMap<String, Object>();
        answer.put("items", page.items());
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return Answer.json(200, answer);
    }
}
