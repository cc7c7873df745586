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

    /** A day on which nothing was counted. */
    public static final Cell EMPTY = new Cell(Map.of(), Map.of(), Map.of(), List.of());

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

    private Cell(
            Map<String, Sums> sums,
            Map<PersonSet, RoaringBitmap> persons,
            Map<PersonSet, NavigableMap<Long, RoaringBitmap>> dated,
            List<ClientFacts> clients) {
        this.sums = sums;
        this.persons = persons;
        this.dated = dated;
        this.clients = clients;
    }

    /** A builder that adds to what this cell counts; the cell itself stays as it is. */
    public Builder plus() {
        return new Builder(this);
    }

    /** Builds a cell. */
    public static final class Builder {

        private final Cell base;
        private final Map<String, Sums.Builder> sums = new HashMap<>();
        private final Map<PersonSet, RoaringBitmap> persons = new HashMap<>();
        private final Map<PersonSet, NavigableMap<Long, RoaringBitmap>> dated = new HashMap<>();
        private final List<ClientFacts> clients = new ArrayList<>();

        /** Builds a cell from nothing. */
        public Builder() {
            this(EMPTY);
        }

        private Builder(Cell base) {
            this.base = base;
        }

        /** Adds to a sum. */
        public void add(String measure, long breakdown, long amount) {
            if (amount != 0) {
                sums(measure).add(breakdown, amount);
            }
        }

        /** Raises a level to at least a value; levels have no breakdown. */
        public void atLeast(String measure, long value) {
            sums(measure).atLeast(0, value);
        }

        private Sums.Builder sums(String measure) {
            return sums.computeIfAbsent(measure, unseen -> new Sums.Builder(base.sums.getOrDefault(measure, NOTHING)));
        }

        /** The persons of a set, to be added to. */
        public RoaringBitmap persons(PersonSet set) {
            return persons.computeIfAbsent(set, unseen -> copy(base.persons.get(set)));
        }

        /** The persons of a set on a day, to be added to. */
        public RoaringBitmap persons(PersonSet set, long day) {
            return dated.computeIfAbsent(set, unseen -> {
                        var counted = new TreeMap<Long, RoaringBitmap>();
                        base.dated
                                .getOrDefault(set, Collections.emptyNavigableMap())
                                .forEach((on, numbers) -> counted.put(on, numbers.clone()));
                        return counted;
                    })
                    .computeIfAbsent(day, unseen -> new RoaringBitmap());
        }

        private static RoaringBitmap copy(@Nullable RoaringBitmap numbers) {
            return numbers == null ? new RoaringBitmap() : numbers.clone();
        }

        /** Adds the facts of a Client record. */
        public void add(ClientFacts client) {
            clients.add(client);
        }

        /** The cell. The builder must not be used afterwards. */
        public Cell build() {
            var allSums = new HashMap<>(base.sums);
            sums.forEach((measure, counted) -> allSums.put(measure, counted.build()));
            var allClients = new ArrayList<>(base.clients);
            allClients.addAll(clients);
            return new Cell(
                    allSums,
                    Collections.unmodifiableMap(joined(base.persons, persons)),
                    Collections.unmodifiableMap(joined(base.dated, dated)),
                    List.copyOf(allClients));
        }

        private static <K, V> Map<K, V> joined(Map<K, V> before, Map<K, V> changed) {
            var all = new HashMap<>(before);
            all.putAll(changed);
            return all;
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
