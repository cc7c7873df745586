package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.indicator.naive.Window.Hit;

/** Sets of persons, and what is made of them. */
final class Formulas {

    /** Who is in a set within a window. */
    @FunctionalInterface
    interface Formula {
        Set<String> in(Window window);
    }

    private final NaiveRecords records;
    private final NaivePeople people;

    Formulas(NaiveRecords records, NaivePeople people) {
        this.records = records;
        this.people = people;
    }

    /** Everybody who was ever counted into a set anywhere, as often as that was. */
    private List<Hit> hits(PersonDays set) {
        var hits = new ArrayList<Hit>();
        for (var record : records.all()) {
            var key = record.key();
            if (key != null) {
                for (var day : set.of(record)) {
                    hits.add(new Hit(people.person(key), record.site(), day, record.fields().getOrDefault("e.project", "NONE")));
                }
            }
        }
        return hits;
    }

    Formula persons(PersonDays set) {
        var hits = hits(set);
        return window -> {
            var persons = new TreeSet<String>();
            for (var hit : hits) {
                if (window.holds(hit)) {
                    persons.add(hit.person());
                }
            }
            return persons;
        };
    }

    Formula all(PersonDays one, PersonDays other) {
        var left = persons(one);
        var right = persons(other);
        return window -> {
            var both = left.in(window);
            both.retainAll(right.in(window));
            return both;
        };
    }

    /** Those counted in each whole stretch of so many days. */
    Formula every(PersonDays set, int days) {
        var persons = persons(set);
        return window -> {
            Set<String> left = null;
            for (var start = window.from(); !start.plusDays(days - 1).isAfter(window.to()); start = start.plusDays(days)) {
                var there = persons.in(window.within(start, start.plusDays(days - 1)));
                if (left == null) {
                    left = there;
                } else {
                    left.retainAll(there);
                }
            }
            return left == null ? new TreeSet<>() : left;
        };
    }

    /** Those never counted before, anywhere. */
    Formula first(PersonDays set) {
        var hits = hits(set);
        var there = persons(set);
        return window -> {
            var persons = there.in(window);
            for (var hit : hits) {
                if (hit.day().isBefore(window.from())) {
                    persons.remove(hit.person());
                }
            }
            return persons;
        };
    }

    /** Those whom something followed, anywhere, on the same day or at most so many days later. */
    Formula followed(PersonDays set, PersonDays by, int days) {
        var hits = hits(set);
        var answers = hits(by);
        return window -> {
            var persons = new TreeSet<String>();
            for (var hit : hits) {
                for (var answer : answers) {
                    boolean isInTime = !answer.day().isBefore(hit.day()) && !answer.day().isAfter(hit.day().plusDays(days));
                    if (window.holds(hit) && answer.person().equals(hit.person()) && isInTime) {
                        persons.add(hit.person());
                    }
                }
            }
            return persons;
        };
    }

    /** Those who are in at the end, whatever the first day: day by day those leave who leave, then those come who come. */
    Formula at(PersonDays entering, PersonDays leaving) {
        var coming = hits(entering);
        var going = hits(leaving);
        return window -> {
            var whole = window.within(LocalDate.MIN, window.to());
            var days = new TreeSet<LocalDate>();
            coming.forEach(hit -> days.add(hit.day()));
            going.forEach(hit -> days.add(hit.day()));
            var in = new HashSet<String>();
            for (var day : days) {
                for (var hit : going) {
                    if (hit.day().equals(day) && whole.holds(hit)) {
                        in.remove(hit.person());
                    }
                }
                for (var hit : coming) {
                    if (hit.day().equals(day) && whole.holds(hit)) {
                        in.add(hit.person());
                    }
                }
            }
            return in;
        };
    }

    /** Those who, from their first day in the window on, did not leave for so many days, anywhere. */
    Formula retained(PersonDays entering, PersonDays leaving, int days) {
        var coming = hits(entering);
        var going = hits(leaving);
        return window -> {
            Map<String, LocalDate> firsts = new HashMap<>();
            for (var hit : coming) {
                if (window.holds(hit)) {
                    firsts.merge(hit.person(), hit.day(), (one, other) -> one.isBefore(other) ? one : other);
                }
            }
            var persons = new TreeSet<>(firsts.keySet());
            for (var hit : going) {
                var first = firsts.get(hit.person());
                if (first != null && !hit.day().isBefore(first) && hit.day().isBefore(first.plusDays(days))) {
                    persons.remove(hit.person());
                }
            }
            return persons;
        };
    }
}
