package org.outreachsync.indicator.answer;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Side;
import org.outreachsync.indicator.cell.PersonColumn;

/** Finds the persons whom a side of an indicator means, each once and under the number of whom they turned out to be. Not safe for threads. */
final class PersonSets {

    private static final long EVER = -200_000;

    private final Catalogue catalogue;
    private final Cube cube;
    private final Selection everywhere;
    private final LocalDate from;
    private final LocalDate to;
    private final BitSet found;
    private final BitSet other;

    /**
     * For one question.
     *
     * @param everywhere all sites of the programme, over any days
     * @param from the first day of the question
     * @param to the last day of the question
     */
    PersonSets(Catalogue catalogue, Cube cube, Selection everywhere, LocalDate from, LocalDate to) {
        this.catalogue = catalogue;
        this.cube = cube;
        this.everywhere = everywhere;
        this.from = from;
        this.to = to;
        this.found = new BitSet(cube.people().numberMax() + 1);
        this.other = new BitSet(cube.people().numberMax() + 1);
    }

    /** Finds those whom a side means in one selection after the other. The set may be changed, and is overwritten with the next selection. */
    interface Finder {
        BitSet in(Selection selection);
    }

    /** The finder for a side. */
    Finder finder(Side.People whom) {
        return switch (whom) {
            case Side.People.All all -> selection -> all(all.measures(), selection);
            case Side.People.Every every -> selection -> every(every, selection);
            case Side.People.First first -> first(first);
            case Side.People.Followed followed -> followed(followed);
            case Side.People.At at -> at(at);
            case Side.People.Retained retained -> retained(retained);
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
        var measure = catalogue.measures().get(name);
        return measure != null && measure.isDated();
    }

    private BitSet every(Side.People.Every every, Selection selection) {
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

    private Finder first(Side.People.First first) {
        var before = union(new BitSet(), first.measure(), everywhere.over(LocalDate.ofEpochDay(EVER), from.minusDays(1)));
        return selection -> {
            union(found, first.measure(), selection).andNot(before);
            return found;
        };
    }

    private Finder followed(Side.People.Followed followed) {
        var following = following(followed.by(), followed.days());
        return selection -> {
            found.clear();
            visit(followed.measure(), selection, (number, day) -> {
                int person = cube.people().merges().standsFor(number);
                if (!found.get(person) && following.passed(person, day) <= followed.days()) {
                    found.set(person);
                }
            });
            return found;
        };
    }

    private Finder retained(Side.People.Retained retained) {
        var following = following(retained.until(), retained.days());
        var entered = OneDayEach.first(cube.people().merges());
        return selection -> {
            entered.take(visitor -> visit(retained.measure(), selection, visitor));
            found.clear();
            entered.forEach((person, day) -> found.set(person, following.passed(person, day) >= retained.days()));
            return found;
        };
    }

    /** What happened next, anywhere and up to some days after the question. */
    private Following following(String next, int days) {
        var anywhere = cube.everywhere();
        var after = new DaysOfPersons(
                from, to.plusDays(days), isDated(next) ? month -> anywhere.daysEver(next, month) : month -> anywhere.days(next, month));
        return new Following(cube.people().merges(), after, days);
    }

    private Finder at(Side.People.At at) {
        var entered = OneDayEach.last(cube.people().merges());
        var left = OneDayEach.last(cube.people().merges());
        return selection -> {
            entered.take(visitor -> selection.forEachLast(at.measure(), to, visitor));
            left.take(visitor -> selection.forEachLast(at.until(), to, visitor));
            found.clear();
            entered.forEach((person, day) -> found.set(person, day >= left.of(person)));
            return found;
        };
    }

    private void visit(String measure, Selection selection, OneDayEach.Visitor visitor) {
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
