package org.outreachsync.edge.route;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Devices;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Sites;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.render.DeviceJson;
import org.outreachsync.render.JsonMembers;

/** {@code /v1/devices}: lists the tablets of a person's sites, changes their state, and gives and takes sites. */
public final class DeviceRoutes {

    private final Devices devices;
    private final Sites sites;
    private final int pageMax;

    /** Serves these devices. */
    public DeviceRoutes(Devices devices, Sites sites, int pageMax) {
        this.devices = devices;
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
                site(HttpMethod.PUT, this::held, devices::grant),
                site(HttpMethod.DELETE, this::own, devices::withdraw));
    }

    private Route action(String name, Function<String, Device> act) {
        return new Route(
                HttpMethod.POST,
                "/v1/devices/:id/" + name,
                Access.people(Role.ADMIN, Role.MANAGER),
                Route.Body.NONE,
                Set.of(),
                call -> answer(act.apply(wholly(call).id())));
    }

    private Route site(HttpMethod method, Function<Call, Device> find, BiFunction<String, String, Device> act) {
        return new Route(
                method,
                "/v1/devices/:id/sites/:site",
                Access.people(Role.ADMIN, Role.MANAGER),
                Route.Body.NONE,
                Set.of(),
                call -> {
                    var site = call.pathParameter("site");
                    SitesOf.check(call.needPerson(), site);
                    var device = find.apply(call);
                    sites.existing(List.of(site), 1);
                    return answer(act.apply(device.id(), site));
                });
    }

    private Device own(Call call) {
        var device = devices.find(call.pathParameter("id"));
        if (device == null || !isOn(device, call.needPerson())) {
            throw new RefusedException(Code.NOT_FOUND, "There is no such tablet on your sites.");
        }
        return device;
    }

    /** Managers of sites that the device has left must not get it back by giving it one of their sites. */
    private Device held(Call call) {
        var device = own(call);
        if (served(device).stream().noneMatch(call.needPerson()::mayOn)) {
            throw new RefusedException(
                    Code.SCOPE_DENIED, "The tablet serves other sites now. Ask their manager or an admin.");
        }
        return device;
    }

    /**
     * The sites whose managers may manage the device: those that it serves, or if it serves none, those that it left.
     */
    private static Set<String> served(Device device) {
        return device.sites().isEmpty() ? device.formerSites() : device.sites();
    }

    private static boolean isOn(Device device, Person person) {
        var touched = new ArrayList<>(device.sites());
        touched.addAll(device.formerSites());
        return person.role() == Role.ADMIN || touched.stream().anyMatch(person::mayOn);
    }

    /** An action that cannot be undone needs a manager of every site that the device serves. */
    private Device wholly(Call call) {
        var device = own(call);
        var person = call.needPerson();
        if (!served(device).stream().allMatch(person::mayOn)) {
            throw new RefusedException(Code.SCOPE_DENIED, "The tablet also serves sites that are not yours.");
        }
        return device;
    }

    private Answer list(Call call) {
        var person = call.needPerson();
        var page = devices.list(PageCursor.number(call.query()), pageMax);
        var own = page.stream()
                .filter(device ->
                        person.role() == Role.ADMIN || served(device).stream().anyMatch(person::mayOn))
                .toList();
        return Page.of(
                own, page.size() == pageMax ? PageCursor.of(page.getLast().no() + 1L) : null, DeviceJson::put);
    }

    private static Answer answer(Device device) {
        return Answer.json(200, JsonMembers.object(to -> DeviceJson.put(device, to)));
    }
}
