package org.outreachsync.indicator.cohort;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.function.BiConsumer;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.cube.Selection;

/**
 * Chooses how to find the persons of an operand, each once, under their effective number after merges. Not thread-safe;
 * for one question.
 */
public final class PersonFinders {

    /** A day before all records. */
    private static final LocalDate BEGINNING = LocalDate.ofEpochDay(-200_000);

    private final CohortScope scope;
    private final FollowUp followUp;
    private final InCare inCare;

    /** For one question. */
    public PersonFinders(CohortScope scope) {
        this.scope = scope;
        this.followUp = new FollowUp(scope);
        this.inCare = new InCare(scope);
    }

    /** The finder for an operand. Work that is the same for all selections is done here, once. */
    public PersonFinder finder(Operand.People people) {
        return switch (people) {
            case Operand.People.All all -> selection -> scope.everybody(all.measures(), selection);
            case Operand.People.Every every -> selection -> every(every, selection);
            case Operand.People.First first -> first(first);
            case Operand.People.Followed followed -> followUp.followed(followed);
            case Operand.People.Cohort cohort -> followUp.cohort(cohort);
            case Operand.People.Retained retained -> followUp.retained(retained);
            case Operand.People.At at -> inCare.atTheEnd(at);
            case Operand.People.Lasting lasting -> inCare.lasting(lasting);
            case Operand.People.Both both -> combined(both.one(), both.other(), BitSet::and);
            case Operand.People.Either either -> combined(either.one(), either.other(), BitSet::or);
        };
    }

    /** Persons who are in a measure in each interval of this many days within the question. */
    private BitSet every(Operand.People.Every every, Selection selection) {
        var persons = scope.nobody();
        var begin = scope.from();
        while (!begin.plusDays(every.days() - 1L).isAfter(scope.to())) {
            var stretch = scope.everybody(every.measure(), selection.within(begin, begin.plusDays(every.days() - 1L)));
            if (begin.equals(scope.from())) {
                persons = stretch;
            } else {
                persons.and(stretch);
            }
            begin = begin.plusDays(every.days());
        }
        return persons;
    }

    /** Persons who were not in a measure before the question, at any site. */
    private PersonFinder first(Operand.People.First first) {
        var before = scope.everybody(
                first.measure(), scope.everywhere().over(BEGINNING, scope.from().minusDays(1)));
        return selection -> {
            var persons = scope.everybody(first.measure(), selection);
            persons.andNot(before);
            return persons;
        };
    }

    private PersonFinder combined(Operand.People one, Operand.People other, BiConsumer<BitSet, BitSet> combine) {
        var first = finder(one);
        var second = finder(other);
        return selection -> {
            var persons = first.in(selection);
            combine.accept(persons, second.in(selection));
            return persons;
        };
    }

    /** When persons entered and left care, at any site and up to the last day of the question. */
    public Spells spells(Operand.PersonDays operand) {
        return new Spells(scope, operand.stay());
    }
}
