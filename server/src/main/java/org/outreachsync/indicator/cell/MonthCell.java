package org.outreachsync.indicator.cell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a month's days, transposed: for each measure, the values of every day. Nothing is lost, so any days of
 * the month can be read. Immutable.
 */
public final class MonthCell {

    /** An empty month. */
    public static final MonthCell EMPTY = new MonthCell(Map.of(), Map.of(), List.of());

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

    /** Whether two months with the same numbers of breakdowns are equal. */
    boolean isSameAs(MonthCell other) {
        return sums.keySet().equals(other.sums.keySet())
                && persons.keySet().equals(other.persons.keySet())
                && clients.equals(other.clients)
                && sums.entrySet().stream()
                        .allMatch(column -> column.getValue().isSameAs(other.sums.get(column.getKey())))
                && persons.entrySet().stream()
                        .allMatch(column -> column.getValue().isSameAs(other.persons.get(column.getKey())));
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
