package org.outreachsync.indicator.answer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Side;
import org.outreachsync.indicator.cell.PersonColumn;

/** Finds the persons whom a side of an indicator means, each once and under the number of whom they turned out to be. */
final class PersonSets {

    private static final long EVER = -200_000;

    private final Catalogue catalogue;
    private final Cube cube;
    private final Selection everywhere;
    private final LocalDate from;
    private final LocalDate to;

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
    }

    /** Those whom a side means in each of these selections. The sets are the caller's own. */
    List<BitSet> of(Side.People whom, List<Selection> selections) {
        return switch (whom) {
            case Side.People.All all -> selections.stream().map(selection -> all(all.measures(), selection)).toList();
            case Side.People.Every every -> selections.stream().map(selection -> every(every, selection)).toList();
            case Side.People.First first -> first(first, selections);
            case Side.People.Followed followed -> followed(followed, selections);
            case Side.People.At at -> at(at, selections);
            case Side.People.Retained retained -> retained(retained, selections);
        };
    }

    private BitSet all(List<String> measures, Selection selection) {
        var common = union(measures.getFirst(), selection);
        for (var measure : measures.subList(1, measures.size())) {
            common.and(union(measure, selection));
        }
        return common;
    }

    private BitSet union(String measure, Selection selection) {
        if (!isDated(measure)) {
            return cube.people().merges().resolve(selection.persons(measure));
        }
        var set = new BitSet();
        selection.forEachDated(measure, (day, project, numbers, begin, end) -> {
            for (int at = begin; at < end; at++) {
                set.set(numbers[at]);
            }
        });
        return cube.people().merges().resolve(set);
    }

    private boolean isDated(String name) {
        var measure = catalogue.measures().get(name);
        return measure != null && measure.isDated();
    }

    private Timeline timeline(String measure, Selection selection) {
        return Timeline.of(visitor -> visit(measure, selection, visitor));
    }

    /** What happened next, anywhere and up to some days after the question, to those in a measure. */
    private Following following(String measure, List<Selection> selections, String next, int days) {
        var events = selections.stream().map(selection -> timeline(measure, selection)).toList();
        var anywhere = cube.everywhere();
        var after = new DaysOfPersons(
                from, to.plusDays(days), isDated(next) ? month -> anywhere.daysEver(next, month) : month -> anywhere.days(next, month));
        return new Following(cube.people().merges(), events, after, days);
    }

    private BitSet every(Side.People.Every every, Selection selection) {
        var common = new BitSet();
        var begin = from;
        while (!begin.plusDays(every.days() - 1L).isAfter(to)) {
            var stretch = union(every.measure(), selection.within(begin, begin.plusDays(every.days() - 1L)));
            if (begin.equals(from)) {
                common.or(stretch);
            } else {
                common.and(stretch);
            }
            begin = begin.plusDays(every.days());
        }
        return common;
    }

    private List<BitSet> first(Side.People.First first, List<Selection> selections) {
        var before = union(first.measure(), everywhere.over(LocalDate.ofEpochDay(EVER), from.minusDays(1)));
        var sets = new ArrayList<BitSet>(selections.size());
        for (var selection : selections) {
            var now = union(first.measure(), selection);
            now.andNot(before);
            sets.add(now);
        }
        return sets;
    }

    private List<BitSet> followed(Side.People.Followed followed, List<Selection> selections) {
        var found = sets(selections.size());
        following(followed.measure(), selections, followed.by(), followed.days()).forEach((selection, person, days) -> {
            if (days <= followed.days()) {
                found.get(selection).set(person);
            }
        });
        return found;
    }

    private List<BitSet> retained(Side.People.Retained retained, List<Selection> selections) {
        var stayed = sets(selections.size());
        // The first day on which somebody entered is visited last, so that it decides.
        following(retained.measure(), selections, retained.until(), retained.days())
                .forEach((selection, person, days) -> stayed.get(selection).set(person, days >= retained.days()));
        return stayed;
    }

    private static List<BitSet> sets(int count) {
        var sets = new ArrayList<BitSet>(count);
        while (sets.size() < count) {
            sets.add(new BitSet());
        }
        return sets;
    }

    private List<BitSet> at(Side.People.At at, List<Selection> selections) {
        var entered = new LastDays(cube.people().merges());
        var left = new LastDays(cube.people().merges());
        var sets = new ArrayList<BitSet>(selections.size());
        for (var selection : selections) {
            var asked = selection.over(LocalDate.ofEpochDay(EVER), to);
            entered.take(visitor -> visit(at.measure(), asked, visitor));
            left.take(visitor -> visit(at.until(), asked, visitor));
            var in = new BitSet();
            entered.forEach((person, day) -> in.set(person, day >= left.of(person)));
            sets.add(in);
        }
        return sets;
    }

    private void visit(String measure, Selection selection, PersonColumn.Visitor visitor) {
        if (isDated(measure)) {
            selection.forEachDated(measure, visitor);
        } else {
            selection.forEachPersons(measure, visitor);
        }
    }
}
