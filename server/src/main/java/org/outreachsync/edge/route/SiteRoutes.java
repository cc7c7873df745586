package org.outreachsync.edge.route;

import java.util.List;
import java.util.Map;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Site;
import org.outreachsync.identity.Sites;

/** {@code /v1/sites}: those of a person, and a new one. */
public final class SiteRoutes {

    private final Sites sites;

    /** The routes over these sites. */
    public SiteRoutes(Sites sites) {
        this.sites = sites;
    }

    /** Its rows of the table. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/sites", Access.people(Role.ADMIN, Role.MANAGER, Role.SUPERVISOR), this::list),
                Route.post("/v1/sites", Access.people(Role.ADMIN), Route.Body.JSON, this::add));
    }

    private Answer list(Call call) {
        var person = call.needPerson();
        var own = sites.list().stream().filter(site -> person.mayOn(site.scope())).map(SiteRoutes::describe).toList();
        return Answer.json(200, Map.of("items", own));
    }

    private Answer add(Call call) {
        var fields = JsonFields.of(call.body());
        return Answer.json(201, describe(sites.add(fields.text("code"), fields.text("name"))));
    }

    private static Map<String, Object> describe(Site site) {
        return Map.of("code", site.scope(), "name", site.name(), "created_at", site.created().toString());
    }
}
