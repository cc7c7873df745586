package org.outreachsync.edge.route;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** {@code /v1/indicators}: what may be asked, and one indicator over sites and a period. */
public final class IndicatorRoutes {

    private static final String CSV = "text/csv";

    private final Indicators indicators;
    private final SitesOf sites;

    /** Answers about indicators: {@code org.outreachsync.indicator.IndicatorService}. */
    public interface Indicators {

        /** What may be asked for. */
        List<Map<String, Object>> catalogue();

        /**
         * One indicator.
         *
         * @param allowed the sites that the caller may see
         * @param code of the catalogue
         * @param parameters of the query
         * @throws org.outreachsync.refusal.RefusedException NOT_FOUND, PARAMETER or SCOPE_DENIED
         */
        Map<String, Object> answer(Collection<String> allowed, String code, Map<String, String> parameters);
    }

    /** The routes over these answers. */
    public IndicatorRoutes(Indicators indicators, SitesOf sites) {
        this.indicators = indicators;
        this.sites = sites;
    }

    /** Its rows of the table. */
    public List<Route> routes() {
        var readers = Access.people(Role.ADMIN, Role.MANAGER, Role.SUPERVISOR);
        return List.of(
                Route.get("/v1/indicators", readers, this::list),
                Route.get("/v1/indicators/:code", readers, this::one)
                        .taking(
                                "period",
                                "sites",
                                "region",
                                "country",
                                "project",
                                "by",
                                "age_scheme",
                                "compare",
                                "format"));
    }

    private Answer list(Call call) {
        return Answer.json(200, Map.of("items", indicators.catalogue()));
    }

    private Answer one(Call call) {
        var members = indicators.answer(sites.of(call.needPerson()), call.pathParameter("code"), call.query());
        var format = call.query().getOrDefault("format", call.wish().accept().startsWith(CSV) ? "csv" : "json");
        var answer = switch (format) {
            case "csv" -> new Answer(200, CSV, Csv.of(members), Map.of());
            case "json" -> Answer.json(200, members);
            default ->
                throw new RefusedException(
                        Code.PARAMETER, "The format must be json or csv.", Map.of("parameter", "format"));
        };
        return Tags.tagged(answer, call.wish().ifNoneMatch());
    }
}
