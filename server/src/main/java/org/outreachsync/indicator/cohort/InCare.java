package org.outreachsync.indicator.cohort;

import java.util.HashMap;
import java.util.Map;
import org.outreachsync.indicator.catalogue.Operand;

/** Finds persons who are in care: at the end of the question, or for a number of days within it. */
final class InCare {

    private final CohortScope scope;
    private final Map<String, OneDayEach> lastDays = new HashMap<>();

    InCare(CohortScope scope) {
        this.scope = scope;
    }

    /** Persons who entered at a site of the selection and have not left anywhere by the question's last day. */
    PersonFinder atTheEnd(Operand.People.At at) {
        var stay = at.stay();
        var entered = OneDayEach.last(scope.merges());
        var left = lastDays.computeIfAbsent(stay.until(), this::lastDaysAnywhere);
        var gone = stay.gone() == null ? null : lastDays.computeIfAbsent(stay.gone(), this::lastDaysAnywhere);
        return selection -> {
            entered.take(visitor -> selection.forEachLast(stay.measure(), scope.to(), visitor));
            var persons = scope.nobody();
            entered.forEach((person, day) ->
                    persons.set(person, day >= left.of(person) && (gone == null || day > gone.of(person))));
            return persons;
        };
    }

    private OneDayEach lastDaysAnywhere(String measure) {
        var last = OneDayEach.last(scope.merges());
        last.take(visitor -> scope.everywhere().forEachLast(measure, scope.to(), visitor));
        return last;
    }

    /** Persons who, on some day of the question, had been in care for this many days without a break. */
    PersonFinder lasting(Operand.People.Lasting lasting) {
        var stay = lasting.stay();
        var spells = new Spells(scope, stay);
        long first = scope.from().toEpochDay();
        long last = Math.min(scope.to().toEpochDay(), scope.today().toEpochDay());
        return selection -> {
            var persons = scope.nobody();
            selection.forEachEver(stay.measure(), scope.to(), (stretch, number, day) -> {
                int person = scope.merges().standsFor(number);
                boolean isMeant = stretch.within(scope.to(), scope.to()) != null;
                long begin = Math.max(Math.max(first, day), spells.begin(person, day) + lasting.days());
                if (isMeant && begin <= Math.min(last, spells.left(person, day))) {
                    persons.set(person);
                }
            });
            return persons;
        };
    }
}
