package org.outreachsync.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.memory.MemoryStore;

/** A tablet that asks whether people it only guesses are known somewhere. */
class SitePersonsTest {

    private static final ByteString AIGUL = ByteString.copyFromUtf8("aigul");
    private static final ByteString BEKA = ByteString.copyFromUtf8("beka");

    private final MemoryStore store = new MemoryStore();
    private final Keyring keys = Keyring.ephemeral();
    private final SitePersons persons = new SitePersons(keys.sealer());

    private void note(String site, List<ByteString> named) {
        var write = persons.writeOf(site, named);
        store.write(List.of(write));
        persons.noted(write);
    }

    @Test
    void aPersonIsKnownAtTheSitesThatNamedThem() {
        note("OSH-1", List.of(AIGUL));
        note("OSH-1", List.of(AIGUL));
        assertThat(known(persons, Set.of("OSH-1"), Set.of(AIGUL, BEKA))).containsExactly(AIGUL);
        assertThat(known(persons, Set.of("OSH-2"), Set.of(AIGUL))).isEmpty();
        assertThat(known(persons, Set.of("OSH-2", "OSH-1"), Set.of(AIGUL))).containsExactly(AIGUL);
    }

    @Test
    void anotherServerKnowsThemToo() {
        note("OSH-1", List.of(AIGUL, BEKA));
        var other = new SitePersons(keys.sealer());
        assertThat(known(other, Set.of("OSH-1"), Set.of(AIGUL, BEKA))).containsExactlyInAnyOrder(AIGUL, BEKA);
    }

    @Test
    void withOtherKeysNobodyIsKnown() {
        note("OSH-1", List.of(AIGUL));
        var stranger = new SitePersons(Keyring.ephemeral().sealer());
        assertThat(known(stranger, Set.of("OSH-1"), Set.of(AIGUL))).isEmpty();
    }

    @Test
    void nobodyIsKnownWithoutSitesOrPeople() {
        note("OSH-1", List.of());
        assertThat(known(persons, Set.of(), Set.of(AIGUL))).isEmpty();
        assertThat(known(persons, Set.of("OSH-1"), Set.of())).isEmpty();
    }

    private Set<ByteString> known(SitePersons persons, Set<String> sites, Set<ByteString> keys) {
        var asked = persons.asked(sites, keys);
        return asked.known(store.getAll(List.of(asked.read())).getFirst());
    }
}
