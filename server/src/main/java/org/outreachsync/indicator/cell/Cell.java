package org.outreachsync.indicator.cell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The aggregates of a site and day. Immutable once built. */
public final class Cell {

    /** A day on which nothing was counted. */
    public static final Cell EMPTY = new Cell(SumTable.EMPTY, PersonTable.EMPTY, PersonTable.EMPTY, List.of());

    /** What a cell takes in which nothing is counted. */
    private static final int BYTES = 256;

    private static final int CLIENT_BYTES = 96;

    private final SumTable sums;
    private final PersonTable persons;
    private final PersonTable dated;
    private final List<ClientFacts> clients;

    private Cell(SumTable sums, PersonTable persons, PersonTable dated, List<ClientFacts> clients) {
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
        private final PersonTableBuilder persons;
        private final PersonTableBuilder dated;
        private final List<ClientFacts> clients = new ArrayList<>();

        /** Builds a cell from nothing. */
        public Builder() {
            this(EMPTY);
        }

        private Builder(Cell base) {
            this.base = base;
            this.persons = new PersonTableBuilder(base.persons);
            this.dated = new PersonTableBuilder(base.dated);
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
            return sums.computeIfAbsent(measure, unseen -> {
                var before = base.sums.of(measure);
                return new Sums.Builder(before == null ? Sums.EMPTY : before);
            });
        }

        /** Adds persons on the day of the cell. */
        PersonTableBuilder persons() {
            return persons;
        }

        /** Adds persons on other days, for measures that count on a day of their own. */
        PersonTableBuilder dated() {
            return dated;
        }

        /** Adds the facts of a Client record. */
        public void add(ClientFacts client) {
            clients.add(client);
        }

        /** The cell. The builder must not be used afterwards. */
        public Cell build() {
            return new Cell(base.sums.with(sums), persons.build(), dated.build(), allClients());
        }

        private List<ClientFacts> allClients() {
            if (clients.isEmpty()) {
                return base.clients;
            }
            var all = new ArrayList<>(base.clients);
            all.addAll(clients);
            return List.copyOf(all);
        }
    }

    /** The sums of a measure, or null for none. */
    public @Nullable Sums sums(String measure) {
        return sums.of(measure);
    }

    SumTable sums() {
        return sums;
    }

    /** The persons of all measures, on the day of the cell. */
    public PersonTable persons() {
        return persons;
    }

    /** The persons of measures that count them on other days. */
    PersonTable dated() {
        return dated;
    }

    /** The facts of Client records. */
    public List<ClientFacts> clients() {
        return clients;
    }

    /** Its approximate size in memory. */
    public long bytes() {
        return BYTES + sums.bytes() + persons.bytes() + dated.bytes() + (long) CLIENT_BYTES * clients.size();
    }

    /** Whether two cells are equal. */
    public boolean isSameAs(Cell other) {
        return sums.isSameAs(other.sums)
                && persons.isSameAs(other.persons)
                && dated.isSameAs(other.dated)
                && new HashSet<>(clients).equals(new HashSet<>(other.clients));
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        return sums.measures().size() == 0 && persons.isEmpty() && dated.isEmpty() && clients.isEmpty();
    }
}
