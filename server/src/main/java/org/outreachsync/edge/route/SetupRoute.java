package org.outreachsync.edge.route;

import java.util.List;
import java.util.Set;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.People;
import org.outreachsync.render.JsonMembers;

/** {@code POST /v1/setup}: creates the first admin, once, with the code that the first start printed. */
public final class SetupRoute {

    private final People people;

    /** Creates the admin among these people. */
    public SetupRoute(People people) {
        this.people = people;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        return List.of(Route.post("/v1/setup", Access.oneTimeCode(), Route.Body.JSON, this::setUp));
    }

    private Answer setUp(Call call) {
        var fields = JsonFields.of(call.body(), Set.of("code", "name"));
        var issued = people.setUp(fields.text("code"), fields.text("name", "Admin"));
        return Answer.json(
                201,
                JsonMembers.object(to -> to.put("id", issued.person().id())
                        .put("role", issued.person().role().name())
                        .put("token", issued.token())
                        .put("expires_at", issued.person().expires().toString())));
    }
}
