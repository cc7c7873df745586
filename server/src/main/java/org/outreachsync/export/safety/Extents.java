package org.outreachsync.export.safety;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.indicator.question.Stretch;

/**
 * What counts are about, as sets of pieces: a piece is a site over days that no count tells apart, and one funding
 * source or all others.
 */
final class Extents {

    private final Subjects subjects;
    private final Areas areas;
    private final Map<Integer, Integer> projects = new HashMap<>();
    private final BitSet[] days;
    private final BitSet[] lastDays;

    /** Of all that has a number now. */
    Extents(Subjects subjects, Areas areas) {
        this.subjects = subjects;
        this.areas = areas;
        for (int subject = 0; subject < subjects.count(); subject++) {
            int project = subjects.project(subject);
            if (project != Question.ALL_PROJECTS) {
                projects.putIfAbsent(project, projects.size());
            }
        }
        var stretches = areas.stretches();
        var pieces = pieces(stretches);
        this.days = new BitSet[areas.count()];
        this.lastDays = new BitSet[areas.count()];
        for (int area = 0; area < days.length; area++) {
            days[area] = new BitSet();
            lastDays[area] = new BitSet();
            var last = areas.period(area).to();
            for (int number : areas.days(area).stream().toArray()) {
                var stretch = stretches.get(number);
                var own = pieces.getOrDefault(stretch.site(), new TreeMap<>());
                own.subMap(stretch.from(), true, stretch.to(), true).values().forEach(days[area]::set);
                if (stretch.to().equals(last)) {
                    lastDays[area].set(own.floorEntry(last).getValue());
                }
            }
        }
    }

    /** Of each site, the days on which something begins, and the number of the piece from then on. */
    private static Map<String, NavigableMap<LocalDate, Integer>> pieces(List<Stretch> stretches) {
        var begins = new TreeMap<String, TreeSet<LocalDate>>();
        for (var stretch : stretches) {
            var own = begins.computeIfAbsent(stretch.site(), unseen -> new TreeSet<>());
            own.add(stretch.from());
            own.add(stretch.to().plusDays(1));
        }
        var pieces = new HashMap<String, NavigableMap<LocalDate, Integer>>();
        int count = 0;
        for (var site : begins.entrySet()) {
            var own = new TreeMap<LocalDate, Integer>();
            for (var day : site.getValue()) {
                own.put(day, count++);
            }
            pieces.put(site.getKey(), own);
        }
        return pieces;
    }

    /** Whether an area lies in another one of the same state of the logs, with all its days, of all funding sources. */
    boolean isWithin(int area, int whole) {
        return areas.layerNumber(area) == areas.layerNumber(whole)
                && !days[area].isEmpty()
                && Partitions.isWithin(days[area], days[whole]);
    }

    /** Whether two areas share days of a site. */
    boolean meet(int area, int other) {
        return days[area].intersects(days[other]);
    }

    /** The same for what is about the same pieces. */
    long key(int subject, int area) {
        return ((long) subjects.source(subject) << Integer.SIZE) | area;
    }

    /**
     * The pieces.
     *
     * @param isAtTheEnd whether the count is one at the end of the period
     */
    BitSet of(int subject, int area, boolean isAtTheEnd) {
        var own = isAtTheEnd ? lastDays[area] : days[area];
        if (projects.isEmpty()) {
            return own;
        }
        int width = projects.size() + 1;
        int project = subjects.project(subject);
        var found = new BitSet();
        own.stream().forEach(piece -> {
            if (project == Question.ALL_PROJECTS) {
                found.set(piece * width, (piece + 1) * width);
            } else {
                found.set(piece * width + projects.getOrDefault(project, projects.size()));
            }
        });
        return found;
    }
}
