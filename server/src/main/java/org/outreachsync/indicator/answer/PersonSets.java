package org.outreachsync.indicator.answer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Side.People;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/** Finds the persons whom a side of an indicator means, each once and under the number of whom they turned out to be. */
final class PersonSets {

    private static final long EVER = -200_000;

    private final Catalogue catalogue;
    private final Cube cube;
    private final Selection everywhere;
    private final Map<String, RoaringBitmap> before = new HashMap<>();
    private final Map<String, NavigableMap<Long, RoaringBitmap>> daysEverywhere = new HashMap<>();

    /**
     * Over a cube, for one side of one question.
     *
     * @param everywhere all sites of the programme, over any days
     */
    PersonSets(Catalogue catalogue, Cube cube, Selection everywhere) {
        this.catalogue = catalogue;
        this.cube = cube;
        this.everywhere = everywhere;
    }

    /** Those whom a side means. The set is the caller's own. */
    RoaringBitmap of(People people, Selection selection, LocalDate from, LocalDate to) {
        return switch (people) {
            case People.All all -> all(all.measures(), selection);
            case People.Every every -> every(every, selection, from, to);
            case People.First first -> first(first, selection, from);
            case People.Followed followed -> followed(followed, selection, from, to);
            case People.At at -> at(at, selection, to);
            case People.Retained retained -> retained(retained, selection, from, to);
        };
    }

    private RoaringBitmap all(List<String> measures, Selection selection) {
        var common = union(measures.getFirst(), selection);
        for (var measure : measures.subList(1, measures.size())) {
            common.and(union(measure, selection));
        }
        return common;
    }

    private RoaringBitmap union(String measure, Selection selection) {
        var sets = new ArrayList<RoaringBitmap>();
        if (isDated(measure)) {
            byDay(measure, selection).values().forEach(sets::add);
        } else {
            selection.forEach(cell -> cell.persons(measure).forEach((project, numbers) -> {
                if (selection.has(project)) {
                    sets.add(numbers);
                }
            }));
        }
        return cube.people().resolve(FastAggregation.or(sets.iterator()));
    }

    private boolean isDated(String name) {
        var measure = catalogue.measures().get(name);
        return measure != null && measure.isDated();
    }

    /** The persons of a measure that is known day by day, within the days of the selection. */
    private NavigableMap<Long, RoaringBitmap> byDay(String measure, Selection selection) {
        var days = new TreeMap<Long, RoaringBitmap>();
        selection.forEachMonth(isDated(measure), (stretch, cell) -> cell.dated(measure).forEach((project, dated) -> {
            if (selection.has(project)) {
                dated.subMap(stretch.from().toEpochDay(), true, stretch.to().toEpochDay(), true)
                        .forEach((day, numbers) -> days.computeIfAbsent(day, unseen -> new RoaringBitmap()).or(numbers));
            }
        }));
        days.values().forEach(cube.people()::resolve);
        return days;
    }

    /** The same for every slice of a breakdown, so that it is worked out once. */
    private NavigableMap<Long, RoaringBitmap> everywhereByDay(String measure, LocalDate from, LocalDate to) {
        return daysEverywhere.computeIfAbsent(measure, name -> byDay(name, everywhere.over(from, to)));
    }

    private RoaringBitmap every(People.Every every, Selection selection, LocalDate from, LocalDate to) {
        RoaringBitmap common = new RoaringBitmap();
        var begin = from;
        while (!begin.plusDays(every.days() - 1L).isAfter(to)) {
            var stretch = new RoaringBitmap();
            byDay(every.measure(), selection.within(begin, begin.plusDays(every.days() - 1L))).values().forEach(stretch::or);
            if (begin.equals(from)) {
                common.or(stretch);
            } else {
                common.and(stretch);
            }
            begin = begin.plusDays(every.days());
        }
        return common;
    }

    private RoaringBitmap first(People.First first, Selection selection, LocalDate from) {
        var now = union(first.measure(), selection);
        now.andNot(before.computeIfAbsent(
                first.measure(), measure -> union(measure, everywhere.over(LocalDate.ofEpochDay(EVER), from.minusDays(1)))));
        return now;
    }

    private RoaringBitmap followed(People.Followed followed, Selection selection, LocalDate from, LocalDate to) {
        var begun = byDay(followed.measure(), selection);
        var after = everywhereByDay(followed.by(), from, to.plusDays(followed.days()));
        var found = new RoaringBitmap();
        begun.forEach((day, numbers) -> after.subMap(day, true, day + followed.days(), true)
                .values()
                .forEach(later -> found.or(RoaringBitmap.and(numbers, later))));
        return found;
    }

    private RoaringBitmap at(People.At at, Selection selection, LocalDate to) {
        var asked = selection.over(LocalDate.ofEpochDay(EVER), to);
        var entered = byDay(at.measure(), asked);
        var left = byDay(at.until(), asked);
        var days = new TreeMap<>(entered);
        days.putAll(left);
        var in = new RoaringBitmap();
        for (long day : days.keySet()) {
            in.andNot(left.getOrDefault(day, new RoaringBitmap()));
            in.or(entered.getOrDefault(day, new RoaringBitmap()));
        }
        return in;
    }

    private RoaringBitmap retained(People.Retained retained, Selection selection, LocalDate from, LocalDate to) {
        var begun = new HashMap<Integer, Long>();
        byDay(retained.measure(), selection).forEach((day, numbers) -> numbers.forEach((int no) -> begun.putIfAbsent(no, day)));
        var stopped = new RoaringBitmap();
        everywhereByDay(retained.until(), from, to.plusDays(retained.days())).forEach((day, numbers) -> numbers.forEach((int no) -> {
            var since = begun.get(no);
            if (since != null && day >= since && day < since + retained.days()) {
                stopped.add(no);
            }
        }));
        var stayed = new RoaringBitmap();
        begun.keySet().forEach(stayed::add);
        stayed.andNot(stopped);
        return stayed;
    }
}
