package org.outreachsync.indicator.count;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.breakdown.Labels;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.cube.Selection;

/** Counts events by the populations of their persons, for measures that are also counted person by person. */
final class EventsByPopulation {

    private final QuestionScope scope;

    EventsByPopulation(QuestionScope scope) {
        this.scope = scope;
    }

    /**
     * The events of each population. Events without a known person are under the unknown population.
     *
     * @param all all events by the other dimensions
     * @param others the other dimensions: place, time and funding source
     */
    Map<Group, Long> of(List<String> measures, Map<Group, Long> all, Set<Dimension> others) {
        var grouping = scope.personGroups(Only.EVERYBODY, EnumSet.of(Dimension.POPULATION));
        var groups = new HashMap<Group, Long>();
        for (var slice : scope.slicesByProject(others)) {
            var found = grouping.count(
                    visitor -> measures.forEach(measure -> visit(slice.selection(), measure, visitor)), slice.group());
            found.forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        all.forEach((group, events) -> {
            long ofPersons = groups.entrySet().stream()
                    .filter(entry -> entry.getKey().matches(group))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            if (events > ofPersons) {
                groups.merge(group.with(Dimension.POPULATION, Labels.unknown()), events - ofPersons, Long::sum);
            }
        });
        return groups;
    }

    /**
     * Visits persons under their effective numbers, once per event. Persons with a second event on a day are stored
     * under a separate name, and so on until there are none.
     */
    private void visit(Selection selection, String measure, IntConsumer visitor) {
        int times = 1;
        while (visitTimes(selection, Measure.ofPersons(measure, times), visitor)) {
            times++;
        }
    }

    private boolean visitTimes(Selection selection, String measure, IntConsumer visitor) {
        var merges = scope.context().cube().people().merges();
        var any = new AtomicBoolean();
        selection.forEachPersons(measure, (day, project, numbers, begin, end) -> {
            for (int at = begin; at < end; at++) {
                any.setPlain(true);
                visitor.accept(merges.standsFor(numbers[at]));
            }
        });
        return any.get();
    }
}
