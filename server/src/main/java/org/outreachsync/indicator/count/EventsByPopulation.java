package org.outreachsync.indicator.count;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.breakdown.Labels;
import org.outreachsync.indicator.breakdown.PersonGroups;
import org.outreachsync.indicator.breakdown.Slices;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.count.Figures.Known;
import org.outreachsync.indicator.cube.Selection;
import org.outreachsync.indicator.question.Question;

/** Counts events by the populations of their persons, for measures that are counted person by person, too. */
final class EventsByPopulation {

    private final Known known;
    private final Question question;
    private final Labels labels;
    private boolean isThere;

    EventsByPopulation(Known known, Question question, Labels labels) {
        this.known = known;
        this.question = question;
        this.labels = labels;
    }

    /**
     * The events of each population. What is left of all events is of nobody who is known.
     *
     * @param all the events by the other dimensions
     * @param others these dimensions: place, time and funding source
     */
    Map<Group, Long> byPopulation(
            Selection selection, List<String> measures, Map<Group, Long> all, Set<Dimension> others) {
        var ageBands = new AgeBands(known.codes());
        int startYear = question.period().from().getYear();
        var grouping = new PersonGroups(
                known.cube().people(), Only.EVERYBODY, labels, ageBands, startYear, EnumSet.of(Dimension.POPULATION));
        var groups = new HashMap<Group, Long>();
        for (var slice : new Slices(known.places()).of(selection, others, true)) {
            var found = grouping.count(
                    visitor -> measures.forEach(measure -> visit(slice.selection(), measure, visitor)), slice.group());
            found.forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        all.forEach((group, events) -> {
            long ofPersons = groups.entrySet().stream()
                    .filter(entry -> entry.getKey().isIn(group))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            if (events > ofPersons) {
                groups.merge(group.with(Dimension.POPULATION, Labels.unknown()), events - ofPersons, Long::sum);
            }
        });
        return groups;
    }

    /** Visits persons by the number that counts, each as often as there are events of them. */
    private void visit(Selection selection, String measure, IntConsumer visitor) {
        var merges = known.cube().people().merges();
        int times = 1;
        do {
            isThere = false;
            selection.forEachPersons(Measure.ofPersons(measure, times), (day, project, numbers, begin, end) -> {
                isThere |= begin < end;
                for (int at = begin; at < end; at++) {
                    visitor.accept(merges.standsFor(numbers[at]));
                }
            });
            times++;
        } while (isThere);
    }
}
