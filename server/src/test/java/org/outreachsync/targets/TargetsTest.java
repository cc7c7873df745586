package org.outreachsync.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.edge.FakeTime;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.Sites;
import org.outreachsync.keys.Keyring;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.CodeListReader;

class TargetsTest {

    private static final String SOURCE = "IBBS 2024, published";
    private static final Area OSH = Area.of("region:KG-O");
    private static final Area SITE = Area.of("site:OSH-1");

    private final FakeTime time = new FakeTime();
    private final MemoryStore store = new MemoryStore();
    private final Sealer sealer = Keyring.ephemeral().sealer();
    private final Sites sites = new Sites(store, sealer, time, 40, 10, 10);
    private final Targets targets = onAnotherServer(1_000);

    private Targets onAnotherServer(int countMax) {
        var terms = new Targets.Terms(2000, 2100, 100_000_000, 3, 200, countMax);
        var known = new Targets.Known(sites, CodeListReader.published(), Set.of("PERSONS_REACHED"));
        return new Targets(store, sealer, new Secrets(new SecureRandom()), time, known, terms);
    }

    @BeforeEach
    void addSite() {
        sites.add("OSH-1", "Osh");
    }

    private static Subject reached(int year) {
        return Subject.target("PERSONS_REACHED", SITE, year);
    }

    private static Subject size(int year) {
        return Subject.size(OSH, "PWID", year);
    }

    private static void refuses(String parameter, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .returns(Code.PARAMETER, RefusedException::code)
                .returns(Map.of("parameter", parameter), RefusedException::details);
    }

    @Test
    void findsATargetOfItsYearOnly() {
        var target = targets.add(reached(2026), 400, SOURCE);

        assertThat(target).returns(1L, Target::no).returns(400L, Target::value).returns(time.instant(), Target::entered);
        assertThat(targets.find(reached(2026))).isEqualTo(target);
        assertThat(onAnotherServer(10).find(reached(2026))).isEqualTo(target);
        assertThat(targets.find(reached(2027))).isNull();
        assertThat(targets.find(reached(2025))).isNull();
        assertThat(targets.find(Subject.target("CONTACTS", SITE, 2026))).isNull();
        assertThat(targets.find(Subject.target("PERSONS_REACHED", OSH, 2026))).isNull();
    }

    @Test
    void findsTheSizeEstimateOfTheLatestYearThatIsNotAfter() {
        var newer = targets.add(size(2024), 4_200, SOURCE);
        var older = targets.add(size(2020), 5_000, SOURCE);

        assertThat(targets.find(size(2019))).isNull();
        assertThat(targets.find(size(2020))).isEqualTo(older);
        assertThat(targets.find(size(2023))).isEqualTo(older);
        assertThat(targets.find(size(2024))).isEqualTo(newer);
        assertThat(targets.find(size(Integer.MAX_VALUE))).isEqualTo(newer);
        assertThat(targets.find(Subject.size(OSH, "SW", 2024))).isNull();
        assertThat(targets.find(Subject.size(Area.of("country:KG"), "PWID", 2024))).isNull();
    }

    @Test
    void keepsWhatWasReplaced() {
        var before = targets.book();
        var first = targets.add(size(2024), 4_200, SOURCE);
        var second = onAnotherServer(10).add(size(2024), 4_300, "IBBS 2024, corrected");

        var book = targets.book();

        assertThat(book.entered()).containsExactly(first, second);
        assertThat(book.isReplaced(first)).isTrue();
        assertThat(book.isReplaced(second)).isFalse();
        assertThat(book.find(size(2025))).isEqualTo(second);
        assertThat(before.entered()).isEmpty();
        assertThat(before.find(size(2024))).isNull();
        assertThat(targets.book()).isSameAs(book);
    }

    @Test
    void losesNoFigureThatSeveralServersEnterAtOnce() throws Exception {
        var servers = IntStream.range(0, 4).mapToObj(server -> onAnotherServer(1_000)).toList();
        try (var together = Executors.newFixedThreadPool(servers.size())) {
            var calls = servers.stream()
                    .<Callable<Long>>map(server -> () -> LongStream.rangeClosed(1, 10)
                            .map(value -> server.add(size(2024), value, SOURCE).no())
                            .max()
                            .orElseThrow())
                    .toList();
            for (var done : together.invokeAll(calls)) {
                done.get();
            }
        }
        var numbers = LongStream.rangeClosed(1, 40).boxed().toList();
        assertThat(targets.book().entered()).extracting(Target::no).containsExactlyElementsOf(numbers);
        for (var server : servers) {
            assertThat(server.book().entered()).isEqualTo(targets.book().entered());
        }
    }

    @Test
    void showsTheStoreNoFigure() {
        targets.add(size(2024), 4_200, SOURCE);

        var stored = store.range(Tables.TARGETS, Range.ascending("targets_no", List.of("programme"), null, null, 10)).getFirst();

        assertThat(stored.fields()).containsOnlyKeys("programme", "no");
        assertThat(new String(stored.body(), StandardCharsets.ISO_8859_1)).doesNotContain("PWID").doesNotContain("IBBS");
    }

    @Test
    void namesWhatIsWrongWithASubject() {
        refuses("area", () -> Area.of("KG"));
        refuses("area", () -> Area.of("town:OSH"));
        refuses("area", () -> targets.add(Subject.size(Area.of("site:NARYN"), "PWID", 2026), 1, SOURCE));
        refuses("area", () -> targets.add(Subject.size(Area.of("site:"), "PWID", 2026), 1, SOURCE));
        refuses("area", () -> targets.add(Subject.size(Area.of("region:Osh"), "PWID", 2026), 1, SOURCE));
        refuses("area", () -> targets.add(Subject.size(Area.of("country:KGZ"), "PWID", 2026), 1, SOURCE));
        refuses("population", () -> targets.add(Subject.size(OSH, "", 2026), 1, SOURCE));
        refuses("population", () -> targets.add(Subject.size(OSH, "EVERYBODY", 2026), 1, SOURCE));
        refuses("population", () -> targets.add(new Subject(Subject.Kind.TARGET, "PERSONS_REACHED", OSH, "PWID", 2026), 1, SOURCE));
        refuses("indicator", () -> targets.add(Subject.target("", OSH, 2026), 1, SOURCE));
        refuses("indicator", () -> targets.add(Subject.target("persons_reached", OSH, 2026), 1, SOURCE));
        refuses("indicator", () -> targets.add(Subject.target("PERSONS_REACHT", OSH, 2026), 1, SOURCE));
        refuses("indicator", () -> targets.add(new Subject(Subject.Kind.SIZE_ESTIMATE, "CONTACTS", OSH, "PWID", 2026), 1, SOURCE));
        refuses("year", () -> targets.add(size(1999), 1, SOURCE));
        refuses("year", () -> targets.add(size(2101), 1, SOURCE));
        assertThat(targets.book().entered()).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithAFigure() {
        refuses("value", () -> targets.add(size(2026), 0, SOURCE));
        refuses("value", () -> targets.add(size(2026), 100_000_001, SOURCE));
        refuses("source", () -> targets.add(size(2026), 1, "me "));
        refuses("source", () -> targets.add(size(2026), 1, "s".repeat(201)));
        refuses("source", () -> targets.add(size(2026), 1, "two\nlines"));
        assertThat(targets.add(size(2000), 100_000_000, "own").no()).isEqualTo(1);
        assertThat(targets.add(size(2100), 1, "s".repeat(200)).no()).isEqualTo(2);
    }

    @Test
    void hasRoomForSoMany() {
        var small = onAnotherServer(2);
        small.add(size(2024), 1, SOURCE);
        small.add(size(2025), 1, SOURCE);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> small.add(size(2026), 1, SOURCE))
                .returns(Code.TOO_LARGE, RefusedException::code)
                .returns(Map.of("targets_max", 2), RefusedException::details);
    }
}
