package org.outreachsync.indicator.count;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.cohort.PersonTime;
import org.outreachsync.indicator.cohort.Spells;
import org.outreachsync.indicator.cube.PersonTally;

/** Counts days: days of persons in care, and levels, such as a number of beds, summed over days. */
final class DayCounter {

    private final QuestionScope scope;

    DayCounter(QuestionScope scope) {
        this.scope = scope;
    }

    /**
     * The days on which persons were in care, each day once. A day belongs to where the person entered last.
     *
     * @param spells when persons entered and left
     */
    Map<Group, Long> personDays(Operand.PersonDays operand, Spells spells, Only only, Set<Dimension> by) {
        var grouping = scope.personGroups(only, by);
        var people = scope.context().cube().people();
        var time = new PersonTime(people.merges(), spells, scope.today());
        var days = new PersonTally(people);
        var last = scope.question().period().to();
        var groups = new HashMap<Group, Long>();
        for (var slice : scope.slices(by)) {
            var within = operand.where() == null
                    ? slice.selection()
                    : levels(operand.where()).where(slice.selection());
            days.clear();
            time.count(within, operand.stay().measure(), last, days);
            grouping.count(days, slice.group()).forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        return groups;
    }

    /** The sum of a level over the days up to yesterday, for all funding sources: a bed is there for everybody. */
    Map<Group, Long> levelDays(Operand.LevelDays operand, Set<Dimension> by) {
        var levels = levels(operand.measure());
        var groups = new HashMap<Group, Long>();
        for (var slice : scope.slices(by)) {
            groups.merge(slice.group(), levels.days(slice.selection(), scope.today()), Long::sum);
        }
        return groups;
    }

    private Levels levels(String measure) {
        return new Levels(scope.context().cube(), scope.context().places(), measure);
    }
}
