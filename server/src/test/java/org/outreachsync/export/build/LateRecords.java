package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.build.SafeTables.Outcome;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.Programme;

/** A small programme whose last batches come in late, twice: its figures in the three states of its logs. */
final class LateRecords {

    private static final byte[] SECRET = "a secret of the programme".getBytes(StandardCharsets.UTF_8);
    private static final int STATES = 3;

    private final ProgrammeExports exports;
    private final Map<DataSet, List<CountedTable>> counted = new EnumMap<>(DataSet.class);

    /**
     * What recipients get: the donor and the ministry the same figures; all others those of the same people in another
     * way.
     */
    enum DataSet {
        DONOR("2025", """
                areas: [site, region, country]
                indicators:
                  - {code: CONTACTS, by: [sex]}
                  - {code: PERSONS_REACHED, by: [sex]}
                  - {code: HTS.2}
                  - {code: HTS.3}
                """),
        MINISTRY(DONOR.period, DONOR.members),
        AGENCY("2025", """
                areas: [region, country]
                indicators:
                  - {code: CONTACTS, by: [age, mode]}
                  - {code: PERSONS_REACHED, by: [[sex, age]]}
                  - {code: W.SHARE}
                  - {code: SYRINGES_DISTRIBUTED}
                """),
        /** Of one funding source. */
        FUND("2025", """
                areas: [site, country]
                project: 1
                indicators:
                  - {code: CONTACTS, by: [sex]}
                  - {code: PERSONS_REACHED}
                  - {code: HTS.2}
                """),
        /** Of some of the sites. */
        DISTRICT("2025", """
                areas: [country]
                sites: [BISHKEK-1, OSH-1]
                indicators:
                  - {code: CONTACTS, by: [sex]}
                  - {code: PERSONS_REACHED, by: [sex]}
                """),
        /** Of a part of the year. */
        HALF("2025S1", """
                areas: [site, country]
                indicators:
                  - {code: CONTACTS, by: [sex]}
                  - {code: PERSONS_REACHED, by: [sex]}
                  - {code: HTS.3}
                """),
        /** By other age groups. */
        YOUTH("2025", """
                areas: [region, country]
                indicators:
                  - {code: CONTACTS, by: [[mode, age]], age_scheme: under_25}
                  - {code: PERSONS_REACHED, by: [age], age_scheme: under_25}
                """);

        private final String period;
        private final String members;

        DataSet(String period, String members) {
            this.period = period;
            this.members = members;
        }

        private Asked asked() {
            return new Asked(ProgrammeExports.set(members), Period.parse(period));
        }
    }

    /** A data set that is reported at a state. */
    record Step(DataSet set, int state) {}

    /** What was reported. */
    record Report(Step step, List<Line> lines, List<Count> counts) {}

    /** Who knows what when a data set is made safe: everything, or nothing of what was told before. */
    enum Memory {
        OF_ALL_RELEASES,
        NONE
    }

    /**
     * Counts it.
     *
     * @param batches how many come in late each time
     * @param sets what is reported
     */
    LateRecords(long seed, int batches, Set<DataSet> sets) {
        var programme = Programme.of(seed);
        exports = new ProgrammeExports(programme, programme.sends().size() - (STATES - 1) * batches);
        for (int state = 0; state < STATES; state++) {
            if (state > 0) {
                exports.send(batches);
            }
            for (var set : sets) {
                counted.computeIfAbsent(set, unseen -> new ArrayList<>()).addAll(exports.count(List.of(set.asked())));
            }
        }
    }

    private CountedTable counted(DataSet set, int state) {
        return counted.getOrDefault(set, List.of()).get(state);
    }

    /** What is counted for the numerator of a line. */
    long numerator(Step step, int line) {
        return Objects.requireNonNull(
                counted(step.set(), step.state()).lines().get(line).numerator());
    }

    /** Reports step by step; what cannot be made safe is missing. */
    List<Report> report(List<Step> steps, Map<DataSet, Policy> policies, Memory memory) {
        var reports = new ArrayList<Report>();
        for (var step : steps) {
            var earlier = new ArrayList<Earlier>();
            var sets = new ArrayList<DataSet>();
            if (memory == Memory.OF_ALL_RELEASES) {
                for (var report : reports) {
                    sets.add(report.step().set());
                    report.counts()
                            .forEach(count -> earlier.add(count.of(
                                    Integer.toString(report.step().state()),
                                    report.step().set() == step.set())));
                }
            }
            var untold = sets.stream()
                    .distinct()
                    .map(set -> counted(set, step.state()))
                    .toList();
            var policy = policies.getOrDefault(step.set(), new Policy.Suppress());
            var outcome = new SafeTables(ProgrammeExports.SENSITIVITIES, policy, Raised.NOTHING, SECRET)
                    .of(
                            List.of(counted(step.set(), step.state())),
                            untold,
                            exports.programme(),
                            earlier,
                            Set.of(Integer.toString(step.state())));
            if (outcome instanceof Outcome.Safe safe) {
                reports.add(new Report(step, safe.lines().getFirst(), List.copyOf(safe.counts())));
            }
        }
        return reports;
    }

    /** A recipient who keeps all that was reported to anybody. */
    AllReleases attack(List<Report> reports) {
        var attack = new AllReleases();
        for (int state = 0; state < STATES; state++) {
            int at = state;
            attack.state(
                    state,
                    counted.keySet().stream().map(set -> counted(set, at)).toList(),
                    exports.programme());
        }
        attack.changes();
        for (var report : reports) {
            for (var count : report.counts()) {
                int state = count.state().isEmpty() ? report.step().state() : Integer.parseInt(count.state());
                attack.told(state, count.key().name(), count.told());
            }
        }
        return attack;
    }

    /** How many figures of a data set changed by so much between two states that it may be told. */
    int largeChanges(DataSet set, int from, int to) {
        int large = 0;
        for (int line = 0; line < counted(set, to).lines().size(); line++) {
            var before = counted(set, from).lines().get(line).numerator();
            var after = counted(set, to).lines().get(line).numerator();
            assertThat(before == null).isEqualTo(after == null);
            large += before != null && after != null && Math.abs(after - before) >= 5 ? 1 : 0;
        }
        return large;
    }

    /** In how many lines recipients are told something else. */
    static int changedLines(List<Line> before, List<Line> after) {
        int changed = 0;
        for (int line = 0; line < after.size(); line++) {
            changed += told(before.get(line)).equals(told(after.get(line))) ? 0 : 1;
        }
        return changed;
    }

    private static List<Told> told(Line line) {
        var told = new ArrayList<Told>();
        var numerator = line.numerator();
        if (numerator != null) {
            told.add(numerator);
        }
        var denominator = line.denominator();
        if (denominator != null) {
            told.add(denominator.told());
        }
        return told;
    }
}
