package org.outreachsync.indicator.cohort;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.cube.Merges;
import org.outreachsync.indicator.cube.PersonDays;
import org.outreachsync.indicator.cube.Selection;

/**
 * The data in which the persons of one question are found.
 *
 * @param catalogue says which measures count on other days than those of their records
 * @param cube the months in memory
 * @param everywhere all sites of the programme over the days of the question
 * @param from the first day of the question
 * @param to the last day of the question
 * @param today the current day; later events are unknown
 */
public record CohortScope(
        Catalogue catalogue, Cube cube, Selection everywhere, LocalDate from, LocalDate to, LocalDate today) {

    Merges merges() {
        return cube.people().merges();
    }

    /** An empty set with room for everybody. */
    BitSet nobody() {
        return new BitSet(cube.people().numberMax() + 1);
    }

    /** Whether a measure counts on days named in its records, which may differ from the records' own days. */
    boolean isDated(String name) {
        var measure = catalogue.measures().get(Measure.withoutCode(name));
        return measure != null && measure.isDated();
    }

    /** All persons in a measure, under their effective numbers. The caller may change the set. */
    BitSet everybody(String measure, Selection selection) {
        if (!isDated(measure)) {
            return merges().resolve(selection.persons(measure));
        }
        var persons = nobody();
        selection.forEachDated(measure, (day, project, numbers, begin, end) -> {
            for (int at = begin; at < end; at++) {
                persons.set(numbers[at]);
            }
        });
        return merges().resolve(persons);
    }

    /** All persons who are in each of some measures. The caller may change the set. */
    BitSet everybody(List<String> measures, Selection selection) {
        var persons = everybody(measures.getFirst(), selection);
        measures.stream().skip(1).forEach(measure -> persons.and(everybody(measure, selection)));
        return persons;
    }

    /** Visits the persons of a measure, under the numbers of their records, with each day on which they were in it. */
    void forEach(String measure, Selection selection, PersonDays.Visitor visitor) {
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

    /** When something happened to persons at any site, between two days, both included. */
    PersonEvents events(String measure, LocalDate first, LocalDate last) {
        var anywhere = cube.everywhere();
        var days = new EventDays(
                first,
                last,
                isDated(measure) ? month -> anywhere.daysEver(measure, month) : month -> anywhere.days(measure, month));
        return new PersonEvents(merges(), days);
    }
}
