package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.build.GroupNames;
import org.outreachsync.export.build.Preparation;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Known;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.count.TableCounter;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.Recipients;
import org.outreachsync.export.destination.Rendition;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.outbox.Notices;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.wire.CodeListReader;

/** Exports of a small programme whose tablets go on sending. */
class RealFiguresTest {

    private static final Period QUARTER = Period.parse("2026Q1");
    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path folder;

    private final Programme programme = Programme.of(3);
    private final Places places =
            site -> List.of(new Places.Place(LocalDate.of(2020, 1, 1), null, "KG", "KG-C", "PUBLIC"));
    private final Rig rig = new Rig();
    private final CountingRig counting = new CountingRig(rig, programme.sites(), places, Entered.NOTHING);
    private final List<List<Count>> told = new ArrayList<>();
    private final List<List<Earlier>> known = new ArrayList<>();

    private static Destination destination(String code, String policy) {
        return ExportsRig.read("""
                code: %s
                title: {en: A donor}
                publisher: A programme
                language: ru
                formats: [csv, xlsx, pdf]
                policy: {kind: %s}
                data_sets:
                  - code: QUARTERLY
                    title: {en: A quarter}
                    period: quarter
                    areas: [site, country]
                    indicators:
                      - {code: CONTACTS, by: [sex]}
                      - {code: PERSONS_REACHED, by: [sex]}
                      - {code: HTS.2}
                """.formatted(code, policy), 1);
    }

    private static Destination totals() {
        return ExportsRig.read("""
                code: TOTALS
                title: {en: A ministry}
                publisher: A programme
                formats: [csv]
                data_sets:
                  - code: YEARLY
                    title: {en: A year}
                    period: year
                    areas: [country]
                    indicators: [{code: CONTACTS}]
                """, 1);
    }

    private final List<Destination> destinations =
            List.of(destination("ROUNDED", "round"), destination("KEPT", "suppress"), totals());

    private Preparation preparation() throws IOException {
        var sexes = CodeListReader.published().get("sex");
        try (var in =
                Objects.requireNonNull(Sensitivities.class.getResourceAsStream("/outreach/exports/sensitivity.yaml"))) {
            return new Preparation(
                    new TableCounter(counting.indicators, programme::sites, Duration.ZERO),
                    Sensitivities.parse(
                            "sensitivity.yaml",
                            new String(in.readAllBytes(), StandardCharsets.UTF_8),
                            CountingRig.CATALOGUE.measures().keySet()),
                    () -> new SafetyTable.Programme(
                            places,
                            programme.sites(),
                            id -> Objects.requireNonNull(sexes.byId(id)).code(),
                            CountingRig.CATALOGUE::ageScheme,
                            CountingRig.CATALOGUE.inclusions(),
                            ExportLimits.standard().relatedMax()),
                    new GroupNames(CodeListReader.published(), site -> Optional.empty()),
                    "a secret of the programme".getBytes(StandardCharsets.UTF_8));
        }
    }

    private Exports exports() throws IOException {
        var preparation = preparation();
        Counting watched = (Destination destination, List<Due> due, Known what, Instant now) -> {
            known.add(what.counts());
            var prepared = preparation.of(destination, due, what, now);
            if (prepared instanceof Prepared.Ready ready) {
                told.add(ready.counts());
                for (var export : ready.exports()) {
                    goFromTheWholeToItsParts(export.table().lines());
                }
            }
            return prepared;
        };
        return new Exports(
                rig.store(),
                rig.keys().sealer(),
                new Terms(
                        new Recipients() {
                            @Override
                            public All all() {
                                return new All(destinations, List.of());
                            }

                            @Override
                            public Optional<Destination> find(String code) {
                                return destinations.stream()
                                        .filter(one -> one.code().equals(code))
                                        .findAny();
                            }

                            @Override
                            public Optional<Rendition> rendition(String code, int version) {
                                return find(code).map(Destination::rendition);
                            }
                        },
                        watched,
                        (set, since) -> true,
                        destination -> parcel -> new Outcome.Delivered("there"),
                        FarSide.NOBODY,
                        Notices.NOBODY,
                        CountingRig.CATALOGUE,
                        ExportsRig.BUILD,
                        folder,
                        ZoneId.of("Asia/Bishkek"),
                        CLOCK,
                        new Random(1),
                        ExportsRig.RECOUNTED,
                        ExportsRig.LIMITS));
    }

    private static void goFromTheWholeToItsParts(List<Line> lines) {
        for (var indicator : List.of("CONTACTS", "PERSONS_REACHED", "HTS.2")) {
            assertThat(lines)
                    .filteredOn(line -> line.definition().code().equals(indicator))
                    .isSortedAccordingTo((one, next) ->
                            next.area().level().compareTo(one.area().level()));
        }
    }

    private void send(int from, int to) {
        programme.sends().subList(from, to).forEach(send -> rig.send(send, "seed " + programme.seed()));
        counting.catchUp();
    }

    private static List<String> hashes(List<ExportFile> files) {
        return files.stream().map(file -> file.name() + " " + file.sha256()).toList();
    }

    private Entry reported(Exports exports, String destination) {
        var entries = exports.start(destination, QUARTER, "p1").entries();
        assertThat(entries).extracting(Entry::state).containsExactly(State.RELEASED);
        ExportsRig.tick(exports, CLOCK.instant());
        return exports.get(entries.getFirst().id().toString());
    }

    private static List<String> files(Entry entry) {
        return Objects.requireNonNull(entry.content()).files().stream()
                .map(file -> file.name() + " " + file.sha256())
                .toList();
    }

    @Test
    void areKnownToLaterExportsAndBuiltAgainAfterLaterRecords() throws IOException {
        int all = programme.sends().size();
        int most = all / 2;
        send(0, most);
        var exports = exports();
        var first = reported(exports, "ROUNDED");
        assertThat(first.state()).isEqualTo(State.DELIVERED);
        assertThat(Objects.requireNonNull(first.content()).countedTo())
                .hasSize(programme.sites().size());
        var before = hashes(exports.rebuild(first.id().toString()));

        send(most, all);
        var other = reported(exports, "KEPT");
        assertThat(asTold(known.get(1)))
                .as("another recipient of the same figures knows all that was told")
                .isEqualTo(asCounted(told.getFirst()))
                .isNotEmpty();
        assertThat(other.state()).isEqualTo(State.DELIVERED);
        assertThat(Objects.requireNonNull(other.content()).asToldLines())
                .as("figures of the other recipient that changed by too little")
                .isPositive();

        var again = exports.start("ROUNDED", QUARTER, "p1").entries();
        assertThat(again).as("late records change what is told").singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(State.NEEDS_APPROVAL);
            assertThat(entry.id().revision()).isEqualTo(2);
            assertThat(entry.changes()).isNotEmpty();
            assertThat(Objects.requireNonNull(entry.content()).asToldLines()).isPositive();
        });
        var restated = again.getFirst().id().toString();
        exports.approve(restated, "p2");
        ExportsRig.tick(exports, CLOCK.instant());
        assertThat(exports.get(restated).state()).isEqualTo(State.DELIVERED);
        assertThat(hashes(exports.rebuild(restated)))
                .as("the same files, whatever is repeated in them")
                .isEqualTo(files(exports.get(restated)));
        assertThat(hashes(exports.rebuild(first.id().toString()))).isEqualTo(before);
    }

    /** Where too little changed to tell it, what was reported stands. */
    @Test
    void whatChangedByTooLittleIsNotRestated() throws IOException {
        int all = programme.sends().size();
        int most = all * 19 / 20;
        send(0, most);
        var exports = exports();
        var first = reported(exports, "ROUNDED");
        var other = reported(exports, "KEPT");
        send(most, all);
        for (var entry : List.of(first, other)) {
            var destination = entry.id().destination();
            assertThat(exports.start(destination, QUARTER, "p1").entries()).isEmpty();
            assertThat(exports.get(entry.id().toString()).state()).isEqualTo(State.DELIVERED);
        }
        assertThat(told).as("counted for both, twice").hasSize(4);
        assertThat(told.get(2)).as("something changed").isNotEqualTo(told.getFirst());
    }

    @Test
    void largeFiguresAreRestated() throws IOException {
        int all = programme.sends().size();
        send(0, all / 2);
        var exports = exports();
        exports.start("TOTALS", Period.parse("2025"), "p1");
        ExportsRig.tick(exports, CLOCK.instant());
        send(all / 2, all);
        var proposal = exports.start("TOTALS", Period.parse("2025"), "p1").entries();
        assertThat(proposal).singleElement().satisfies(entry -> {
            assertThat(entry.stop()).isNull();
            assertThat(entry.state()).isEqualTo(State.NEEDS_APPROVAL);
            assertThat(entry.changes())
                    .singleElement()
                    .satisfies(change -> assertThat(change.cell()).isEqualTo("CONTACTS country:KG 2025"));
        });
        exports.approve("TOTALS.YEARLY.2025.2", "p2");
        ExportsRig.tick(exports, CLOCK.instant());
        assertThat(exports.get("TOTALS.YEARLY.2025.2").state()).isEqualTo(State.DELIVERED);
        assertThat(exports.get("TOTALS.YEARLY.2025.1").state()).isEqualTo(State.SUPERSEDED);
    }

    private static Set<String> asTold(List<Earlier> earlier) {
        var texts = new HashSet<String>();
        earlier.forEach(one -> texts.add(one.key() + " " + one.value() + " " + one.told()));
        return texts;
    }

    private static Set<String> asCounted(List<Count> counts) {
        var texts = new HashSet<String>();
        counts.forEach(one -> texts.add(one.key() + " " + one.value() + " " + one.told()));
        return texts;
    }
}
