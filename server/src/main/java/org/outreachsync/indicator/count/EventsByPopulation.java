package org.outreachsync.indicator.count;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.breakdown.Labels;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.cube.PersonTally;
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
        var tally = new PersonTally(scope.context().cube().people());
        var groups = new HashMap<Group, Long>();
        for (var slice : scope.slicesByProject(others)) {
            tally.clear();
            measures.forEach(measure -> count(slice.selection(), measure, tally));
            grouping.count(tally, slice.group()).forEach((group, value) -> groups.merge(group, value, Long::sum));
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
     * Counts persons under their effective numbers, once per event. Persons with a second event on a day are stored
     * under a separate name, and so on until there are none.
     */
    private void count(Selection selection, String measure, PersonTally tally) {
        int times = 1;
        while (countTimes(selection, Measure.ofPersons(measure, times), tally)) {
            times++;
        }
    }

    private boolean countTimes(Selection selection, String measure, PersonTally tally) {
        var merges = scope.context().cube().people().merges();
        var any = new AtomicBoolean();
        selection.forEachPersons(measure, (day, project, numbers, begin, end) -> {
            for (int at = begin; at < end; at++) {
                any.setPlain(true);
                tally.add(merges.standsFor(numbers[at]), 1);
            }
        });
        return any.get();
    }
}
