package org.outreachsync.edge.route;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.DeviceRights;
import org.outreachsync.identity.Devices;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Sites;
import org.outreachsync.render.DeviceJson;
import org.outreachsync.render.JsonMembers;

/** {@code /v1/devices}: lists the tablets of a person's sites, changes their state, and gives and takes sites. */
public final class DeviceRoutes {

    private final Devices devices;
    private final DeviceRights rights;
    private final Sites sites;
    private final int pageMax;

    /** Serves these devices. */
    public DeviceRoutes(Devices devices, Sites sites, int pageMax) {
        this.devices = devices;
        this.rights = new DeviceRights(devices);
        this.sites = sites;
        this.pageMax = pageMax;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/devices", Access.people(Role.ADMIN, Role.MANAGER, Role.SUPERVISOR), this::list)
                        .taking("cursor"),
                action("suspend", devices::suspend),
                action("resume", devices::resume),
                action("revoke", devices::revoke),
                action("wipe", devices::wipe),
                site(HttpMethod.PUT, rights::toGiveSite, devices::grant),
                site(HttpMethod.DELETE, rights::own, devices::withdraw));
    }

    private Route action(String name, Function<String, Device> act) {
        return new Route(
                HttpMethod.POST,
                "/v1/devices/:id/" + name,
                Access.people(Role.ADMIN, Role.MANAGER),
                Route.Body.NONE,
                Set.of(),
                call -> answer(act.apply(rights.toChangeState(call.needPerson(), call.pathParameter("id"))
                        .id())));
    }

    private Route site(
            HttpMethod method, BiFunction<Person, String, Device> find, BiFunction<String, String, Device> act) {
        return new Route(
                method,
                "/v1/devices/:id/sites/:site",
                Access.people(Role.ADMIN, Role.MANAGER),
                Route.Body.NONE,
                Set.of(),
                call -> {
                    var site = call.pathParameter("site");
                    var person = call.needPerson();
                    SitesOf.check(person, site);
                    var device = find.apply(person, call.pathParameter("id"));
                    sites.existing(List.of(site), 1);
                    return answer(act.apply(device.id(), site));
                });
    }

    private Answer list(Call call) {
        var person = call.needPerson();
        var page = devices.list(PageCursor.number(call.query()), pageMax);
        var own =
                page.stream().filter(device -> rights.isListed(person, device)).toList();
        return Page.of(
                own, page.size() == pageMax ? PageCursor.of(page.getLast().no() + 1L) : null, DeviceJson::put);
    }

    private static Answer answer(Device device) {
        return Answer.json(200, JsonMembers.object(to -> DeviceJson.put(device, to)));
    }
}
