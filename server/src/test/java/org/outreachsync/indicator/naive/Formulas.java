package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
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
    private final LocalDate today;

    Formulas(NaiveRecords records, NaivePeople people, LocalDate today) {
        this.records = records;
        this.people = people;
        this.today = today;
    }

    /** Everybody who was ever counted into a set anywhere, as often as that was. */
    private List<Hit> hits(PersonDays set) {
        return hits(set, false);
    }

    /** With the unnamed, each record without a client code is of a person of its own. */
    private List<Hit> hits(PersonDays set, boolean withUnnamed) {
        var hits = new ArrayList<Hit>();
        for (var record : records.all()) {
            var key = record.key();
            if (key != null || withUnnamed) {
                var person = key != null ? people.person(key) : NaivePeople.unnamed(record);
                for (var day : set.of(record)) {
                    hits.add(new Hit(person, record.site(), day, record.fields().getOrDefault("e.project", "NONE")));
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

    /** Those counted in each whole stretch of this many days. */
    Formula every(PersonDays set, int days) {
        var persons = persons(set);
        return window -> {
            Set<String> left = null;
            for (var start = window.from();
                    !start.plusDays(days - 1).isAfter(window.to());
                    start = start.plusDays(days)) {
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

    /** Those whom something followed in time, anywhere; in time by the day of both. */
    Formula followed(PersonDays set, PersonDays by, BiPredicate<LocalDate, LocalDate> inTime) {
        var hits = hits(set);
        var answers = hits(by);
        return window -> {
            var persons = new TreeSet<String>();
            for (var hit : hits) {
                for (var answer : answers) {
                    if (window.holds(hit)
                            && answer.person().equals(hit.person())
                            && inTime.test(hit.day(), answer.day())) {
                        persons.add(hit.person());
                    }
                }
            }
            return persons;
        };
    }

    /**
     * Those who are in at the end, whatever the first day: day by day those leave who leave anywhere, then those come
     * who come, and at night those are out who are gone.
     */
    Formula at(PersonDays entering, PersonDays leaving, PersonDays vanishing) {
        var coming = hits(entering);
        var going = hits(leaving);
        var gone = hits(vanishing);
        return window -> {
            var days = new TreeSet<LocalDate>();
            for (var hits : List.of(coming, going, gone)) {
                hits.stream()
                        .map(Hit::day)
                        .filter(day -> !day.isAfter(window.to()))
                        .forEach(days::add);
            }
            var in = new HashSet<String>();
            for (var day : days) {
                leave(in, going, day);
                for (var hit : coming) {
                    if (hit.day().equals(day) && window.holdsSiteOn(hit, window.to())) {
                        in.add(hit.person());
                    }
                }
                leave(in, gone, day);
            }
            return in;
        };
    }

    /** Nobody is gone from doses and phases. */
    Formula at(PersonDays entering, PersonDays leaving) {
        return at(entering, leaving, record -> List.of());
    }

    private static void leave(Set<String> in, List<Hit> hits, LocalDate day) {
        for (var hit : hits) {
            if (hit.day().equals(day)) {
                in.remove(hit.person());
            }
        }
    }

    Stays stays(PersonDays entering, PersonDays leaving, PersonDays vanishing) {
        return stays(entering, leaving, vanishing, record -> List.of());
    }

    /** Who is transferred goes on by coming elsewhere within 14 days. */
    Stays stays(PersonDays entering, PersonDays leaving, PersonDays vanishing, PersonDays transferred) {
        return new Stays(hits(entering), hits(leaving), hits(vanishing), hits(transferred), false, today);
    }

    /** Of everybody on opioid substitution treatment. */
    Stays treatments() {
        return stays(
                PersonDays.OST_STARTED,
                PersonDays.OST_STOPPED,
                PersonDays.GONE_FROM_TREATMENT,
                PersonDays.OST_TRANSFERRED);
    }

    Formula beganTreatment(int days) {
        return cohort(PersonDays.OST_STARTED, PersonDays.OST_STOPPED, PersonDays.OST_TRANSFERRED, days);
    }

    Formula retainedInTreatment(int days) {
        return retained(
                PersonDays.OST_STARTED,
                PersonDays.OST_STOPPED,
                PersonDays.GONE_FROM_TREATMENT,
                PersonDays.OST_TRANSFERRED,
                days);
    }

    /** Of the unnamed, too. */
    Stays staysOfAnybody(PersonDays entering, PersonDays leaving, PersonDays vanishing) {
        return new Stays(hits(entering, true), hits(leaving, true), hits(vanishing), List.of(), true, today);
    }

    Formula either(Formula one, Formula other) {
        return window -> {
            var either = new TreeSet<>(one.in(window));
            either.addAll(other.in(window));
            return either;
        };
    }

    Formula both(Formula one, Formula other) {
        return window -> {
            var both = new TreeSet<>(one.in(window));
            both.retainAll(other.in(window));
            return both;
        };
    }

    /**
     * Those who began in the window, this many days ago or more, with the day of it. Who leaves on that day, anywhere,
     * or was transferred in the 14 days before, only goes on.
     */
    private Map<String, LocalDate> begun(
            List<Hit> coming, List<Hit> going, List<Hit> transferred, Window window, int days) {
        Map<String, LocalDate> firsts = new HashMap<>();
        for (var hit : coming) {
            boolean isLongAgo = !hit.day().plusDays(days).isAfter(today);
            boolean goesOn = isOn(going, hit.person(), hit.day())
                    || isWithin(
                            transferred,
                            hit.person(),
                            hit.day().minusDays(14),
                            hit.day().minusDays(1));
            if (window.holds(hit) && isLongAgo && !goesOn) {
                firsts.merge(hit.person(), hit.day(), (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return firsts;
    }

    private static boolean isOn(List<Hit> hits, String person, LocalDate day) {
        return isWithin(hits, person, day, day);
    }

    private static boolean isWithin(List<Hit> hits, String person, LocalDate from, LocalDate to) {
        return hits.stream()
                .anyMatch(hit -> hit.person().equals(person)
                        && !hit.day().isBefore(from)
                        && !hit.day().isAfter(to));
    }

    Formula cohort(PersonDays entering, PersonDays leaving, PersonDays transfer, int days) {
        var coming = hits(entering);
        var going = hits(leaving);
        var transferred = hits(transfer);
        return window -> begun(coming, going, transferred, window, days).keySet();
    }

    /**
     * Those who, from their first day in the window on, did not leave for this many days, anywhere, unless they came
     * again on that day or, transferred, within 14.
     */
    Formula retained(PersonDays entering, PersonDays leaving, PersonDays vanishing, PersonDays transfer, int days) {
        var coming = hits(entering);
        var going = hits(leaving);
        var gone = hits(vanishing);
        var transferred = hits(transfer);
        return window -> {
            var firsts = begun(coming, going, transferred, window, days);
            var persons = new TreeSet<>(firsts.keySet());
            for (var hit : going) {
                var day = hit.day();
                boolean isTransfer = isOn(transferred, hit.person(), day)
                        && isWithin(coming, hit.person(), day.plusDays(1), day.plusDays(14));
                if (isInTime(hit, firsts, days) && !isOn(coming, hit.person(), day) && !isTransfer) {
                    persons.remove(hit.person());
                }
            }
            for (var hit : gone) {
                if (isInTime(hit, firsts, days)) {
                    persons.remove(hit.person());
                }
            }
            return persons;
        };
    }

    private static boolean isInTime(Hit hit, Map<String, LocalDate> firsts, int days) {
        var first = firsts.get(hit.person());
        return first != null && !hit.day().isBefore(first) && hit.day().isBefore(first.plusDays(days));
    }
}
