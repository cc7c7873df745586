package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.export.build.LateRecords.DataSet;
import org.outreachsync.export.build.LateRecords.Memory;
import org.outreachsync.export.build.LateRecords.Report;
import org.outreachsync.export.build.LateRecords.Step;

/**
 * Small programmes in which records come in late, are edited and voided after figures were reported, to one recipient
 * or several. A recipient with a solver who keeps all exports of all destinations works out no small count of any state
 * of the logs, and no small change between two. {@code make attacks} tries more; {@code -Dlate.programmes=…} as many.
 */
class LateRecordsTest {

    private static final int PROGRAMMES = Integer.getInteger("late.programmes", 1);
    private static final long SEED = Long.getLong("late.seed", 5);
    /** Small counts that are attacked after each story; each takes the solver some tens of milliseconds. */
    private static final int ATTACKS = Integer.getInteger("late.attacks", 6);

    private static final List<Integer> BATCHES = List.of(1, 5, 30);
    private static final Policy SUPPRESS = new Policy.Suppress();
    private static final Policy ROUND = new Policy.Round(5);

    /** What is reported when. */
    private static final List<List<Step>> STORIES = List.of(
            List.of(at(DataSet.DONOR, 0), at(DataSet.DONOR, 1), at(DataSet.DONOR, 2)),
            List.of(at(DataSet.DONOR, 0), at(DataSet.MINISTRY, 1), at(DataSet.DONOR, 2), at(DataSet.MINISTRY, 2)),
            List.of(at(DataSet.AGENCY, 0), at(DataSet.DONOR, 1), at(DataSet.AGENCY, 2), at(DataSet.DONOR, 2)),
            List.of(at(DataSet.DONOR, 0), at(DataSet.AGENCY, 1), at(DataSet.DONOR, 2)),
            List.of(at(DataSet.MINISTRY, 0), at(DataSet.MINISTRY, 1), at(DataSet.DONOR, 2), at(DataSet.MINISTRY, 2)),
            List.of(at(DataSet.DONOR, 0), at(DataSet.FUND, 1), at(DataSet.DONOR, 2), at(DataSet.FUND, 2)),
            List.of(at(DataSet.DISTRICT, 0), at(DataSet.DONOR, 1), at(DataSet.DISTRICT, 2), at(DataSet.DONOR, 2)),
            List.of(at(DataSet.HALF, 0), at(DataSet.DONOR, 1), at(DataSet.HALF, 2), at(DataSet.DONOR, 2)),
            List.of(at(DataSet.AGENCY, 0), at(DataSet.YOUTH, 1), at(DataSet.AGENCY, 2), at(DataSet.YOUTH, 2)),
            List.of(at(DataSet.YOUTH, 0), at(DataSet.AGENCY, 1), at(DataSet.YOUTH, 1), at(DataSet.AGENCY, 2)),
            List.of(at(DataSet.FUND, 0), at(DataSet.DISTRICT, 0), at(DataSet.FUND, 1), at(DataSet.DISTRICT, 2)));

    private static Step at(DataSet set, int state) {
        return new Step(set, state);
    }

    /** Sums over stories. */
    private static final class Sums {

        private int reports;
        private int restatements;
        private int firstUnsafe;
        private int againUnsafe;
        private int large;
        private int restated;
        private int attacked;
        private int exact;
        private int narrow;
        private final List<String> found = new ArrayList<>();

        @Override
        public String toString() {
            return reports + " reports (" + firstUnsafe + " first ones unsafe), " + restatements + " counted again ("
                    + againUnsafe + " unsafe), " + restated + " lines restated of " + large
                    + " with a large change; " + attacked + " small counts attacked: " + exact + " exact, " + narrow
                    + " narrow";
        }
    }

    private static Map<Memory, Sums> attack() {
        var all = new EnumMap<Memory, Sums>(Map.of(Memory.OF_ALL_RELEASES, new Sums(), Memory.NONE, new Sums()));
        for (long seed = SEED; seed < SEED + PROGRAMMES; seed++) {
            var story = STORIES.get((int) (seed % STORIES.size()));
            var records = new LateRecords(seed, BATCHES.get((int) (seed % BATCHES.size())), sets(story));
            for (var policy : List.of(SUPPRESS, ROUND)) {
                var policies = policies(seed, sets(story), policy);
                for (var sums : all.entrySet()) {
                    var reports = records.report(story, policies, sums.getKey());
                    count(records, story, reports, sums.getValue());
                    attack(records.attack(reports), policies, seed, sums.getValue(), sums.getKey());
                }
            }
        }
        all.forEach((memory, sums) -> System.out.println("late.seed " + SEED + ", memory " + memory + ": " + sums));
        return all;
    }

    private static Set<DataSet> sets(List<Step> story) {
        return story.stream().map(Step::set).collect(Collectors.toCollection(() -> EnumSet.noneOf(DataSet.class)));
    }

    /** Of each recipient of a story. */
    private static Map<DataSet, Policy> policies(long seed, Set<DataSet> sets, Policy policy) {
        var policies = new EnumMap<DataSet, Policy>(DataSet.class);
        for (var set : sets) {
            policies.put(
                    set,
                    switch (set) {
                        case DONOR, FUND, YOUTH -> policy;
                        case MINISTRY, DISTRICT -> seed % 2 == 0 ? SUPPRESS : ROUND;
                        case AGENCY, HALF -> seed % 4 < 2 ? SUPPRESS : ROUND;
                    });
        }
        return policies;
    }

    private static void count(LateRecords records, List<Step> story, List<Report> reports, Sums sums) {
        var before = new HashMap<DataSet, Report>();
        for (var step : story) {
            var earlier = before.get(step.set());
            var report = reports.stream().filter(one -> one.step().equals(step)).findAny();
            sums.reports++;
            sums.restatements += earlier == null ? 0 : 1;
            sums.firstUnsafe += earlier == null && report.isEmpty() ? 1 : 0;
            sums.againUnsafe += earlier != null && report.isEmpty() ? 1 : 0;
            if (report.isPresent()) {
                before.put(step.set(), report.get());
                if (earlier != null) {
                    sums.large +=
                            records.largeChanges(step.set(), earlier.step().state(), step.state());
                    sums.restated += LateRecords.changedLines(
                            earlier.lines(), report.get().lines());
                }
            }
        }
    }

    private static void attack(AllReleases attack, Map<DataSet, Policy> policies, long seed, Sums sums, Memory memory) {
        var policy = policies.containsValue(ROUND) ? ROUND : SUPPRESS;
        var small = new ArrayList<>(attack.small());
        Collections.shuffle(small, new Random(seed));
        for (var cell : small.subList(0, Math.min(ATTACKS, small.size()))) {
            var found = attack.attack(cell, policy);
            sums.attacked++;
            sums.exact += found.isExact() ? 1 : 0;
            sums.narrow += found.isNarrow() ? 1 : 0;
            if (memory == Memory.OF_ALL_RELEASES && found.isNarrow()) {
                sums.found.add("seed " + seed + ", " + policies + ": " + found.text());
            }
        }
    }

    /** The attack would be worth nothing if it did not find what restatements let out that forget earlier ones. */
    @Test
    void restatementsAreMadeAndTellNoSmallChange() {
        var all = attack();
        var naive = all.getOrDefault(Memory.NONE, new Sums());
        assertThat(naive.exact + naive.narrow).isPositive();
        var sums = all.getOrDefault(Memory.OF_ALL_RELEASES, new Sums());
        assertThat(sums.attacked).isGreaterThan(PROGRAMMES);
        assertThat(sums.againUnsafe)
                .as("restatements that could not be made safe")
                .isZero();
        assertThat(sums.found).as("%d small counts became known", sums.exact).isEmpty();
    }
}
