package org.outreachsync.indicator.count;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.breakdown.SumGroups;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Operand.Only;

/** Adds up measures of events and units over a question, and counts sites at which a measure is above zero. */
final class SumCounter {

    private final QuestionScope scope;

    SumCounter(QuestionScope scope) {
        this.scope = scope;
    }

    /** All groups together. */
    static long total(Map<Group, Long> groups) {
        return groups.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The sum of some measures, by the breakdown of the question. */
    OperandValue of(Operand.Sum sum, Only only) {
        var by = scope.question().by();
        var groups =
                by.contains(Dimension.POPULATION) ? byPopulation(sum.measures(), by) : groups(sum.measures(), only, by);
        return OperandValue.counted(total(groups), groups);
    }

    /** The sum of some measures by groups. */
    Map<Group, Long> groups(List<String> measures, Only only, Set<Dimension> by) {
        var context = scope.context();
        var adding = new SumGroups(
                scope.labels(),
                context.cube().breakdowns(),
                only,
                scope.question().project(),
                by);
        var elsewhere = new ReportedElsewhere(context.catalogue(), scope.programme());
        var groups = new HashMap<Group, Long>();
        for (var slice : scope.slices(by)) {
            adding.add(measures, slice.selection(), slice.group())
                    .forEach((group, value) -> groups.merge(group, value, Long::sum));
            elsewhere.add(adding, measures, slice).forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        return groups;
    }

    private Map<Group, Long> byPopulation(List<String> measures, Set<Dimension> by) {
        var others = EnumSet.copyOf(by);
        others.remove(Dimension.POPULATION);
        return new EventsByPopulation(scope).of(measures, groups(measures, Only.EVERYBODY, others), others);
    }

    /** The number of sites at which a measure is above zero, by groups. */
    Map<Group, Long> sites(Operand.Sites sites, Set<Dimension> by) {
        var split = EnumSet.of(Dimension.SITE);
        split.addAll(by);
        var groups = new HashMap<Group, Long>();
        groups(List.of(sites.measure()), Only.EVERYBODY, split).forEach((group, value) -> {
            if (value > 0) {
                var labels = new TreeMap<>(group.labels());
                labels.remove(Dimension.SITE);
                groups.merge(new Group(labels), 1L, Long::sum);
            }
        });
        return groups;
    }
}
