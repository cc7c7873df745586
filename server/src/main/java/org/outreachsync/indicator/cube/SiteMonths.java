package org.outreachsync.indicator.cube;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.CellStore.Month;
import org.outreachsync.indicator.cell.ClientFacts;
import org.outreachsync.indicator.cell.MonthCell;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.cell.SumColumn;

/** The months of a site, by measure. Safe for concurrent readers; {@link Cube} excludes writers. */
public final class SiteMonths {

    private final ByMonth<Month> months = new ByMonth<>();
    private final Map<String, ByMonth<PersonColumn>> persons = new HashMap<>();
    private final Map<String, ByMonth<SumColumn>> sums = new HashMap<>();
    private final ConcurrentHashMap<String, PersonColumn> together = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Of, PersonDays> days = new ConcurrentHashMap<>();
    private int[] projects = {};
    private final ByMonth<PersonColumn> nobody = new ByMonth<>();
    private final ByMonth<SumColumn> nothing = new ByMonth<>();

    private record Of(String measure, int project) {}

    /** The stored month, or null for none. */
    @Nullable
    Month get(int month) {
        var held = new Month[1];
        months.forEach(month, month, (number, found) -> held[0] = found);
        return held[0];
    }

    /** Sets or replaces a month. */
    void put(Month month) {
        int number = ByMonth.number(month.month());
        months.put(number, month);
        replace(persons, number, month.cell().persons());
        replace(sums, number, month.cell().sums());
        projects = IntStream.concat(projects(), month.cell().projects().stream().mapToInt(project -> project))
                .distinct()
                .sorted()
                .toArray();
        together.clear();
        days.clear();
    }

    private static <T> void replace(Map<String, ByMonth<T>> held, int month, Map<String, T> columns) {
        held.values().forEach(byMonth -> byMonth.remove(month));
        columns.forEach((measure, column) ->
                held.computeIfAbsent(measure, unseen -> new ByMonth<>()).put(month, column));
    }

    boolean has(int month) {
        return months.has(month);
    }

    /** What Client records of all months say. */
    List<ClientFacts> clients() {
        return months.values().stream()
                .map(Month::cell)
                .map(MonthCell::clients)
                .flatMap(List::stream)
                .toList();
    }

    /** The persons of a measure. */
    ByMonth<PersonColumn> persons(String measure) {
        return persons.getOrDefault(measure, nobody);
    }

    /** The persons of a measure over all months, for measures that count in other months than those of the records. */
    PersonColumn personsEver(String measure) {
        return together.computeIfAbsent(
                measure, of -> PersonColumn.together(persons(of).values()));
    }

    /** The persons of a measure over all months, by person. */
    public PersonDays personDays(String measure, int project) {
        return days.computeIfAbsent(
                new Of(measure, project),
                of -> PersonDays.of(visitor -> persons(measure)
                        .values()
                        .forEach(column -> column.forEach(project, Long.MIN_VALUE, Long.MAX_VALUE, visitor))));
    }

    /** The sums of a measure. */
    public ByMonth<SumColumn> sums(String measure) {
        return sums.getOrDefault(measure, nothing);
    }

    /** The numbers of the funding sources under which persons were ever counted. */
    IntStream projects() {
        return Arrays.stream(projects);
    }

    /** Whether persons were ever counted under a funding source. */
    boolean hasProject(int number) {
        return Arrays.binarySearch(projects, number) >= 0;
    }
}
