package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.outreachsync.indicator.naive.Formulas.Formula;
import org.outreachsync.indicator.naive.Window.Hit;

/** Who came and went, walked through day by day. */
final class Stays {

    private final List<Hit> coming;
    private final List<Hit> going;
    private final List<Hit> gone;
    private final List<Hit> transferred;
    private final boolean overlapping;
    private final LocalDate today;

    /** Who is gone is out for good on that day; who only goes may come again on it. Stays that overlap are one. */
    Stays(
            List<Hit> coming,
            List<Hit> going,
            List<Hit> gone,
            List<Hit> transferred,
            boolean overlapping,
            LocalDate today) {
        this.overlapping = overlapping;
        this.coming = coming;
        this.going = going;
        this.gone = gone;
        this.transferred = transferred;
        this.today = today;
    }

    /** How many days each person has in a window. */
    @FunctionalInterface
    interface Days {
        Map<String, Long> in(Window window);
    }

    private static Map<String, List<Hit>> byPerson(List<Hit> hits) {
        var persons = new TreeMap<String, List<Hit>>();
        hits.forEach(hit -> persons.computeIfAbsent(hit.person(), unseen -> new ArrayList<>())
                .add(hit));
        return persons;
    }

    private static boolean isOn(List<Hit> hits, LocalDate day) {
        return hits.stream().anyMatch(hit -> hit.day().equals(day));
    }

    /**
     * Those who on a day of the window have been in for this many days, without going for good; the day of going is the
     * last one in.
     */
    Formula lasting(int days) {
        var comings = byPerson(coming);
        var goings = byPerson(going);
        var ends = byPerson(gone);
        var transfers = byPerson(transferred);
        return window -> {
            var persons = new TreeSet<String>();
            comings.forEach((person, mine) -> {
                var last = ends.getOrDefault(person, List.of());
                var moves = transfers.getOrDefault(person, List.of());
                if (lasts(mine, goings.getOrDefault(person, List.of()), last, moves, days, window, today)) {
                    persons.add(person);
                }
            });
            return persons;
        };
    }

    private static boolean lasts(
            List<Hit> comings,
            List<Hit> goings,
            List<Hit> ends,
            List<Hit> moves,
            int days,
            Window window,
            LocalDate today) {
        var first = comings.stream().map(Hit::day).min(LocalDate::compareTo).orElseThrow();
        LocalDate since = null;
        var here = new ArrayList<Hit>();
        for (var day = first; !day.isAfter(window.to()) && !day.isAfter(today); day = day.plusDays(1)) {
            var on = day;
            var before = List.copyOf(here);
            comings.stream().filter(hit -> hit.day().equals(on)).forEach(here::add);
            boolean comes = here.size() > before.size();
            since = since == null && comes ? day : since;
            boolean isLongEnough = since != null && !since.plusDays(days).isAfter(day);
            if (isLongEnough
                    && window.holds(day)
                    && here.stream().anyMatch(hit -> window.holdsSiteOn(hit, window.to()))) {
                return true;
            }
            if (isOn(goings, day)) {
                here.removeAll(before);
                boolean isTransfer = isOn(moves, day)
                        && comings.stream()
                                .anyMatch(hit ->
                                        hit.day().isAfter(on) && !hit.day().isAfter(on.plusDays(14)));
                since = comes || isTransfer ? since : null;
            }
            if (isOn(ends, day)) {
                here.clear();
                since = null;
            }
        }
        return false;
    }

    /**
     * The days of the window, up to yesterday, that begin with the person in: after the latest coming nobody heard of a
     * going. They are of where that was.
     */
    Days spent() {
        var comings = byPerson(coming);
        var goings = byPerson(going);
        var ends = byPerson(gone);
        return window -> {
            var spent = new HashMap<String, Long>();
            comings.forEach((person, mine) -> {
                for (var day = window.from(); !day.isAfter(window.to()) && day.isBefore(today); day = day.plusDays(1)) {
                    var last = ends.getOrDefault(person, List.of());
                    if (isIn(mine, goings.getOrDefault(person, List.of()), last, day, window)) {
                        spent.merge(person, 1L, Long::sum);
                    }
                }
            });
            return spent;
        };
    }

    private boolean isIn(List<Hit> comings, List<Hit> goings, List<Hit> ends, LocalDate day, Window window) {
        var latest = comings.stream()
                .map(Hit::day)
                .filter(came -> !came.isAfter(day))
                .max(LocalDate::compareTo);
        if (latest.isEmpty()) {
            return false;
        }
        boolean isGone = hasLeft(comings, goings, latest.get(), day)
                || ends.stream()
                        .anyMatch(hit ->
                                !hit.day().isBefore(latest.get()) && !hit.day().isAfter(day));
        return !isGone
                && comings.stream().anyMatch(hit -> hit.day().equals(latest.get()) && window.holdsSiteOn(hit, day));
    }

    /** Where stays may overlap, only the last departure up to the next arrival ends them. */
    private boolean hasLeft(List<Hit> comings, List<Hit> goings, LocalDate latest, LocalDate day) {
        var next = comings.stream()
                .map(Hit::day)
                .filter(came -> came.isAfter(day))
                .min(LocalDate::compareTo)
                .orElse(LocalDate.MAX);
        var left = goings.stream()
                .map(Hit::day)
                .filter(went -> went.isAfter(latest) && !went.isAfter(next))
                .toList();
        return overlapping
                ? !left.isEmpty() && left.stream().noneMatch(went -> went.isAfter(day))
                : left.stream().anyMatch(went -> !went.isAfter(day));
    }
}
