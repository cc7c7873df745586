package org.outreachsync.edge.route;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.outreachsync.config.Limits.Identities;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.EnrolmentCodes;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Sites;
import org.outreachsync.render.JsonMembers;

/** {@code POST /v1/enrolment-codes}: creates a code that enrols a device for some sites. The code is shown once. */
public final class EnrolmentCodeRoutes {

    private final EnrolmentCodes codes;
    private final Sites sites;
    private final Identities limits;

    /** Creates codes in this store. */
    public EnrolmentCodeRoutes(EnrolmentCodes codes, Sites sites, Identities limits) {
        this.codes = codes;
        this.sites = sites;
        this.limits = limits;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        return List.of(Route.post(
                "/v1/enrolment-codes", Access.people(Role.ADMIN, Role.MANAGER), Route.Body.JSON, this::make));
    }

    private Answer make(Call call) {
        var fields = JsonFields.of(call.body(), Set.of("sites", "minutes"));
        var asked = fields.texts("sites");
        asked.forEach(site -> SitesOf.check(call.needPerson(), site));
        var served = sites.existing(asked, limits.sitesOfOneMax());
        var minutes = fields.whole("minutes");
        var issued = codes.make(served, minutes == null ? limits.codeTtl() : Duration.ofMinutes(minutes));
        return Answer.json(
                201,
                JsonMembers.object(to -> to.put("code", issued.code())
                        .texts("sites", served)
                        .put("expires_at", issued.expires().toString())));
    }
}
