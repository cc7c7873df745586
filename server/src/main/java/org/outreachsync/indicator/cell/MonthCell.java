package org.outreachsync.indicator.cell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.Cell.PersonSet;
import org.outreachsync.indicator.cell.PersonColumn.On;
import org.roaringbitmap.RoaringBitmap;

/**
 * The cells of a month's days, transposed: for each measure, the values of every day. Nothing is lost, so any days of
 * the month can be read. Immutable.
 */
public final class MonthCell {

    /** An empty month. */
    public static final MonthCell EMPTY = new MonthCell(Map.of(), Map.of(), List.of());

    private static final Comparator<ClientFacts> BY_RECORD = Comparator.comparing(ClientFacts::record);

    private final Map<String, SumColumn> sums;
    private final Map<String, PersonColumn> persons;
    private final List<ClientFacts> clients;
    private final Set<Integer> projects;

    MonthCell(Map<String, SumColumn> sums, Map<String, PersonColumn> persons, List<ClientFacts> clients) {
        this.sums = Map.copyOf(sums);
        this.persons = Map.copyOf(persons);
        this.clients = List.copyOf(clients);
        var found = new TreeSet<Integer>();
        persons.values().forEach(column -> column.forEach((day, project, numbers, begin, end) -> found.add(project)));
        this.projects = Set.copyOf(found);
    }

    /**
     * The month of these days.
     *
     * @param numbering numbers the breakdowns of its sums
     */
    public static MonthCell of(SortedMap<Long, Cell> days, Breakdowns numbering) {
        var sums = new HashMap<String, TreeMap<Long, Sums>>();
        var persons = new HashMap<String, SortedMap<On, RoaringBitmap>>();
        var clients = new ArrayList<ClientFacts>();
        days.forEach((day, cell) -> {
            cell.sums()
                    .forEach((measure, added) -> sums.computeIfAbsent(measure, unseen -> new TreeMap<>())
                            .put(day, added));
            cell.persons().forEach((set, numbers) -> add(persons, set, day, numbers));
            cell.dated().forEach((set, dated) -> dated.forEach((on, numbers) -> add(persons, set, on, numbers)));
            clients.addAll(cell.clients());
        });
        clients.sort(BY_RECORD);
        var sumColumns = new HashMap<String, SumColumn>();
        sums.forEach((measure, added) -> sumColumns.put(measure, SumColumn.of(added, numbering)));
        var personColumns = new HashMap<String, PersonColumn>();
        persons.forEach((measure, on) -> personColumns.put(measure, PersonColumn.of(on)));
        return new MonthCell(sumColumns, personColumns, clients);
    }

    private static void add(
            Map<String, SortedMap<On, RoaringBitmap>> persons, PersonSet set, long day, RoaringBitmap numbers) {
        persons.computeIfAbsent(set.measure(), unseen -> new TreeMap<>())
                .computeIfAbsent(new On(day, set.project()), unseen -> new RoaringBitmap())
                .or(numbers);
    }

    /** The sums of a measure, or null for none. */
    public @Nullable SumColumn sums(String measure) {
        return sums.get(measure);
    }

    /** The persons of a measure, or null for none. */
    public @Nullable PersonColumn persons(String measure) {
        return persons.get(measure);
    }

    /** The sums of all measures. Not to be changed. */
    public Map<String, SumColumn> sums() {
        return sums;
    }

    /** The persons of all measures. Not to be changed. */
    public Map<String, PersonColumn> persons() {
        return persons;
    }

    /** The facts of Client records. */
    public List<ClientFacts> clients() {
        return clients;
    }

    /** The numbers of the funding sources under which persons were counted; 0 for none. */
    public Set<Integer> projects() {
        return projects;
    }
}
