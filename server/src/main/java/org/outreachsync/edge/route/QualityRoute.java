package org.outreachsync.edge.route;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.quality.QualityService;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
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
        var allowed = sites.of(call.needPerson());
        var asked = call.query().get("sites");
        var wanted = asked == null ? allowed : new TreeSet<>(Parameters.list("sites", asked));
        if (!allowed.containsAll(wanted)) {
            throw new RefusedException(
                    Code.SCOPE_DENIED, "The site is not one of yours.", Map.of("parameter", "sites"));
        }
        var period = Period.parse(call.query().getOrDefault("period", ""));
        return Answer.json(200, QualityJson.of(quality.answer(wanted, period)));
    }
}
