package org.outreachsync.edge.route;

import java.util.List;
import java.util.Set;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.People;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Sites;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.render.JsonMembers;
import org.outreachsync.render.PersonJson;

/** {@code /v1/people}: lists people, adds one, and ends a person's access. */
public final class PeopleRoutes {

    private final People people;
    private final Sites sites;
    private final int sitesMax;
    private final int pageMax;

    /**
     * Serves these people.
     *
     * @param sitesMax the maximum number of sites of a person
     * @param pageMax the maximum number of items of a page
     */
    public PeopleRoutes(People people, Sites sites, int sitesMax, int pageMax) {
        this.people = people;
        this.sites = sites;
        this.sitesMax = sitesMax;
        this.pageMax = pageMax;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        var admin = Access.people(Role.ADMIN);
        return List.of(
                Route.get("/v1/people", admin, this::list).taking("cursor"),
                Route.post("/v1/people", admin, Route.Body.JSON, this::add),
                Route.post("/v1/people/:id/revoke", admin, Route.Body.NONE, this::revoke));
    }

    private Answer list(Call call) {
        return Page.of(call.query(), people.list(), Person::id, pageMax, PersonJson::put);
    }

    private Answer add(Call call) {
        var fields = JsonFields.of(call.body(), Set.of("name", "role", "sites"));
        var role = role(fields.text("role"));
        var asked = !role.isOfSites() && !fields.has("sites") ? List.<String>of() : fields.texts("sites");
        var served = asked.isEmpty() ? Set.<String>of() : sites.existing(asked, sitesMax);
        var issued = people.add(fields.text("name"), role, served);
        return Answer.json(201, JsonMembers.object(to -> {
            PersonJson.put(issued.person(), to);
            to.put("token", issued.token());
        }));
    }

    private Answer revoke(Call call) {
        var person = people.revoke(call.pathParameter("id"));
        return Answer.json(200, JsonMembers.object(to -> PersonJson.put(person, to)));
    }

    private static Role role(String written) {
        var role = Role.named(written);
        if (role == null || !role.name().equals(written)) {
            throw Parameters.refused("role", "The role must be ADMIN, MANAGER, SUPERVISOR or VIEWER.");
        }
        return role;
    }
}
