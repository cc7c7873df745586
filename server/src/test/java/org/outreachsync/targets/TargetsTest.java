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
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.keys.Keyring;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.Document;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.targets.v1.StoredTarget;

class TargetsTest {

    private static final String SOURCE = "IBBS 2024, published";
    private static final Area OSH = Area.of("region:KG-O");
    private static final Area SITE = Area.of("site:OSH-1");

    private final FakeTime time = new FakeTime();
    private final MemoryStore store = new MemoryStore();
    private final Sealer sealer = Keyring.ephemeral().sealer();
    private final Sites sites = new Sites(
            store, sealer, time, (country, region) -> {}, Limits.standard().identities());
    private final Targets targets = onAnotherServer(1_000);

    private Targets onAnotherServer(int countMax) {
        var terms = new Limits.Targets(2000, 2100, 100_000_000, 4, 3, 200, countMax);
        var known = new Targets.Known(
                sites,
                CodeListReader.published(),
                Map.of(
                        "PERSONS_REACHED",
                        Set.of(Unit.COUNT),
                        "KP-1d",
                        Set.of(Unit.COUNT, Unit.PERCENT),
                        "KP-4",
                        Set.of(Unit.COUNT, Unit.RATIO)),
                Set.of("KP-1d"),
                Set.of());
        return new Targets(store, sealer, new Secrets(new SecureRandom()), time, known, terms);
    }

    @BeforeEach
    void addSite() {
        sites.add("OSH-1", "Osh");
    }

    private static Subject reached(int year) {
        return Subject.target("PERSONS_REACHED", SITE, Period.ofYear(year));
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
        var target = targets.add(reached(2026), Amount.count(400), SOURCE);

        assertThat(target)
                .returns(1L, Target::no)
                .returns(Amount.count(400), Target::amount)
                .returns(time.instant(), Target::entered);
        assertThat(targets.find(reached(2026))).isEqualTo(target);
        assertThat(onAnotherServer(10).find(reached(2026))).isEqualTo(target);
        assertThat(targets.find(reached(2027))).isNull();
        assertThat(targets.find(reached(2025))).isNull();
        assertThat(targets.find(Subject.target("CONTACTS", SITE, Period.ofYear(2026))))
                .isNull();
        assertThat(targets.find(Subject.target("PERSONS_REACHED", OSH, Period.ofYear(2026))))
                .isNull();
    }

    @Test
    void readsWhatWasStoredBeforeTargetsHadPeriodsAndUnits() {
        var old = StoredTarget.newBuilder()
                .setKind(StoredTarget.Kind.KIND_TARGET)
                .setIndicator("PERSONS_REACHED")
                .setArea("site:OSH-1")
                .setYear(2025)
                .setValue(400)
                .setSource(SOURCE)
                .build();
        store.insert(
                Tables.TARGETS,
                new Document(
                        "old",
                        1,
                        Map.of("programme", "programme", "no", 1L),
                        sealer.seal(old.toByteArray(), "target/old")));

        assertThat(targets.find(reached(2025))).isNotNull().returns(Amount.count(400), Target::amount);
        assertThat(targets.add(reached(2025), Amount.count(410), SOURCE).no()).isEqualTo(2);
        assertThat(targets.book().isReplaced(targets.book().entered().getFirst()))
                .isTrue();
    }

    @Test
    void findsTheSizeEstimateOfTheLatestYearThatIsNotAfter() {
        var newer = targets.add(size(2024), Amount.count(4_200), SOURCE);
        var older = targets.add(size(2020), Amount.count(5_000), SOURCE);

        assertThat(targets.find(size(2019))).isNull();
        assertThat(targets.find(size(2020))).isEqualTo(older);
        assertThat(targets.find(size(2023))).isEqualTo(older);
        assertThat(targets.find(size(2024))).isEqualTo(newer);
        assertThat(targets.find(size(9_999))).isEqualTo(newer);
        assertThat(targets.find(Subject.size(OSH, "SW", 2024))).isNull();
        assertThat(targets.find(Subject.size(Area.of("country:KG"), "PWID", 2024)))
                .isNull();
    }

    @Test
    void keepsWhatWasReplaced() {
        var before = targets.book();
        var first = targets.add(size(2024), Amount.count(4_200), SOURCE);
        var second = onAnotherServer(10).add(size(2024), Amount.count(4_300), "IBBS 2024, corrected");

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
        var servers =
                IntStream.range(0, 4).mapToObj(server -> onAnotherServer(1_000)).toList();
        try (var together = Executors.newFixedThreadPool(servers.size())) {
            var calls = servers.stream()
                    .<Callable<Long>>map(server -> () -> LongStream.rangeClosed(1, 10)
                            .map(value -> server.add(size(2024), Amount.count(value), SOURCE)
                                    .no())
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
        targets.add(size(2024), Amount.count(4_200), SOURCE);

        var stored = store.range(Tables.TARGETS, Range.ascending("targets_no", List.of("programme"), null, null, 10))
                .getFirst();

        assertThat(stored.fields()).containsOnlyKeys("programme", "no");
        assertThat(new String(stored.body(), StandardCharsets.ISO_8859_1))
                .doesNotContain("PWID")
                .doesNotContain("IBBS");
    }

    @Test
    void namesWhatIsWrongWithASubject() {
        refuses("area", () -> Area.of("KG"));
        refuses("area", () -> Area.of("town:OSH"));
        refuses("area", () -> targets.add(Subject.size(Area.of("site:NARYN"), "PWID", 2026), Amount.count(1), SOURCE));
        refuses("area", () -> targets.add(Subject.size(Area.of("site:"), "PWID", 2026), Amount.count(1), SOURCE));
        refuses("area", () -> targets.add(Subject.size(Area.of("region:Osh"), "PWID", 2026), Amount.count(1), SOURCE));
        refuses("area", () -> targets.add(Subject.size(Area.of("country:KGZ"), "PWID", 2026), Amount.count(1), SOURCE));
        refuses("population", () -> targets.add(Subject.size(OSH, "", 2026), Amount.count(1), SOURCE));
        refuses("population", () -> targets.add(Subject.size(OSH, "EVERYBODY", 2026), Amount.count(1), SOURCE));
        refuses(
                "population",
                () -> targets.add(
                        new Subject(Subject.Kind.TARGET, "PERSONS_REACHED", OSH, "PWID", Period.ofYear(2026)),
                        Amount.count(1),
                        SOURCE));
        refuses("indicator", () -> targets.add(Subject.target("", OSH, Period.ofYear(2026)), Amount.count(1), SOURCE));
        refuses(
                "indicator",
                () -> targets.add(
                        Subject.target("persons_reached", OSH, Period.ofYear(2026)), Amount.count(1), SOURCE));
        refuses(
                "indicator",
                () -> targets.add(Subject.target("PERSONS_REACHT", OSH, Period.ofYear(2026)), Amount.count(1), SOURCE));
        refuses(
                "indicator",
                () -> targets.add(
                        new Subject(Subject.Kind.SIZE_ESTIMATE, "CONTACTS", OSH, "PWID", Period.ofYear(2026)),
                        Amount.count(1),
                        SOURCE));
        refuses("period", () -> targets.add(size(1999), Amount.count(1), SOURCE));
        refuses("period", () -> targets.add(size(2101), Amount.count(1), SOURCE));
        assertThat(targets.book().entered()).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithAFigure() {
        refuses("value", () -> targets.add(size(2026), Amount.count(0), SOURCE));
        refuses("value", () -> targets.add(size(2026), Amount.count(100_000_001), SOURCE));
        refuses("source", () -> targets.add(size(2026), Amount.count(1), "me "));
        refuses("source", () -> targets.add(size(2026), Amount.count(1), "s".repeat(201)));
        refuses("source", () -> targets.add(size(2026), Amount.count(1), "two\nlines"));
        assertThat(targets.add(size(2000), Amount.count(100_000_000), "own").no())
                .isEqualTo(1);
        assertThat(targets.add(size(2100), Amount.count(1), "s".repeat(200)).no())
                .isEqualTo(2);
    }

    @Test
    void hasRoomForSoMany() {
        var small = onAnotherServer(2);
        small.add(size(2024), Amount.count(1), SOURCE);
        small.add(size(2025), Amount.count(1), SOURCE);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> small.add(size(2026), Amount.count(1), SOURCE))
                .returns(Code.TOO_LARGE, RefusedException::code)
                .returns(Map.of("targets_max", 2), RefusedException::details);
    }
}
