package org.outreachsync.identity;

import java.util.Set;
import java.util.stream.Stream;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * Who may manage a tablet: the managers of the sites that it serves, or if it serves none, of those that it left. An
 * admin may manage each.
 */
public final class DeviceRights {

    private final Devices devices;

    /** Rights to these tablets. */
    public DeviceRights(Devices devices) {
        this.devices = devices;
    }

    /** Whether a person finds this tablet in their list. */
    public boolean isListed(Person person, Device device) {
        return isAdmin(person) || managed(device).stream().anyMatch(person::mayOn);
    }

    /**
     * A tablet that serves, or has left, a site of the person, who may take such a site from it.
     *
     * @throws RefusedException NOT_FOUND if there is none with this id
     */
    public Device own(Person person, String id) {
        var device = devices.find(id);
        if (device == null || !(isAdmin(person) || touched(device).anyMatch(person::mayOn))) {
            throw new RefusedException(Code.NOT_FOUND, "There is no such tablet on your sites.");
        }
        return device;
    }

    /**
     * A tablet to which the person may give a site. Managers of sites that the tablet has left must not get it back by
     * giving it one of their sites.
     *
     * @throws RefusedException NOT_FOUND as {@link #own}; SCOPE_DENIED if the tablet serves only other sites now
     */
    public Device toGiveSite(Person person, String id) {
        var device = own(person, id);
        if (managed(device).stream().noneMatch(person::mayOn)) {
            throw new RefusedException(
                    Code.SCOPE_DENIED, "The tablet serves other sites now. Ask their manager or an admin.");
        }
        return device;
    }

    /**
     * A tablet whose state the person may change, which needs a manager of every site that it serves.
     *
     * @throws RefusedException NOT_FOUND as {@link #own}; SCOPE_DENIED if it also serves other sites
     */
    public Device toChangeState(Person person, String id) {
        var device = own(person, id);
        if (!managed(device).stream().allMatch(person::mayOn)) {
            throw new RefusedException(Code.SCOPE_DENIED, "The tablet also serves sites that are not yours.");
        }
        return device;
    }

    private static boolean isAdmin(Person person) {
        return person.role() == Role.ADMIN;
    }

    private static Stream<String> touched(Device device) {
        return Stream.concat(device.sites().stream(), device.formerSites().stream());
    }

    private static Set<String> managed(Device device) {
        return device.sites().isEmpty() ? device.formerSites() : device.sites();
    }
}
