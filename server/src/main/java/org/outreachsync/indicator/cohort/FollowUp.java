package org.outreachsync.indicator.cohort;

import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.cube.PersonDays;
import org.outreachsync.indicator.cube.Selection;

/**
 * Finds persons by events within some days after a day of the question: persons with a follow-up event, the cohort of
 * persons who entered care, and those of the cohort who stayed.
 */
final class FollowUp {

    private final CohortScope scope;

    FollowUp(CohortScope scope) {
        this.scope = scope;
    }

    /** Persons who were in a measure, and in another one within some days or months after. */
    PersonFinder followed(Operand.People.Followed followed) {
        var delay = followed.within();
        var following = following(followed.by(), delay.daysMax());
        return selection -> {
            var persons = scope.nobody();
            scope.forEach(followed.measure(), selection, (number, day) -> {
                int person = scope.merges().standsFor(number);
                if (!persons.get(person) && following.happened(person, delay.first(day), delay.last(day))) {
                    persons.set(person);
                }
            });
            return persons;
        };
    }

    /** Persons who entered care long enough ago to be followed up. */
    PersonFinder cohort(Operand.People.Cohort cohort) {
        var leaving = following(cohort.stay().until(), cohort.days());
        var transfers = transfers(cohort.stay(), cohort.days());
        return selection -> {
            var persons = scope.nobody();
            forEachEntry(
                    cohort.stay().measure(),
                    selection,
                    leaving,
                    transfers,
                    cohort.days(),
                    (person, day) -> persons.set(person));
            return persons;
        };
    }

    /** The persons of a cohort who were still in care this many days after they entered. */
    PersonFinder retained(Operand.People.Retained retained) {
        int days = retained.days();
        var stay = retained.stay();
        var leaving = following(stay.until(), days);
        var entering = following(stay.measure(), days);
        var transfers = transfers(stay, days);
        var going = stay.gone() == null ? null : following(stay.gone(), days);
        var entered = OneDayEach.first(scope.merges());
        return selection -> {
            entered.take(visitor -> forEachEntry(stay.measure(), selection, leaving, transfers, days, visitor));
            var persons = scope.nobody();
            entered.forEach((person, day) -> {
                long last = (long) day + days - 1;
                boolean isGone = going != null && going.happened(person, day, last);
                persons.set(person, !isGone && !left(person, day, last, leaving, entering, transfers));
            });
            return persons;
        };
    }

    /** Visits persons who entered long enough ago, without those who only continued. */
    private void forEachEntry(
            String measure,
            Selection selection,
            PersonEvents leaving,
            Transfers transfers,
            int days,
            PersonDays.Visitor visitor) {
        long last = scope.today().toEpochDay() - days;
        scope.forEach(measure, selection, (number, day) -> {
            int person = scope.merges().standsFor(number);
            if (day <= last && !leaving.happened(person, day, day) && !transfers.broughtHere(person, day)) {
                visitor.visit(person, day);
            }
        });
    }

    /** Whether a person left between two days without entering again on the same day or continuing by a transfer. */
    private static boolean left(
            int person, long from, long to, PersonEvents leaving, PersonEvents entering, Transfers transfers) {
        long day = leaving.next(person, from, to);
        while (day != EventDays.NEVER && (entering.happened(person, day, day) || transfers.leadOn(person, day))) {
            day = day == to ? EventDays.NEVER : leaving.next(person, day + 1, to);
        }
        return day != EventDays.NEVER;
    }

    /** When something happened to persons at any site, from the question's first day to some days after its last. */
    private PersonEvents following(String measure, int days) {
        return scope.events(measure, scope.from(), scope.to().plusDays(days));
    }

    private Transfers transfers(Operand.Stay stay, int days) {
        var through = stay.through();
        if (through == null) {
            return Transfers.NONE;
        }
        int within = through.days();
        var transferred = scope.events(
                through.measure(), scope.from().minusDays(within), scope.to().plusDays(days));
        var entering = scope.events(stay.measure(), scope.from(), scope.to().plusDays((long) days + within));
        return new Transfers.Within(transferred, entering, within);
    }
}
