package org.outreachsync.export.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;

/** What is stored of destinations and credentials. */
class DestinationsTest {

    private static final String DOCUMENT = """
            code: NAME
            title: {en: A recipient}
            publisher: Harm reduction programme
            formats: [csv]
            data_sets:
              - {code: M, title: {en: M}, period: month, areas: [country], indicators: [{code: CONTACTS}]}
            """;

    private final MemoryStore store = new MemoryStore();
    private final Keyring keys = Keyring.ephemeral();
    private final FakeTime time = new FakeTime();
    private final Destinations destinations = over(DOCUMENT);

    /** A server that knows the formats that a document names. */
    private Destinations over(String document) {
        return over(store, document);
    }

    private Destinations over(DocumentStore of, String document) {
        var formats = document.contains("[csv]") ? Set.of("csv") : Set.of("other");
        var limits = Limits.standard().channels().destinations();
        return new Destinations(
                of,
                keys.sealer(),
                new DestinationReader(CountingRig.CATALOGUE, new DestinationReader.Formats(formats, Set.of()), limits),
                Anywhere.ANYWHERE,
                time,
                limits);
    }

    private static String called(String code) {
        return DOCUMENT.replace("NAME", code);
    }

    @Test
    void aVersionIsReadOnce() {
        destinations.add(DOCUMENT, "Aida");
        var first = destinations.all().usable().getFirst();
        assertThat(destinations.all().usable().getFirst()).isSameAs(first);
        assertThat(destinations.need("NAME")).isSameAs(first);
        destinations.replace("NAME", 1, DOCUMENT + "# changed\n", "Aida");
        assertThat(destinations.all().usable().getFirst().version()).isEqualTo(2);
        over(DOCUMENT).replace("NAME", 2, DOCUMENT + "# changed by another server\n", "Aida");
        assertThat(destinations.all().usable().getFirst().document()).endsWith("another server\n");
        assertThat(destinations.document("NAME", 1)).isEqualTo(DOCUMENT);
    }

    @Test
    void theSameDocumentMakesNoVersion() {
        destinations.add(DOCUMENT, "Aida");
        assertThat(destinations.replace("NAME", 1, DOCUMENT, "Nurlan").version())
                .isEqualTo(1);
        destinations.replace("NAME", 1, DOCUMENT + "# changed\n", "Aida");
        assertThatThrownBy(() -> destinations.replace("NAME", 1, DOCUMENT + "# changed\n", "Nurlan"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.VERSION_CONFLICT));
        assertThat(destinations.saved("NAME").version()).isEqualTo(2);
    }

    @Test
    void readsNothingWhileNothingIsSaved() {
        destinations.add(called("A"), "Aida");
        destinations.add(called("B"), "Aida");
        var reads = new AtomicInteger();
        var watched = new WatchedStore(store, (table, asked) -> reads.incrementAndGet());
        var server = over(watched, DOCUMENT);
        assertThat(server.all().usable()).hasSize(2);
        int before = reads.get();
        for (int round = 0; round < 3; round++) {
            assertThat(server.all().usable()).hasSize(2);
        }
        assertThat(reads).hasValue(before);
        destinations.remove("A", "Aida");
        assertThat(server.all().usable()).extracting(Destination::code).containsExactly("B");
        destinations.add(called("A"), "Aida");
        assertThat(server.all().usable()).extracting(Destination::code).containsExactly("A", "B");
    }

    @Test
    void tellsCodesThatBeginAlikeApart() {
        for (var code : List.of("A", "A-B", "A1", "AA", "A_", "B")) {
            destinations.add(called(code), "Aida");
            destinations.replace(code, 1, called(code) + "# again", "Aida");
        }
        assertThat(destinations.all().usable())
                .extracting(Destination::code)
                .containsExactly("A", "A-B", "A1", "AA", "A_", "B");
        assertThat(destinations.all().usable()).extracting(Destination::version).containsOnly(2);
    }

    @Test
    void letsOneOfManyWinWhoSaveAtOnce() throws Exception {
        destinations.add(called("A"), "Aida");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var saves = IntStream.range(0, 20)
                    .<Callable<Boolean>>mapToObj(one -> () -> isSaved(one))
                    .toList();
            int saved = 0;
            for (var save : threads.invokeAll(saves)) {
                saved += save.get() ? 1 : 0;
            }
            assertThat(saved).isEqualTo(1);
        }
        assertThat(destinations.need("A").version()).isEqualTo(2);
    }

    private boolean isSaved(int who) {
        try {
            destinations.replace("A", 1, called("A") + "# by " + who, "Person " + who);
            return true;
        } catch (RefusedException refused) {
            assertThat(refused.code()).isEqualTo(Code.VERSION_CONFLICT);
            return false;
        }
    }

    @Test
    void isNotStoppedByOneThatCannotBeUsedAnyMore() {
        destinations.add(called("A"), "Aida");
        var after = over("without csv");
        after.add(called("B").replace("csv", "other"), "Aida");

        assertThat(after.all().usable()).extracting(Destination::code).containsExactly("B");
        assertThatThrownBy(() -> after.find("A"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.DOCUMENT));
        assertThat(after.document("A", 0)).isEqualTo(called("A"));
        after.replace("A", 1, called("A").replace("csv", "other"), "Aida");
        assertThat(after.all().usable()).extracting(Destination::code).containsExactly("A", "B");
    }

    @Test
    void limitsHowManyThereAre() {
        for (int at = 0; at < 100; at++) {
            destinations.add(called("D" + at), "Aida");
        }
        assertThatThrownBy(() -> destinations.add(called("ONE-MORE"), "Aida"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.TOO_LARGE));
        destinations.replace("D7", 1, called("D7") + "# again", "Aida");
    }

    private Credentials credentials() {
        return new Credentials(
                store,
                keys.sealer(),
                time,
                Limits.standard().channels().destinations(),
                (channel, name, credential) -> {});
    }

    @Test
    void theLengthOfAPasswordIsNotStored() {
        var credentials = credentials();
        var owner = destinations.add(called("A"), "Aida");
        credentials.put(owner, "one", new Credential.Basic("exporter", "1234"), "Aida");
        credentials.put(owner, "two", new Credential.Basic("exporter", "correct horse battery staple"), "Aida");
        credentials.put(owner, "two", new Credential.Basic("exporter", "correct horse"), "Aida");

        assertThat(store.get(Tables.CREDENTIALS, List.of("A/one", "A/two")))
                .hasSize(2)
                .extracting(stored -> stored.body().length)
                .containsOnly(512 + 33);
        assertThat(credentials.find("A", "two")).contains(new Credential.Basic("exporter", "correct horse"));
    }

    @Test
    void storesNothingInTheClear() {
        var credentials = credentials();
        credentials.put(
                destinations.add(called("A"), "Aida"),
                "dhis2",
                new Credential.Basic("exporter", "correct horse"),
                "Aida");
        assertThat(credentials.find("A", "dhis2")).contains(new Credential.Basic("exporter", "correct horse"));
        assertThat(credentials.find("B", "dhis2")).isEmpty();
        assertThat(credentials.list("A").toString() + credentials.find("A", "dhis2"))
                .doesNotContain("horse")
                .doesNotContain("exporter");

        var stored = store.range(
                        Tables.DESTINATIONS,
                        Range.ascending("destinations_code", List.of("programme", "A"), null, null, 10))
                .getFirst();
        assertThat(new String(stored.body(), StandardCharsets.ISO_8859_1)).doesNotContain("CONTACTS", "Aida");
        var sealed = store.get(Tables.CREDENTIALS, List.of("A/dhis2")).getFirst();
        assertThat(new String(sealed.body(), StandardCharsets.ISO_8859_1)).doesNotContain("horse", "exporter", "Aida");
    }

    @Test
    void takesAPublisherOfOneShortLine() {
        for (var wrong : List.of("x".repeat(201), "\"two\\u2028lines\"")) {
            var document = DOCUMENT.replace("publisher: Harm reduction programme", "publisher: " + wrong);
            assertThatThrownBy(() -> destinations.add(document, "Aida"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("one line of 1 to 200");
        }
    }
}
