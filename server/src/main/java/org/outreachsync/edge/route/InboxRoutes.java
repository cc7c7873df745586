package org.outreachsync.edge.route;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Sites;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.render.InboxJson;
import org.outreachsync.render.JsonMembers;

/**
 * {@code GET /v1/reviews} and {@code GET /v1/quarantine}: what waits for a supervisor on one site, {@code ?site=CODE},
 * oldest first.
 */
public final class InboxRoutes {

    private final Sites sites;
    private final Inbox<Review> reviews;
    private final Inbox<QuarantineStore.Item> quarantine;
    private final int pageMax;

    /** What waits on a site. */
    private interface Open<T> {
        /** What waits from this sequence number of the site's log on, oldest first, so many at most. */
        List<T> from(String site, long seq, int limit);
    }

    /**
     * A list of what waits.
     *
     * @param seq the sequence number of an item in the log of its site; several items may share one
     * @param json writes the members of an item
     */
    private record Inbox<T>(Open<T> open, ToLongFunction<T> seq, BiConsumer<T, JsonMembers> json) {}

    /**
     * The routes over these lists of these sites.
     *
     * @param pageMax the most items of a page; not less than one sequence number of the log can bring
     */
    public InboxRoutes(Sites sites, ReviewStore reviews, QuarantineStore quarantine, int pageMax) {
        this.sites = sites;
        this.pageMax = pageMax;
        this.reviews = new Inbox<>(reviews::open, Review::since, InboxJson::review);
        this.quarantine = new Inbox<>(quarantine::open, QuarantineStore.Item::seq, InboxJson::quarantined);
    }

    /** Its rows of the table. */
    public List<Route> routes() {
        var readers = Access.people(Role.ADMIN, Role.SUPERVISOR);
        return List.of(
                Route.get("/v1/reviews", readers, call -> list(call, reviews)).taking("site", "cursor"),
                Route.get("/v1/quarantine", readers, call -> list(call, quarantine))
                        .taking("site", "cursor"));
    }

    private <T> Answer list(Call call, Inbox<T> inbox) {
        var site = call.query().getOrDefault("site", "");
        if (site.isEmpty()) {
            throw new RefusedException(Code.PARAMETER, "Name the site.", Map.of("parameter", "site"));
        }
        SitesOf.check(call.needPerson(), site);
        if (sites.find(site) == null) {
            throw new RefusedException(
                    Code.PARAMETER, "There is no such site; see the list of sites.", Map.of("parameter", "site"));
        }
        return page(inbox, inbox.open().from(site, PageCursor.number(call.query()), pageMax + 1));
    }

    /** A page ends with the last sequence number of which all items are on it, so that the next one begins with one. */
    private <T> Answer page(Inbox<T> inbox, List<T> open) {
        boolean isMore = open.size() > pageMax;
        long next = isMore ? inbox.seq().applyAsLong(open.getLast()) : Long.MAX_VALUE;
        var items = open.stream()
                .filter(item -> inbox.seq().applyAsLong(item) < next)
                .toList();
        return Page.of(items, isMore ? PageCursor.of(next) : null, inbox.json());
    }
}
