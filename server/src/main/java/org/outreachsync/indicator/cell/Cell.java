package org.outreachsync.indicator.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The aggregates of a site and day. Immutable once built. */
public final class Cell {

    private static final Sums NOTHING = new Sums(new long[0], new long[0]);

    private final Map<String, Sums> sums;
    private final Map<PersonSet, RoaringBitmap> persons;
    private final Map<PersonSet, NavigableMap<Long, RoaringBitmap>> dated;
    private final List<ClientFacts> clients;

    /**
     * The name of a set of persons.
     *
     * @param measure the measure that counts them
     * @param project the number of the funding source; 0 for none
     */
    public record PersonSet(String measure, int project) {}

    private Cell(Builder built) {
        this.sums = new HashMap<>();
        built.sums.forEach((measure, byKey) -> sums.put(measure, Sums.of(byKey)));
        this.persons = Collections.unmodifiableMap(built.persons);
        this.dated = Collections.unmodifiableMap(built.dated);
        this.clients = List.copyOf(built.clients);
    }

    /** Builds a cell. */
    public static final class Builder {

        private final Map<String, TreeMap<Long, Long>> sums = new TreeMap<>();
        private final Map<PersonSet, RoaringBitmap> persons = new HashMap<>();
        private final Map<PersonSet, NavigableMap<Long, RoaringBitmap>> dated = new HashMap<>();
        private final List<ClientFacts> clients = new ArrayList<>();

        /** Adds to a sum. */
        public void add(String measure, long breakdown, long amount) {
            if (amount != 0) {
                sums.computeIfAbsent(measure, unseen -> new TreeMap<>()).merge(breakdown, amount, Long::sum);
            }
        }

        /** Raises a level to at least a value; levels have no breakdown. */
        public void atLeast(String measure, long value) {
            sums.computeIfAbsent(measure, unseen -> new TreeMap<>()).merge(0L, value, Math::max);
        }

        /** The persons of a set, to be added to. */
        public RoaringBitmap persons(PersonSet set) {
            return persons.computeIfAbsent(set, unseen -> new RoaringBitmap());
        }

        /** The persons of a set on a day, to be added to. */
        public RoaringBitmap persons(PersonSet set, long day) {
            return dated.computeIfAbsent(set, unseen -> new TreeMap<>())
                    .computeIfAbsent(day, unseen -> new RoaringBitmap());
        }

        /** Adds the facts of a Client record. */
        public void add(ClientFacts client) {
            clients.add(client);
        }

        /** The cell. The builder must not be used afterwards. */
        public Cell build() {
            return new Cell(this);
        }
    }

    /** The sums of a measure, or null for none. */
    public @Nullable Sums sums(String measure) {
        return sums.get(measure);
    }

    Map<String, Sums> sums() {
        return Collections.unmodifiableMap(sums);
    }

    /** The sets of persons. Not to be changed. */
    public Map<PersonSet, RoaringBitmap> persons() {
        return persons;
    }

    /** Persons by day, for measures that need it. Not to be changed. */
    public Map<PersonSet, NavigableMap<Long, RoaringBitmap>> dated() {
        return dated;
    }

    /** The facts of Client records. */
    public List<ClientFacts> clients() {
        return clients;
    }

    /** Whether two cells are equal. */
    public boolean isSameAs(Cell other) {
        return sums.keySet().equals(other.sums.keySet())
                && sums.entrySet().stream()
                        .allMatch(entry -> entry.getValue().isSameAs(other.sums.getOrDefault(entry.getKey(), NOTHING)))
                && persons.equals(other.persons)
                && dated.equals(other.dated)
                && new HashSet<>(clients).equals(new HashSet<>(other.clients));
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        return sums.isEmpty() && persons.isEmpty() && dated.isEmpty() && clients.isEmpty();
    }
}
