package org.outreachsync.edge.route;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.render.JsonMembers;
import org.outreachsync.render.TargetJson;
import org.outreachsync.targets.Amount;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;
import org.outreachsync.targets.TargetPeriods;
import org.outreachsync.targets.TargetRights;
import org.outreachsync.targets.Targets;

/** {@code /v1/targets}: lists and enters targets and size estimates, as {@link TargetRights} allows. */
public final class TargetRoutes {

    private final Targets targets;
    private final SitesOf sites;
    private final int pageMax;

    /**
     * Serves these targets.
     *
     * @param pageMax the maximum number of items of a page
     */
    public TargetRoutes(Targets targets, SitesOf sites, int pageMax) {
        this.targets = targets;
        this.sites = sites;
        this.pageMax = pageMax;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        var managers = Access.people(Role.ADMIN, Role.MANAGER);
        return List.of(
                Route.get("/v1/targets", managers, this::list).taking("cursor"),
                Route.post("/v1/targets", managers, Route.Body.JSON, this::add));
    }

    private Answer list(Call call) {
        var rights = rights(call);
        long from = PageCursor.number(call.query());
        var book = targets.book();
        var own = book.entered().stream()
                .filter(target ->
                        target.no() >= from && rights.mayOn(target.subject().area()))
                .limit(pageMax + 1L)
                .toList();
        return Page.of(
                own.stream().limit(pageMax).toList(),
                own.size() > pageMax ? PageCursor.of(own.getLast().no()) : null,
                (target, to) -> TargetJson.put(target, book.isReplaced(target), to));
    }

    private Answer add(Call call) {
        var fields = JsonFields.of(
                call.body(),
                Set.of("kind", "indicator", "area", "population", "period", "year", "value", "unit", "source"));
        var kind = kind(fields.text("kind"));
        var area = Area.of(fields.text("area"));
        rights(call).check(area);
        var subject =
                new Subject(kind, fields.text("indicator", ""), area, fields.text("population", ""), period(fields));
        var amount = new Amount(fields.needNumber("value"), Amount.unit(fields.text("unit", Unit.COUNT.name())));
        var target = targets.add(subject, amount, fields.text("source"));
        return Answer.json(201, JsonMembers.object(to -> TargetJson.put(target, false, to)));
    }

    /** Older clients give only a year. */
    private Period period(JsonFields fields) {
        if (fields.has("period")) {
            if (fields.has("year")) {
                throw Parameters.refused("year", "Give period or year, not both.");
            }
            return TargetPeriods.of(fields.text("period"));
        }
        int year = fields.needWhole("year");
        targets.checkYear(year);
        return Period.ofYear(year);
    }

    private TargetRights rights(Call call) {
        var person = call.needPerson();
        return new TargetRights(person, sites.isEverywhere(person));
    }

    private static Subject.Kind kind(String written) {
        return Arrays.stream(Subject.Kind.values())
                .filter(known -> known.name().equals(written))
                .findAny()
                .orElseThrow(() -> Parameters.refused("kind", "A kind is SIZE_ESTIMATE or TARGET."));
    }
}
