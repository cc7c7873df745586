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

/**
 * {@code GET /v1/reviews} and {@code GET /v1/quarantine}: what waits for a supervisor on one site, {@code ?site=CODE},
 * oldest first.
 */
public final class InboxRoutes {

    private final Sites sites;
    private final Inbox reviews;
    private final Inbox quarantine;
    private final int pageMax;

    /**
     * Something that waits.
     *
     * @param seq in the log of the site; one batch may bring several of the same seq
     * @param members of its JSON object
     */
    public record Item(long seq, Map<String, Object> members) {}

    /** What waits on a site. */
    @FunctionalInterface
    public interface Inbox {

        /** What waits from this seq on, the oldest first, so many at most. */
        List<Item> open(String site, long from, int limit);
    }

    /**
     * The routes over these lists of these sites.
     *
     * @param pageMax the most items of a page; not less than one seq of the log can bring
     */
    public InboxRoutes(Sites sites, Inbox reviews, Inbox quarantine, int pageMax) {
        this.sites = sites;
        this.pageMax = pageMax;
        this.reviews = reviews;
        this.quarantine = quarantine;
    }

    /** Its rows of the table. */
    public List<Route> routes() {
        var readers = Access.people(Role.ADMIN, Role.SUPERVISOR);
        return List.of(
                Route.get("/v1/reviews", readers, call -> list(call, reviews)).taking("site", "cursor"),
                Route.get("/v1/quarantine", readers, call -> list(call, quarantine))
                        .taking("site", "cursor"));
    }

    private Answer list(Call call, Inbox inbox) {
        var site = call.query().getOrDefault("site", "");
        if (site.isEmpty()) {
            throw new RefusedException(Code.PARAMETER, "Name the site.", Map.of("parameter", "site"));
        }
        SitesOf.check(call.needPerson(), site);
        if (sites.find(site) == null) {
            throw new RefusedException(
                    Code.PARAMETER, "There is no such site; see the list of sites.", Map.of("parameter", "site"));
        }
        return page(inbox.open(site, PageCursor.number(call.query()), pageMax + 1));
    }

    /** A page ends with the last seq of which all are on it, so that the next one begins with a seq. */
    private Answer page(List<Item> open) {
        long next = open.size() > pageMax ? open.getLast().seq() : Long.MAX_VALUE;
        var items = open.stream()
                .filter(item -> item.seq() < next)
                .map(Item::members)
                .toList();
        return Page.of(items, open.size() > pageMax ? PageCursor.of(next) : null);
    }
}
