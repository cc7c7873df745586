package org.outreachsync.indicator.count;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.breakdown.PersonGroups;
import org.outreachsync.indicator.breakdown.Slices.Slice;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.cohort.Meetings;
import org.outreachsync.indicator.cohort.PersonFinder;
import org.outreachsync.indicator.cohort.PersonFinders;
import org.outreachsync.indicator.count.OperandValue.Contacts;
import org.outreachsync.indicator.cube.PersonTally;

/** Counts persons, each once, and their meetings. */
final class PersonCounter {

    private final QuestionScope scope;
    private final PersonFinders finders;

    PersonCounter(QuestionScope scope, PersonFinders finders) {
        this.scope = scope;
        this.finders = finders;
    }

    /**
     * The persons of an operand, by the breakdown of the question.
     *
     * @param withContacts whether to count meetings, too
     */
    OperandValue of(Operand.People people, Only only, boolean withContacts) {
        var question = scope.question();
        if (people instanceof Operand.People.Every every
                && every.days() > question.period().days()) {
            return OperandValue.counted(null, Map.of());
        }
        var measures = withContacts ? meetings(people) : List.<String>of();
        var slices = PersonSlice.of(people, scope);
        boolean isOneSlice =
                slices.size() == 1 && slices.getFirst().slice().selection().isSameAs(scope.selection());
        var counted = count(only, measures, slices, question.by());
        var whole = counted;
        if (!isOneSlice
                && (!people.isUnionOfParts()
                        || (!measures.isEmpty() && question.by().contains(Dimension.PROJECT)))) {
            var all = new PersonSlice(people, new Slice(Group.ALL, scope.selection()));
            whole = count(only, measures, List.of(all), Set.of());
        }
        return new OperandValue(
                whole.together(),
                question.by().isEmpty() ? Map.of() : counted.groups(),
                null,
                Map.of(),
                measures.isEmpty() ? null : new Contacts(SumCounter.total(whole.contacts()), counted.contacts()));
    }

    /**
     * The measures whose records are meetings. A record that counts on another day than its own is no meeting on that
     * day.
     */
    private List<String> meetings(Operand.People people) {
        var measures = people.meetings();
        return measures.stream()
                        .map(scope.context().catalogue().measures()::get)
                        .anyMatch(measure -> measure != null && measure.isDated())
                ? List.of()
                : measures;
    }

    /**
     * Persons by groups.
     *
     * @param together how many are in any group; a person may be in several slices
     * @param contacts their meetings
     */
    private record Counted(Map<Group, Long> groups, long together, Map<Group, Long> contacts) {}

    private Counted count(Only only, List<String> measures, List<PersonSlice> slices, Set<Dimension> by) {
        var grouping = scope.personGroups(only, by);
        var used = new HashMap<Operand.People, PersonFinder>();
        var groups = new HashMap<Group, Long>();
        var contacts = new HashMap<Group, Long>();
        var together = new BitSet();
        // It has a number for every person of the programme, so it is made only where meetings are grouped by person.
        var tally = measures.isEmpty() || grouping.isOne()
                ? null
                : new PersonTally(scope.context().cube().people());
        for (var part : slices) {
            var slice = part.slice();
            var finder = used.computeIfAbsent(part.people(), finders::finder);
            var persons = grouping.limited(finder.in(slice.selection()));
            together.or(persons);
            grouping.count(persons, slice.group()).forEach((group, value) -> groups.merge(group, value, Long::sum));
            if (!measures.isEmpty()) {
                meetings(slice, measures, persons, grouping, tally)
                        .forEach((group, value) -> contacts.merge(group, value, Long::sum));
            }
        }
        return new Counted(groups, together.cardinality(), contacts);
    }

    private Map<Group, Long> meetings(
            Slice slice, List<String> measures, BitSet persons, PersonGroups grouping, @Nullable PersonTally tally) {
        if (tally != null) {
            tally.clear();
        }
        long all = Meetings.count(scope.context().cube(), slice.selection(), measures, persons, tally);
        return tally == null ? Map.of(slice.group(), all) : grouping.count(tally, slice.group());
    }
}
