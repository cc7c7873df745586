package org.outreachsync.edge.route;

import java.util.List;
import java.util.Map;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.indicator.answer.IndicatorAnswer;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.render.CatalogueJson;
import org.outreachsync.render.IndicatorCsv;
import org.outreachsync.render.IndicatorJson;

/** {@code /v1/indicators}: the catalogue, and the answer of one indicator for sites and a period. */
public final class IndicatorRoutes {

    private final IndicatorService indicators;
    private final SitesOf sites;
    private final LateAnswer catalogue;

    /** Serves these indicators. */
    public IndicatorRoutes(IndicatorService indicators, SitesOf sites) {
        this.indicators = indicators;
        this.sites = sites;
        this.catalogue = new LateAnswer(() -> Answer.json(200, CatalogueJson.of(indicators.catalogue())));
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        var readers = Access.people(Role.ADMIN, Role.MANAGER, Role.SUPERVISOR);
        return List.of(
                Route.get("/v1/indicators", readers, call -> catalogue.get()),
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

    /** The formats of an answer. */
    private enum Format {
        JSON,
        CSV;

        /** The format that the query names, or else the one that the caller accepts. */
        static Format of(Call call) {
            var written = call.query().get("format");
            if (written == null) {
                return call.wish().accept().startsWith(IndicatorCsv.MEDIA_TYPE) ? CSV : JSON;
            }
            return switch (written) {
                case "csv" -> CSV;
                case "json" -> JSON;
                default -> throw Parameters.refused("format", "The format must be json or csv.");
            };
        }

        Answer render(IndicatorAnswer answer) {
            return switch (this) {
                case JSON -> Answer.json(200, IndicatorJson.of(answer));
                case CSV -> new Answer(200, IndicatorCsv.MEDIA_TYPE, IndicatorCsv.of(answer), Map.of());
            };
        }
    }

    private Answer one(Call call) {
        var definition = indicators.definition(call.pathParameter("code"));
        var question = QuestionParser.parse(definition, call.query());
        var format = Format.of(call);
        var answer = indicators.answer(sites.of(call.needPerson(), question.sites()), question);
        return Tags.tagged(format.render(answer), call.wish().ifNoneMatch());
    }
}
