package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.identity.IdentityRig.refuses;

import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.Code;

class PeopleTest {

    private final IdentityRig rig = new IdentityRig();

    @Test
    void letsTheFirstAdminInOnce() {
        var here = rig.people.openSetup();
        var there = rig.otherPeople().openSetup();
        assertThat(here).isNotNull();
        assertThat(there).isNotNull();

        var issued = rig.people.setUp(here.code(), "Gulnara");

        assertThat(issued.person().role()).isEqualTo(Role.ADMIN);
        assertThat(issued.person().mayOn("ANY")).isTrue();
        assertThat(rig.people.byToken(issued.token())).isEqualTo(issued.person());
        refuses(Code.ONE_TIME_CODE, () -> rig.people.setUp(here.code(), "Again"));
        refuses(Code.ONE_TIME_CODE, () -> rig.people.setUp(there.code(), "By the code of another server"));
        assertThat(rig.people.openSetup()).isNull();
    }

    @Test
    void takesSetupCodesOnlyForSetup() {
        refuses(Code.ONE_TIME_CODE, () -> rig.people.setUp(rig.code("OSH-1"), "Gulnara"));
    }

    @Test
    void forgetsTokensThatAreTooOld() {
        var issued = rig.people.add("Aigul", Role.MANAGER, Set.of("OSH-1"));

        assertThat(rig.people.byToken(issued.token())).isNotNull();
        assertThat(rig.otherPeople().byToken(issued.token())).isEqualTo(issued.person());
        rig.time.pass(Duration.ofDays(1));
        assertThat(rig.people.byToken(issued.token())).isNull();
        assertThat(rig.people.byToken("")).isNull();
    }

    @Test
    void endsAccessOnEveryServer() {
        var other = rig.otherPeople();
        var issued = rig.people.add("Aigul", Role.MANAGER, Set.of("OSH-1"));
        assertThat(rig.people.byToken(issued.token())).isNotNull();
        assertThat(other.byToken(issued.token())).isNotNull();

        assertThat(rig.people.revoke(issued.person().id()).expires()).isEqualTo(rig.time.instant());

        assertThat(rig.people.byToken(issued.token())).isNull();
        rig.time.pass(IdentityRig.CACHE.plusMillis(1));
        assertThat(other.byToken(issued.token())).isNull();
        assertThat(rig.people.revoke(issued.person().id()).expires())
                .as("once ended, it stays")
                .isBefore(rig.time.instant());
        assertThat(rig.people.list()).hasSize(1);
        refuses(Code.NOT_FOUND, () -> rig.people.revoke("nobody"));
    }

    @Test
    void checksSitesAndNames() {
        refuses(Code.PARAMETER, () -> rig.people.add("Aigul", Role.MANAGER, Set.of()));
        refuses(Code.PARAMETER, () -> rig.people.add("Aigul", Role.ADMIN, Set.of("OSH-1")));
        refuses(Code.PARAMETER, () -> rig.people.add("Aigul", Role.MANAGER, Set.of("A1", "A2", "A3", "A4", "A5")));
        refuses(Code.PARAMETER, () -> rig.people.add(" ", Role.ADMIN, Set.of()));
        refuses(Code.PARAMETER, () -> rig.people.add("a\nb", Role.ADMIN, Set.of()));
        assertThat(rig.people
                        .add("Aigul", Role.SUPERVISOR, Set.of("OSH-1"))
                        .person()
                        .mayOn("OSH-2"))
                .isFalse();
    }

    @Test
    void hasRoomForSoManyPeople() {
        IntStream.range(0, 6).forEach(no -> rig.people.add("Aigul", Role.ADMIN, Set.of()));
        refuses(Code.TOO_LARGE, () -> rig.people.add("Aigul", Role.ADMIN, Set.of()));
        assertThat(rig.people.list()).hasSize(6);
    }

    @Test
    void doesNotPrintSecrets() {
        var issued = rig.people.add("Aigul", Role.ADMIN, Set.of());

        assertThat(issued.toString()).doesNotContain(issued.token());
        var code = rig.codes.make(Set.of("OSH-1"), Duration.ofMinutes(5));
        assertThat(code.toString()).doesNotContain(code.code());
    }
}
