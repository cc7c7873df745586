package org.outreachsync.indicator.count;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.cube.Selection;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Stretch;

/**
 * The level at sites on days: from the day on which it was recorded until the next record, while the site is open. Used
 * within one {@link Cube#read}.
 */
final class Levels {

    private final Cube cube;
    private final Places places;
    private final String measure;
    private final Map<String, NavigableMap<Long, Integer>> bySite = new HashMap<>();

    Levels(Cube cube, Places places, String measure) {
        this.cube = cube;
        this.places = places;
        this.measure = measure;
    }

    /** The part of a selection in which the level is known. */
    public Selection where(Selection selection) {
        return selection.of(selection.stretches().stream()
                .flatMap(stretch -> known(stretch).stream())
                .toList());
    }

    /** The sum of the level over the days of a selection before today. */
    public long days(Selection selection, LocalDate today) {
        return selection.stretches().stream()
                .flatMap(stretch -> known(stretch).stream())
                .map(stretch -> stretch.within(LocalDate.MIN, today.minusDays(1)))
                .filter(Objects::nonNull)
                .mapToLong(this::days)
                .sum();
    }

    private List<Stretch> known(Stretch stretch) {
        var levels = levels(stretch.site());
        var since = levels.isEmpty() ? null : stretch.within(LocalDate.ofEpochDay(levels.firstKey()), LocalDate.MAX);
        if (since == null) {
            return List.of();
        }
        var open = places.of(stretch.site());
        return open.isEmpty()
                ? List.of(since)
                : open.stream()
                        .map(place -> place.of(since))
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** For days on all of which the level is known. */
    private long days(Stretch stretch) {
        var levels = levels(stretch.site());
        long end = stretch.to().toEpochDay() + 1;
        long sum = 0;
        long day = stretch.from().toEpochDay();
        while (day < end) {
            var next = levels.higherKey(day);
            long until = next == null ? end : Math.min(next, end);
            sum += (until - day) * levels.floorEntry(day).getValue();
            day = until;
        }
        return sum;
    }

    private NavigableMap<Long, Integer> levels(String site) {
        return bySite.computeIfAbsent(site, unseen -> {
            var found = new TreeMap<Long, Integer>();
            cube.site(site)
                    .sums(measure)
                    .values()
                    .forEach(column -> column.forEachLevel((day, level) -> found.put((long) day, level)));
            return found;
        });
    }
}
