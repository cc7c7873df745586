package org.outreachsync.indicator.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.indicator.person.Persons.Facts;
import org.outreachsync.indicator.person.Persons.Person;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/** Several servers number the same people at once, stop, and start again. */
class PersonsTest {

    private static final Facts WOMAN = new Facts(1, 1990, false);
    private static final Facts MAN = new Facts(2, 1985, true);

    private final MemoryStore store = new MemoryStore();
    private final Keyring keys = Keyring.ephemeral();

    private Persons server() {
        return new Persons(store, keys.sealer());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everybodyHasOneNumberOfTheirOwnOnEveryServer(long seed) {
        var random = new Random(seed);
        var servers = new ArrayList<>(List.of(server(), server(), server()));
        var numbers = new HashMap<String, Integer>();
        for (int at = 0; at < 40; at++) {
            if (random.nextInt(6) == 0) {
                servers.set(random.nextInt(servers.size()), server());
            }
            var asked = IntStream.range(0, 1 + random.nextInt(30))
                    .mapToObj(one -> "key-" + random.nextInt(400))
                    .collect(Collectors.toSet());
            var found = servers.get(random.nextInt(servers.size())).of(asked);
            assertThat(found.keySet()).as("seed %d", seed).isEqualTo(asked);
            found.forEach((key, person) -> assertThat(person.no())
                    .as("seed %d, %s", seed, key)
                    .isPositive()
                    .isEqualTo(numbers.computeIfAbsent(key, unseen -> person.no())));
        }
        assertThat(new HashSet<>(numbers.values())).as("seed %d", seed).hasSameSizeAs(numbers.keySet());
    }

    @Test
    void aBlockStaysTakenAfterAnotherStart() {
        var first = person(server(), "aigul");

        assertThat(person(server(), "beka").no()).isGreaterThan(first.no() + 1);
    }

    @Test
    void aStoreSeesNoDifferenceBetweenKnownUnknownAndUnnamedPersons() {
        var named = "01548d3e85b91eb2885cbff86accc50b5ac2573150";
        var unknown = "01548d3e8515ac91b9e07979c8602daa0db4ecdf1a";
        var unnamed = Persons.unnamed(new RecordId(7, 1));
        server().learn(Map.of(named, new Facts(65_000, 2016, true)));
        server().of(Set.of(unknown, unnamed));

        var stored = store.range(
                Tables.PERSON_NUMBERS,
                Range.ascending("person_numbers_no", List.of("programme"), 0L, Long.MAX_VALUE, 10));
        assertThat(stored).hasSize(3).allSatisfy(one -> {
            assertThat(one.id()).matches("[0-9a-f]{64}").isNotIn(named, unknown, unnamed);
            assertThat(one.fields()).containsOnlyKeys("programme", "no");
            assertThat(one.version()).isEqualTo(1);
        });
        assertThat(stored).extracting(one -> one.body().length).containsOnly(64 + 33);
        assertThat(server().numbered(1, Integer.MAX_VALUE))
                .extracting(Person::key)
                .containsExactlyInAnyOrder(named, unknown, unnamed);
    }

    @Test
    void factsAreLearnedOnceAndSeenByServersThatKnewThePersonWithoutThem() {
        var one = server();
        var other = server();
        var before = person(one, "aigul");
        assertThat(before.facts()).isEqualTo(new Facts(0, 0, false));
        other.learn(Map.of("aigul", WOMAN));
        assertThat(person(other, "aigul")).isEqualTo(new Person("aigul", before.no(), WOMAN));
        assertThat(person(one, "aigul")).isEqualTo(new Person("aigul", before.no(), WOMAN));
        one.learn(Map.of("aigul", MAN));
        assertThat(person(one, "aigul").facts())
                .as("what was learned first stays")
                .isEqualTo(WOMAN);
        assertThat(person(server(), "aigul").facts()).isEqualTo(WOMAN);
    }

    @Test
    void tellsWhomItRegisteredWithoutRegisteringTheOthers() {
        server().of(Set.of("aigul"));
        assertThat(server().registeredKeys(Set.of("aigul", "beka"))).containsExactly("aigul");
        assertThat(server().registeredKeys(Set.of("beka"))).isEmpty();
    }

    @Test
    void listsPeopleByNumber() {
        var asked = IntStream.range(0, 150).mapToObj(at -> "key-" + at).collect(Collectors.toSet());
        var all = server().of(asked).values().stream()
                .sorted((one, other) -> Integer.compare(one.no(), other.no()))
                .toList();
        assertThat(server().numbered(1, Integer.MAX_VALUE)).isEqualTo(all);
        int first = all.get(3).no();
        int last = all.get(70).no();
        assertThat(server().numbered(first, last)).isEqualTo(all.subList(3, 71));
        assertThat(server().numbered(last + 1_000, last + 2_000)).isEmpty();
    }

    private static Person person(Persons server, String key) {
        var found = server.of(Set.of(key)).get(key);
        assertThat(found).isNotNull();
        return found;
    }
}
