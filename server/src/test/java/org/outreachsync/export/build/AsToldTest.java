package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.LateRecords.DataSet;
import org.outreachsync.export.build.LateRecords.Memory;
import org.outreachsync.export.build.LateRecords.Report;
import org.outreachsync.export.build.LateRecords.Step;

/**
 * Records come in late at small programmes with several recipients. No figure is told as counted that is not, and
 * whether a figure is marked as told before follows from what was told: a mark that came and went with the true counts
 * would tell of them.
 */
class AsToldTest {

    private static final Set<DataSet> SETS = EnumSet.of(DataSet.DONOR, DataSet.MINISTRY, DataSet.AGENCY);
    private static final List<Step> STORY = List.of(
            new Step(DataSet.DONOR, 0),
            new Step(DataSet.MINISTRY, 0),
            new Step(DataSet.DONOR, 1),
            new Step(DataSet.AGENCY, 1),
            new Step(DataSet.DONOR, 1),
            new Step(DataSet.DONOR, 2),
            new Step(DataSet.MINISTRY, 2));

    @ParameterizedTest
    @CsvSource({"4, 5", "5, 30"})
    void marksFollowFromWhatWasToldAndNothingOldIsToldAsCounted(long seed, int batches) {
        for (var policy : List.of(new Policy.Suppress(), new Policy.Round(5))) {
            var policies = new EnumMap<DataSet, Policy>(DataSet.class);
            SETS.forEach(set -> policies.put(set, policy));
            var records = new LateRecords(seed, batches, SETS);
            var reports = records.report(STORY, policies, Memory.OF_ALL_RELEASES);
            var last = new EnumMap<DataSet, Report>(DataSet.class);
            int marked = 0;
            for (var report : reports) {
                marked += check(records, report, last, "seed " + seed + ", " + policy);
                last.put(report.step().set(), report);
            }
            assertThat(marked).as("seed %d, %s", seed, policy).isPositive();
        }
    }

    private static int check(LateRecords records, Report report, Map<DataSet, Report> last, String what) {
        var before = last.get(report.step().set());
        int marked = 0;
        for (int at = 0; at < report.lines().size(); at++) {
            var line = report.lines().get(at);
            var told = line.numerator();
            if (told == null || told instanceof Told.LeftOut) {
                assertThat(line.isNumeratorAsTold()).as(what).isFalse();
                continue;
            }
            marked += line.isNumeratorAsTold() ? 1 : 0;
            if (!line.isNumeratorAsTold()) {
                assertThat(told.range().has(records.numerator(report.step(), at)))
                        .as("%s: %s is told as counted: %s", what, line, report.step())
                        .isTrue();
            }
            if (before != null && told.equals(before.lines().get(at).numerator())) {
                boolean isSameState = before.step().state() == report.step().state();
                assertThat(line.isNumeratorAsTold())
                        .as("%s: %s is as in the revision before: %s", what, line, report.step())
                        .isEqualTo(!isSameState || before.lines().get(at).isNumeratorAsTold());
            }
        }
        return marked;
    }
}
