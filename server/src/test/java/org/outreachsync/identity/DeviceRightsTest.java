package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.identity.IdentityRig.refuses;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.Code;

/** A tablet that left OSH-1 and serves OSH-2 and OSH-3. */
class DeviceRightsTest {

    private final IdentityRig rig = new IdentityRig();
    private final DeviceRights rights = new DeviceRights(rig.devices);
    private final String id = tablet();

    private String tablet() {
        var sites = rig.otherSites(5);
        for (var site : new String[] {"OSH-1", "OSH-2", "OSH-3"}) {
            sites.add(site, "Osh");
        }
        var tablet = rig.enrol("OSH-1", "OSH-2", "OSH-3").getDeviceId();
        rig.devices.withdraw(tablet, "OSH-1");
        return tablet;
    }

    private static Person manager(String... sites) {
        return new Person("p", "Aigul", Role.MANAGER, Set.of(sites), Instant.MAX, null);
    }

    @Test
    void aManagerOfEverySiteThatItServesMayDoAll() {
        var person = manager("OSH-2", "OSH-3");

        assertThat(rights.toChangeState(person, id).id()).isEqualTo(id);
        assertThat(rights.toGiveSite(person, id).id()).isEqualTo(id);
        assertThat(rights.isListed(person, rights.own(person, id))).isTrue();
    }

    @Test
    void aManagerOfOneOfThemMayNotStopItForTheOther() {
        var person = manager("OSH-2");

        refuses(Code.SCOPE_DENIED, () -> rights.toChangeState(person, id));
        assertThat(rights.toGiveSite(person, id).id()).isEqualTo(id);
    }

    /** Otherwise they would get it back by giving it their site. */
    @Test
    void aManagerOfASiteThatItLeftSeesItButCannotGetItBack() {
        var person = manager("OSH-1");

        var device = rights.own(person, id);
        refuses(Code.SCOPE_DENIED, () -> rights.toGiveSite(person, id));
        assertThat(rights.isListed(person, device)).isFalse();
    }

    @Test
    void itsLastSitesManageATabletThatServesNone() {
        rig.devices.withdraw(id, "OSH-2");
        rig.devices.withdraw(id, "OSH-3");
        var person = manager("OSH-1");

        assertThat(rights.toGiveSite(person, id).id()).isEqualTo(id);
        assertThat(rights.isListed(person, rights.own(person, id))).isTrue();
    }

    @Test
    void othersDoNotLearnThatItExistsAndAnAdminMayDoAll() {
        refuses(Code.NOT_FOUND, () -> rights.own(manager("OSH-9"), id));
        var admin = new Person("a", "Admin", Role.ADMIN, Set.of(), Instant.MAX, null);
        assertThat(rights.toChangeState(admin, id).id()).isEqualTo(id);
        refuses(Code.NOT_FOUND, () -> rights.own(admin, "no such tablet"));
    }
}
