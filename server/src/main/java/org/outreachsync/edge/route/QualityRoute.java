package org.outreachsync.edge.route;

import java.util.List;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.quality.QualityService;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.render.QualityJson;

/** {@code /v1/quality}: counts doubtful data of sites. */
public final class QualityRoute {

    private final QualityService quality;
    private final SitesOf sites;

    /** Serves this use case. */
    public QualityRoute(QualityService quality, SitesOf sites) {
        this.quality = quality;
        this.sites = sites;
    }

    /** The row of the route table. */
    public List<Route> routes() {
        return List.of(Route.get("/v1/quality", Access.people(Role.ADMIN, Role.MANAGER, Role.SUPERVISOR), this::judge)
                .taking("period", "sites"));
    }

    private Answer judge(Call call) {
        var named = call.query().get("sites");
        var wanted = sites.asked(call.needPerson(), named == null ? null : Parameters.list("sites", named));
        var period = Period.parse(call.query().getOrDefault("period", ""));
        return Answer.json(200, QualityJson.of(quality.answer(wanted, period)));
    }
}
