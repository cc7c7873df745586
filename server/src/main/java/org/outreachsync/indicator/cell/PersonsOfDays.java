package org.outreachsync.indicator.cell;

import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.indicator.cell.PersonColumn.On;
import org.roaringbitmap.RoaringBitmap;

/** The persons of a month's days, read measure by measure. */
final class PersonsOfDays {

    private final TablesOfDays<PersonTable> persons;
    private final TablesOfDays<PersonTable> dated;

    PersonsOfDays(SortedMap<Long, Cell> days) {
        this.persons = new TablesOfDays<>(days, Cell::persons, PersonTable::measures);
        this.dated = new TablesOfDays<>(days, Cell::dated, PersonTable::measures);
    }

    /** The measures, sorted. */
    String[] measures() {
        return TablesOfDays.names(persons, dated);
    }

    /**
     * Visits the persons of a measure, by day and funding source. Measures are asked for in ascending order. Cells of
     * several days may have persons of one day, if the measure counts on another.
     */
    void forEach(String measure, PersonColumn.Visitor visitor) {
        var together = new TreeMap<On, RoaringBitmap>();
        PersonColumn.Visitor joining = (day, project, numbers, begin, end) -> together.computeIfAbsent(
                        new On(day, project), unseen -> new RoaringBitmap())
                .addN(numbers, begin, end - begin);
        dated.forEach(measure, (day, table, place) -> table.forEach(place, joining));
        persons.forEach(measure, (day, table, place) -> table.forEach(place, together.isEmpty() ? visitor : joining));
        PersonColumn.of(together).forEach(visitor);
    }
}
