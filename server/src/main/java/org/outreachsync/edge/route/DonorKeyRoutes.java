package org.outreachsync.edge.route;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.export.destination.Destinations;
import org.outreachsync.identity.DonorKey;
import org.outreachsync.identity.DonorKeys;
import org.outreachsync.identity.Role;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.render.DestinationJson;
import org.outreachsync.render.JsonMembers;

/** {@code /v1/destinations/:code/keys}: the keys with which a recipient fetches the exports of one destination. */
public final class DonorKeyRoutes {

    private final DonorKeys keys;
    private final Destinations destinations;
    private final InstantSource clock;
    private final int pageMax;

    /**
     * Serves these keys.
     *
     * @param pageMax the maximum number of items of a page
     */
    public DonorKeyRoutes(DonorKeys keys, Destinations destinations, InstantSource clock, int pageMax) {
        this.keys = keys;
        this.destinations = destinations;
        this.clock = clock;
        this.pageMax = pageMax;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        var admin = Access.people(Role.ADMIN);
        var all = "/v1/destinations/:code/keys";
        return List.of(
                Route.get(all, admin, this::list).taking("cursor"),
                Route.post(all, admin, Route.Body.JSON, this::issue),
                new Route(HttpMethod.DELETE, all + "/:id", admin, Route.Body.NONE, Set.of(), this::revoke));
    }

    private Answer list(Call call) {
        var now = clock.instant();
        var own = keys.list(destination(call)).stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
        return Page.of(call.query(), own, DonorKey::id, pageMax, (key, to) -> DestinationJson.put(key, now, to));
    }

    private Answer issue(Call call) {
        var fields = JsonFields.of(call.body(), Set.of("holder", "days"));
        var holder = fields.text("holder");
        var lifetime = Duration.ofDays(fields.needWhole("days"));
        var issued = keys.issue(destination(call), holder, lifetime);
        return Answer.json(201, JsonMembers.object(to -> {
            DestinationJson.put(issued.key(), clock.instant(), to);
            to.put("key", issued.secret());
        }));
    }

    private Answer revoke(Call call) {
        var id = call.pathParameter("id");
        var destination = destination(call);
        if (keys.list(destination).stream().noneMatch(key -> key.id().equals(id))) {
            throw new RefusedException(Code.NOT_FOUND, "The destination has no such key.");
        }
        var ended = keys.revoke(id);
        return Answer.json(200, JsonMembers.object(to -> DestinationJson.put(ended, clock.instant(), to)));
    }

    private String destination(Call call) {
        return destinations.saved(call.pathParameter("code")).code();
    }
}
