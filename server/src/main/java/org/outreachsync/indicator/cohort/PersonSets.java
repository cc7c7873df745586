package org.outreachsync.indicator.cohort;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.cube.PersonDays;
import org.outreachsync.indicator.cube.Selection;

/**
 * Finds the persons whom a operand of an indicator means, each once and under the number of whom they turned out to be.
 * Not safe for threads.
 */
public final class PersonSets {

    private static final long EVER = -200_000;

    private final Catalogue catalogue;
    private final Cube cube;
    private final Selection everywhere;
    private final LocalDate from;
    private final LocalDate to;
    private final LocalDate today;
    private final BitSet found;
    private final BitSet other;
    private final Map<String, OneDayEach> lastDays = new HashMap<>();

    /**
     * For one question.
     *
     * @param everywhere all sites of the programme, over any days
     * @param from the first day of the question
     * @param to the last day of the question
     * @param today up to which it is known what happened
     */
    public PersonSets(
            Catalogue catalogue, Cube cube, Selection everywhere, LocalDate from, LocalDate to, LocalDate today) {
        this.catalogue = catalogue;
        this.cube = cube;
        this.everywhere = everywhere;
        this.from = from;
        this.to = to;
        this.today = today;
        this.found = new BitSet(cube.people().numberMax() + 1);
        this.other = new BitSet(cube.people().numberMax() + 1);
    }

    /**
     * Finds those whom a operand means in one selection after the other. The set may be changed, and is overwritten
     * with the next selection.
     */
    public interface Finder {
        BitSet in(Selection selection);
    }

    /** The finder for a operand. */
    public Finder finder(Operand.People whom) {
        return switch (whom) {
            case Operand.People.All all -> selection -> all(all.measures(), selection);
            case Operand.People.Every every -> selection -> every(every, selection);
            case Operand.People.First first -> first(first);
            case Operand.People.Followed followed -> followed(followed);
            case Operand.People.At at -> at(at);
            case Operand.People.Lasting lasting -> lasting(lasting);
            case Operand.People.Both both -> both(both);
            case Operand.People.Either either -> either(either);
            case Operand.People.Cohort cohort -> cohort(cohort);
            case Operand.People.Retained retained -> retained(retained);
        };
    }

    private BitSet all(List<String> measures, Selection selection) {
        union(found, measures.getFirst(), selection);
        for (var measure : measures.subList(1, measures.size())) {
            found.and(union(other, measure, selection));
        }
        return found;
    }

    /** Fills a set with all of a measure. */
    private BitSet union(BitSet set, String measure, Selection selection) {
        set.clear();
        if (isDated(measure)) {
            selection.forEachDated(measure, (day, project, numbers, begin, end) -> {
                for (int at = begin; at < end; at++) {
                    set.set(numbers[at]);
                }
            });
        } else {
            selection.addPersons(measure, set);
        }
        return cube.people().merges().resolve(set);
    }

    private boolean isDated(String name) {
        var measure = catalogue.measures().get(Measure.withoutCode(name));
        return measure != null && measure.isDated();
    }

    private BitSet every(Operand.People.Every every, Selection selection) {
        found.clear();
        var begin = from;
        while (!begin.plusDays(every.days() - 1L).isAfter(to)) {
            var stretch = union(other, every.measure(), selection.within(begin, begin.plusDays(every.days() - 1L)));
            if (begin.equals(from)) {
                found.or(stretch);
            } else {
                found.and(stretch);
            }
            begin = begin.plusDays(every.days());
        }
        return found;
    }

    private Finder first(Operand.People.First first) {
        var before =
                union(new BitSet(), first.measure(), everywhere.over(LocalDate.ofEpochDay(EVER), from.minusDays(1)));
        return selection -> {
            union(found, first.measure(), selection).andNot(before);
            return found;
        };
    }

    private Finder followed(Operand.People.Followed followed) {
        var following = following(followed.by(), followed.days());
        return selection -> {
            found.clear();
            visit(followed.measure(), selection, (number, day) -> {
                int person = cube.people().merges().standsFor(number);
                if (!found.get(person) && following.happened(person, day, (long) day + followed.days())) {
                    found.set(person);
                }
            });
            return found;
        };
    }

    private Finder cohort(Operand.People.Cohort cohort) {
        var leaving = following(cohort.stay().until(), cohort.days());
        var transfers = transfers(cohort.stay(), cohort.days());
        return selection -> {
            found.clear();
            begin(
                    cohort.stay().measure(),
                    selection,
                    leaving,
                    transfers,
                    cohort.days(),
                    (person, day) -> found.set(person));
            return found;
        };
    }

    private Finder retained(Operand.People.Retained retained) {
        int days = retained.days();
        var stay = retained.stay();
        var leaving = following(stay.until(), days);
        var entering = following(stay.measure(), days);
        var transfers = transfers(stay, days);
        var going = stay.gone() == null ? null : following(stay.gone(), days);
        var begun = OneDayEach.first(cube.people().merges());
        return selection -> {
            begun.take(visitor -> begin(stay.measure(), selection, leaving, transfers, days, visitor));
            found.clear();
            begun.forEach((person, day) -> {
                long last = (long) day + days - 1;
                boolean isGone = going != null && going.happened(person, day, last);
                found.set(person, !isGone && !left(person, day, last, leaving, entering, transfers));
            });
            return found;
        };
    }

    /** Visits those who entered long enough ago and did not merely go on. */
    private void begin(
            String measure,
            Selection selection,
            PersonEvents leaving,
            Transfers transfers,
            int days,
            PersonDays.Visitor visitor) {
        long last = today.toEpochDay() - days;
        visit(measure, selection, (number, day) -> {
            int person = cube.people().merges().standsFor(number);
            if (day <= last && !leaving.happened(person, day, day) && !transfers.broughtHere(person, day)) {
                visitor.visit(person, day);
            }
        });
    }

    /** Whether somebody left between two days without entering again on that very day, or going on by a transfer. */
    private static boolean left(
            int person, long from, long to, PersonEvents leaving, PersonEvents entering, Transfers transfers) {
        long day = leaving.next(person, from, to);
        while (day != EventDays.NEVER && (entering.happened(person, day, day) || transfers.leadOn(person, day))) {
            day = day == to ? EventDays.NEVER : leaving.next(person, day + 1, to);
        }
        return day != EventDays.NEVER;
    }

    /** When something happened to persons, anywhere and up to some days after the question. */
    private PersonEvents following(String measure, int days) {
        return between(measure, from, to.plusDays(days));
    }

    private Transfers transfers(Operand.Stay stay, int days) {
        var through = stay.through();
        if (through == null) {
            return Transfers.NONE;
        }
        int within = through.days();
        var transferred = between(through.measure(), from.minusDays(within), to.plusDays(days));
        return new Transfers.Within(
                transferred, between(stay.measure(), from, to.plusDays((long) days + within)), within);
    }

    private PersonEvents between(String measure, LocalDate first, LocalDate last) {
        var anywhere = cube.everywhere();
        var happened = new EventDays(
                first,
                last,
                isDated(measure) ? month -> anywhere.daysEver(measure, month) : month -> anywhere.days(measure, month));
        return new PersonEvents(cube.people().merges(), happened);
    }

    private Finder at(Operand.People.At at) {
        var entered = OneDayEach.last(cube.people().merges());
        var left = lastDays.computeIfAbsent(at.stay().until(), this::lastDaysAnywhere);
        var gone = at.stay().gone() == null
                ? null
                : lastDays.computeIfAbsent(at.stay().gone(), this::lastDaysAnywhere);
        return selection -> {
            entered.take(visitor -> selection.forEachLast(at.stay().measure(), to, visitor));
            found.clear();
            entered.forEach((person, day) ->
                    found.set(person, day >= left.of(person) && (gone == null || day > gone.of(person))));
            return found;
        };
    }

    private OneDayEach lastDaysAnywhere(String measure) {
        var last = OneDayEach.last(cube.people().merges());
        last.take(visitor -> everywhere.forEachLast(measure, to, visitor));
        return last;
    }

    private Finder both(Operand.People.Both both) {
        var first = finder(both.one());
        var second = finder(both.other());
        return selection -> {
            var those = (BitSet) first.in(selection).clone();
            those.and(second.in(selection));
            return those;
        };
    }

    private Finder either(Operand.People.Either either) {
        var first = finder(either.one());
        var second = finder(either.other());
        return selection -> {
            var those = (BitSet) first.in(selection).clone();
            those.or(second.in(selection));
            return those;
        };
    }

    private Finder lasting(Operand.People.Lasting lasting) {
        var spells = Spells.of(cube.people().merges(), everywhere, lasting.stay(), to);
        long first = from.toEpochDay();
        long last = Math.min(to.toEpochDay(), today.toEpochDay());
        return selection -> {
            found.clear();
            selection.forEachEver(lasting.stay().measure(), to, (stretch, number, day) -> {
                int person = cube.people().merges().standsFor(number);
                boolean isMeant = stretch.within(to, to) != null;
                long begin = Math.max(Math.max(first, day), spells.begin(person, day) + lasting.days());
                if (isMeant && begin <= Math.min(last, spells.left(person, day))) {
                    found.set(person);
                }
            });
            return found;
        };
    }

    /** When persons entered and left, anywhere and up to the last day of the question. */
    public Spells spells(Operand.PersonDays operand) {
        return Spells.of(cube.people().merges(), everywhere, operand.stay(), to);
    }

    private void visit(String measure, Selection selection, PersonDays.Visitor visitor) {
        PersonColumn.Visitor byDay = (day, project, numbers, begin, end) -> {
            for (int at = begin; at < end; at++) {
                visitor.visit(numbers[at], day);
            }
        };
        if (isDated(measure)) {
            selection.forEachDated(measure, byDay);
        } else {
            selection.forEachPersons(measure, byDay);
        }
    }
}
