package org.outreachsync.edge.route;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Sites;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.render.InboxJson;
import org.outreachsync.render.JsonMembers;
import org.outreachsync.sync.Decisions;

/**
 * {@code GET /v1/reviews} and {@code GET /v1/quarantine}: the open reviews and quarantined ops of one site,
 * {@code ?site=CODE}, oldest first. {@code POST /v1/quarantine/ID/release} and {@code /discard} decide about an op.
 */
public final class InboxRoutes {

    /** Of a day such as 2026-01-31. */
    private static final int DAY_LENGTH = 10;

    private final Sites sites;
    private final Inbox<Review> reviews;
    private final Inbox<QuarantineStore.Item> quarantine;
    private final Decisions decisions;
    private final int pageMax;

    /** Reads the waiting items of a site. */
    private interface Open<T> {
        /** The items from this seq on, oldest first, up to a limit. */
        List<T> from(String site, long seq, int limit);
    }

    /**
     * A list of what waits.
     *
     * @param seq the seq of an item; several items may have the same
     * @param json writes the members of an item
     */
    private record Inbox<T>(Open<T> open, ToLongFunction<T> seq, BiConsumer<T, JsonMembers> json) {}

    /**
     * Serves the lists of these sites.
     *
     * @param decisions decides about quarantined ops
     * @param pageMax the maximum number of items of a page; at least as many as one seq can add
     */
    public InboxRoutes(Sites sites, ReviewStore reviews, QuarantineStore quarantine, Decisions decisions, int pageMax) {
        this.sites = sites;
        this.decisions = decisions;
        this.pageMax = pageMax;
        this.reviews = new Inbox<>(reviews::open, Review::since, InboxJson::review);
        this.quarantine = new Inbox<>(quarantine::open, QuarantineStore.Item::seq, InboxJson::quarantined);
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        var readers = Access.people(Role.ADMIN, Role.SUPERVISOR);
        return List.of(
                Route.get("/v1/reviews", readers, call -> list(call, reviews)).taking("site", "cursor"),
                Route.get("/v1/quarantine", readers, call -> list(call, quarantine))
                        .taking("site", "cursor"),
                Route.post(
                                "/v1/quarantine/:site/:seq/:op/release",
                                readers,
                                Route.Body.NONE,
                                call -> decided(call, (name, by) -> decisions.release(name, occurredOn(call), by)))
                        .taking("occurred_on"),
                Route.post(
                        "/v1/quarantine/:site/:seq/:op/discard",
                        readers,
                        Route.Body.NONE,
                        call -> decided(call, decisions::discard)));
    }

    private Answer decided(Call call, ToLongBiFunction<Decisions.Name, String> decision) {
        var site = call.pathParameter("site");
        SitesOf.check(call.needPerson(), site);
        if (sites.find(site) == null) {
            throw Decisions.none();
        }
        var name = new Decisions.Name(site, number(call, "seq"), number(call, "op"));
        long seq = decision.applyAsLong(name, call.needPerson().id());
        return Answer.json(200, JsonMembers.object(to -> to.put("seq", seq)));
    }

    private static long number(Call call, String parameter) {
        try {
            return Long.parseUnsignedLong(call.pathParameter(parameter));
        } catch (NumberFormatException otherwise) {
            throw Decisions.none();
        }
    }

    private static @Nullable LocalDate occurredOn(Call call) {
        var written = call.query().get("occurred_on");
        try {
            if (written == null || written.length() == DAY_LENGTH) {
                return written == null ? null : LocalDate.parse(written);
            }
        } catch (DateTimeParseException otherwise) {
            // Refused like one of another length, which could be a year that no record has room for.
        }
        throw Parameters.refused("occurred_on", "Write the day as 2026-01-31.");
    }

    private <T> Answer list(Call call, Inbox<T> inbox) {
        var site = call.query().getOrDefault("site", "");
        if (site.isEmpty()) {
            throw Parameters.refused("site", "Name the site.");
        }
        SitesOf.check(call.needPerson(), site);
        if (sites.find(site) == null) {
            throw Parameters.refused("site", Sites.NO_SUCH);
        }
        return page(inbox, inbox.open().from(site, PageCursor.number(call.query()), pageMax + 1));
    }

    /** A page ends with the last seq whose items are all on it, so that the next page begins with a new seq. */
    private <T> Answer page(Inbox<T> inbox, List<T> open) {
        boolean isMore = open.size() > pageMax;
        long next = isMore ? inbox.seq().applyAsLong(open.getLast()) : Long.MAX_VALUE;
        var items = open.stream()
                .filter(item -> inbox.seq().applyAsLong(item) < next)
                .toList();
        return Page.of(items, isMore ? PageCursor.of(next) : null, inbox.json());
    }
}
