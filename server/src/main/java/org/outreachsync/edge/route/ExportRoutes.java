package org.outreachsync.edge.route;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.export.destination.AskedPeriods;
import org.outreachsync.export.destination.Destinations;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.run.Exports;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Role;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.render.DryRunJson;
import org.outreachsync.render.ExportJson;
import org.outreachsync.render.JsonMembers;

/**
 * {@code /v1/exports}: starts, lists, releases and repeats exports. Managers see how exports fare, release restatements
 * and send again; viewers read what was released; exact figures are for admins.
 */
public final class ExportRoutes {

    private final Exports exports;
    private final Destinations destinations;
    private final AskedPeriods periods;
    private final ReleasedFiles files;
    private final int pageMax;
    private final int dryRunLinesMax;

    /**
     * Serves these exports.
     *
     * @param pageMax the maximum number of items of a page
     * @param dryRunLinesMax the maximum number of lines of a data set that a dry run shows
     */
    public ExportRoutes(
            Exports exports, Destinations destinations, AskedPeriods periods, int pageMax, int dryRunLinesMax) {
        this.exports = exports;
        this.files = new ReleasedFiles(exports);
        this.destinations = destinations;
        this.periods = periods;
        this.pageMax = pageMax;
        this.dryRunLinesMax = dryRunLinesMax;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        var admin = Access.people(Role.ADMIN);
        var managers = Access.people(Role.ADMIN, Role.MANAGER);
        var readers = Access.people(Role.ADMIN, Role.MANAGER, Role.VIEWER);
        return List.of(
                Route.post("/v1/destinations/:code/dry-run", admin, Route.Body.NONE, this::dryRun)
                        .taking("period"),
                Route.post("/v1/exports", admin, Route.Body.JSON, this::start),
                Route.get("/v1/exports", readers, this::list).taking("destination", "state", "cursor"),
                Route.get("/v1/exports/:id", readers, this::get),
                Route.get("/v1/exports/:id/files/:name", readers, this::file),
                Route.post("/v1/exports/:id/approve", managers, Route.Body.NONE, this::approve),
                Route.post("/v1/exports/:id/withdraw", managers, Route.Body.NONE, this::withdraw),
                Route.post("/v1/exports/:id/send-again", managers, Route.Body.NONE, this::sendAgain));
    }

    private Answer dryRun(Call call) {
        var destination = destinations.need(call.pathParameter("code"));
        var dryRun = exports.dryRun(destination, periods.read(call.query().getOrDefault("period", AskedPeriods.LAST)));
        return Answer.json(200, JsonMembers.object(to -> DryRunJson.put(dryRun, dryRunLinesMax, to)));
    }

    private Answer start(Call call) {
        var fields = JsonFields.of(call.body(), Set.of("destination", "period"));
        var run = exports.start(
                fields.text("destination"),
                periods.read(fields.text("period", AskedPeriods.LAST)),
                call.needPerson().name());
        return Answer.json(
                201,
                JsonMembers.ofList(
                        "items",
                        run.entries(),
                        (entry, to) -> ExportJson.putWhole(entry, shown(call.needPerson(), entry), to)));
    }

    private Answer list(Call call) {
        var query = call.query();
        var page = ExportPage.of(exports, query.get("destination"), state(query.get("state")), query, pageMax);
        var known = page.entries().stream()
                .filter(entry -> mayKnow(call.needPerson(), entry))
                .toList();
        return Page.of(known, page.next(), (entry, to) -> ExportJson.put(entry, shown(call.needPerson(), entry), to));
    }

    private static @Nullable State state(@Nullable String written) {
        return written == null
                ? null
                : Arrays.stream(State.values())
                        .filter(state -> state.name().equals(written))
                        .findAny()
                        .orElseThrow(() -> Parameters.refused(
                                "state", "A state is one of " + Arrays.toString(State.values()) + "."));
    }

    private Answer get(Call call) {
        var entry = known(call);
        var person = call.needPerson();
        return Answer.json(200, JsonMembers.object(to -> {
            if (!maySee(person, entry)) {
                ExportJson.put(entry, shown(person, entry), to);
            } else if (person.role() == Role.VIEWER) {
                ExportJson.putForRecipient(entry, to);
            } else {
                ExportJson.putWhole(entry, shown(person, entry), to);
            }
        }));
    }

    private Answer file(Call call) {
        var entry = known(call);
        if (!maySee(call.needPerson(), entry) || !ReleasedFiles.isReleased(entry)) {
            throw ReleasedFiles.none();
        }
        return files.answer(entry, call);
    }

    private Entry known(Call call) {
        var entry = exports.get(call.pathParameter("id"));
        if (!mayKnow(call.needPerson(), entry)) {
            throw ReleasedFiles.none();
        }
        return entry;
    }

    /** A viewer gets what recipients got, less exact figures. */
    private static boolean mayKnow(Person person, Entry entry) {
        return person.role() != Role.VIEWER || (ReleasedFiles.isReleased(entry) && maySee(person, entry));
    }

    private Answer approve(Call call) {
        return answer(call, exports.approve(ownChanges(call), call.needPerson().name()));
    }

    private Answer withdraw(Call call) {
        return answer(call, exports.withdraw(ownChanges(call), call.needPerson().name()));
    }

    private Answer sendAgain(Call call) {
        return answer(call, exports.sendAgain(own(call), call.needPerson().name()));
    }

    private String own(Call call) {
        var entry = exports.get(call.pathParameter("id"));
        if (!maySee(call.needPerson(), entry)) {
            throw exact();
        }
        return entry.id().toString();
    }

    /** Nobody decides about changes that they may not see. */
    private String ownChanges(Call call) {
        var id = own(call);
        if (!shown(call.needPerson(), exports.get(id)).changes()) {
            throw exact();
        }
        return id;
    }

    private static RefusedException exact() {
        return new RefusedException(Code.SCOPE_DENIED, "Only an admin decides about exact figures.");
    }

    /**
     * Counts that cannot be made safe are small, and of any site: only an admin sees their names. So it is with changes
     * of exact figures, also of a former revision.
     */
    private ExportJson.Shown shown(Person person, Entry entry) {
        boolean isAdmin = person.role() == Role.ADMIN;
        return new ExportJson.Shown(
                isAdmin,
                isAdmin || !exports.tellsExactChanges(entry),
                exports.approveUntil(entry).orElse(null));
    }

    /** Changed cells of exact figures would show a manager of one site those of others. */
    private static boolean maySee(Person person, Entry entry) {
        var content = entry.content();
        return person.role() == Role.ADMIN || content == null || !content.isExact();
    }

    private Answer answer(Call call, Entry entry) {
        return Answer.json(
                200, JsonMembers.object(to -> ExportJson.putWhole(entry, shown(call.needPerson(), entry), to)));
    }
}
