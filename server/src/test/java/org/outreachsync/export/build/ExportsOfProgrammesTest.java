package org.outreachsync.export.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.export.count.TableCounter;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.DataSetReader;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.yaml.YamlFile;

/** Exports of small random programmes, in which nearly every count is small. */
class ExportsOfProgrammesTest {

    private static final String SETS = """
            - code: QUARTER
              title: {en: A quarter}
              period: quarter
              areas: [site, region, country]
              indicators:
                - {code: CONTACTS, by: [sex, age, [sex, age], mode]}
                - {code: PERSONS_REACHED, by: [sex, age, [sex, age], population]}
                - {code: HTS.3, by: [sex, [sex, age]]}
                - {code: W.SHARE}
                - {code: PRV.8, by: [sex]}
                - {code: SYRINGES_DISTRIBUTED, by: [sex, commodity]}
                - {code: HTS.2}
            """;

    @Test
    void areSafe() throws IOException {
        var sets = new DataSetReader(CountingRig.CATALOGUE).read(YamlFile.parse("sets.yaml", SETS));
        for (long seed = 1; seed <= 5; seed++) {
            var programme = Programme.of(seed);
            var rig = new Rig();
            Places places = site -> places(programme.sites().indexOf(site));
            var counting = new CountingRig(rig, programme.sites(), places, Entered.NOTHING);
            rig.play(programme);
            counting.catchUp();
            var counter = new TableCounter(counting.indicators, programme::sites);
            var tables = counter.count(List.of(new Asked(sets.getFirst(), Period.parse("2026Q1"))));
            for (var policy : List.of(new Policy.Suppress(), new Policy.Round(5))) {
                var sens = sensitivities();
                long t = System.nanoTime();
                var table = new SafetyTable(
                        sens, Raised.NOTHING, new SafetyTable.Programme(places, programme.sites(), id -> "SEX" + id));
                tables.forEach(table::add);
                var built = table.build(List.of());
                System.out.println(built.cells().size() + " cells "
                        + built.relations().size() + " relations " + (System.nanoTime() - t) / 1000000 + " ms");
                t = System.nanoTime();
                var outcome = new SafeTables(sens, policy, Raised.NOTHING)
                        .of(tables, new SafetyTable.Programme(places, programme.sites(), id -> "SEX" + id), List.of());
                if (outcome instanceof SafeTables.Outcome.Safe safe) {
                    System.out.println(policy + " "
                            + safe.counts().stream()
                                    .filter(c -> c.told() instanceof org.outreachsync.disclosure.Told.LeftOut)
                                    .count()
                            + " left out of " + safe.counts().size() + " " + (System.nanoTime() - t) / 1000000 + " ms");
                } else System.out.println(outcome);
            }
        }
    }

    private static Sensitivities sensitivities() {
        try (var in = ExportsOfProgrammesTest.class.getResourceAsStream("/outreach/exports/sensitivity.yaml")) {
            return Sensitivities.parse(
                    "sensitivity.yaml",
                    new String(in.readAllBytes(), StandardCharsets.UTF_8),
                    CountingRig.CATALOGUE.measures().keySet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Places.Place> places(int site) {
        var moved = LocalDate.of(2026, 3, 10);
        return switch (site) {
            case 0 ->
                List.of(
                        new Places.Place(LocalDate.of(2020, 1, 1), moved, "KG", "KG-GO", "PUBLIC"),
                        new Places.Place(moved, null, "KG", "KG-C", "PUBLIC"));
            default ->
                List.of(new Places.Place(
                        LocalDate.of(2020, 1, 1), null, "KG", site % 2 == 0 ? "KG-C" : "KG-O", "PUBLIC"));
        };
    }
}
