package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.identity.IdentityRig.refuses;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Admins who end their own access or each other's, on one server and on several: one always stays. */
class LastAdminTest {

    private static final int ROUNDS = 100;

    private final IdentityRig rig = new IdentityRig();

    @Test
    void staysUntilThereIsAnother() {
        var only = admin();
        rig.people.add("Manager", Role.MANAGER, Set.of("OSH-1"));

        refuses(Code.LAST_ADMIN, () -> rig.people.revoke(only));
        refuses(Code.LAST_ADMIN, () -> rig.otherPeople().revoke(only));
        assertThat(lasting()).containsExactly(only);

        var next = admin();
        rig.people.revoke(only);
        refuses(Code.LAST_ADMIN, () -> rig.people.revoke(next));
        assertThat(lasting()).containsExactly(next);
        assertThat(rig.people.revoke(only).expires())
                .as("once more changes nothing")
                .isEqualTo(rig.time.instant());
    }

    @Test
    void anAdminWhoseTokenIsTooOldCountsForNothing() {
        admin();
        rig.time.pass(Duration.ofHours(23));
        var only = admin();
        rig.time.pass(Duration.ofHours(2));

        refuses(Code.LAST_ADMIN, () -> rig.people.revoke(only));
    }

    @Test
    void othersThanAdminsCanAlwaysBeEnded() {
        var manager = rig.people
                .add("Manager", Role.MANAGER, Set.of("OSH-1"))
                .person()
                .id();

        assertThat(rig.people.revoke(manager).expires()).isEqualTo(rig.time.instant());
    }

    @Test
    void twoWhoEndEachOtherAtOnceOnTwoServersLeaveOne() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var other = new IdentityRig();
            var one = other.people.add("One", Role.ADMIN, Set.of()).person().id();
            var two = other.people.add("Two", Role.ADMIN, Set.of()).person().id();

            var refused = atOnce(other, List.of(two, one));

            assertThat(refused).isEqualTo(1);
            assertThat(other.people.list().stream()
                            .filter(person -> person.expires().isAfter(other.time.instant())))
                    .hasSize(1);
        }
    }

    @Test
    void aCrowdThatEndsAllOfThemAtOnceLeavesOne() throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            var other = new IdentityRig();
            var admins = IntStream.range(0, 5)
                    .mapToObj(no -> other.people
                            .add("Admin", Role.ADMIN, Set.of())
                            .person()
                            .id())
                    .toList();

            assertThat(atOnce(other, admins)).isEqualTo(1);
        }
    }

    /** Each is ended by a server of its own; how many of them were refused as the last one. */
    private static long atOnce(IdentityRig rig, List<String> ids) throws Exception {
        var start = new CyclicBarrier(ids.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = ids.stream()
                    .map(id -> threads.submit(() -> {
                        var server = rig.otherPeople();
                        start.await();
                        try {
                            server.revoke(id);
                            return 0;
                        } catch (RefusedException refused) {
                            assertThat(refused.code()).isEqualTo(Code.LAST_ADMIN);
                            return 1;
                        }
                    }))
                    .toList();
            long refused = 0;
            for (var one : running) {
                refused += one.get();
            }
            return refused;
        }
    }

    private String admin() {
        return rig.people.add("Admin", Role.ADMIN, Set.of()).person().id();
    }

    private List<String> lasting() {
        return rig.people.list().stream()
                .filter(person ->
                        person.role() == Role.ADMIN && person.expires().isAfter(rig.time.instant()))
                .map(Person::id)
                .toList();
    }
}
