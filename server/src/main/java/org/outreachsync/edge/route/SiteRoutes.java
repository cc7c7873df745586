package org.outreachsync.edge.route;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Site;
import org.outreachsync.identity.Sites;
import org.outreachsync.render.JsonMembers;
import org.outreachsync.render.SiteJson;

/** {@code /v1/sites}: lists a person's sites, adds one, places it and closes it. */
public final class SiteRoutes {

    private static final Set<String> OF_A_SITE =
            Set.of("code", "name", "country", "region", "project", "provider", "from");

    private final Sites sites;
    private final ProgrammeSettings programme;
    private final InstantSource clock;
    private final int pageMax;

    /**
     * Serves these sites.
     *
     * @param programme its time zone determines today; its start is the default first day of a new site's placement
     * @param pageMax the maximum number of items of a page
     */
    public SiteRoutes(Sites sites, ProgrammeSettings programme, InstantSource clock, int pageMax) {
        this.sites = sites;
        this.programme = programme;
        this.clock = clock;
        this.pageMax = pageMax;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        var admin = Access.people(Role.ADMIN);
        return List.of(
                Route.get("/v1/sites", Access.people(Role.ADMIN, Role.MANAGER, Role.SUPERVISOR), this::list)
                        .taking("cursor"),
                Route.post("/v1/sites", admin, Route.Body.JSON, this::add),
                Route.post("/v1/sites/:site/placements", admin, Route.Body.JSON, this::place),
                Route.post("/v1/sites/:site/close", admin, Route.Body.JSON, this::close));
    }

    private Answer list(Call call) {
        var person = call.needPerson();
        var own =
                sites.list().stream().filter(site -> person.mayOn(site.code())).toList();
        return Page.of(call.query(), own, Site::code, pageMax, json()::put);
    }

    private Answer add(Call call) {
        var fields = JsonFields.of(call.body(), OF_A_SITE);
        return answer(201, sites.add(fields.text("code"), fields.text("name"), first(fields)));
    }

    private Answer place(Call call) {
        var fields = JsonFields.of(call.body(), Placement.FIELDS);
        return answer(201, sites.place(call.pathParameter("site"), placement(fields, fields.text("from"))));
    }

    private Answer close(Call call) {
        var on = Placement.day("on", JsonFields.of(call.body(), Set.of("on")).text("on"));
        return answer(200, sites.close(call.pathParameter("site"), on));
    }

    private @Nullable Placement first(JsonFields fields) {
        boolean placed = Placement.FIELDS.stream().anyMatch(fields::has);
        return placed ? placement(fields, fields.text("from", programme.start().toString())) : null;
    }

    private static Placement placement(JsonFields fields, String from) {
        var project = fields.whole("project");
        return Placement.of(
                from,
                fields.text("country"),
                fields.text("region"),
                project == null ? Placement.NO_PROJECT : project,
                fields.has("provider") ? fields.text("provider") : null);
    }

    private Answer answer(int status, Site site) {
        return Answer.json(status, JsonMembers.object(to -> json().put(site, to)));
    }

    private SiteJson json() {
        return new SiteJson(LocalDate.ofInstant(clock.instant(), programme.zone()));
    }
}
