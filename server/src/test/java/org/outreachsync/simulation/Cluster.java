package org.outreachsync.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/**
 * The store that all processes share, as a cluster of MongoDB behaves at its worst. Primaries are deposed and go on
 * answering reads, and writes arrive after their senders gave up.
 */
final class Cluster {

    private static final int LATE_CALLS_MAX = 60;

    private final DocumentStore sound;
    private final UnaryOperator<DocumentStore> sabotage;
    private final DocumentStore shared;
    private final RandomGenerator random;
    private final Map<String, Long> written = new HashMap<>();
    private final List<Late> late = new ArrayList<>();
    private BiConsumer<DocumentStore, TableWrite> arrival = Cluster::arrive;
    private boolean hasCausalTime = true;
    private long time;
    private long calls;

    /** A write on its way, which arrives once this cluster was called so many times. */
    private record Late(TableWrite write, long atCall) {}

    Cluster(DocumentStore sound, UnaryOperator<DocumentStore> sabotage, RandomGenerator random) {
        this.sound = sound;
        this.sabotage = sabotage;
        this.shared = sabotage.apply(sound);
        this.random = random;
    }

    /**
     * What a deposed primary holds.
     *
     * @param store the state in which it was deposed; confirms nothing
     * @param time when that was
     * @param tables that it has; the others are on other shards
     */
    record Deposed(DocumentStore store, long time, Set<String> tables) {
        boolean holds(Table table) {
            return tables.contains(table.name());
        }
    }

    /** The store as it is, through whatever breaks it. */
    DocumentStore shared() {
        return shared;
    }

    RandomGenerator random() {
        return random;
    }

    /** The time of the newest write to a table, which whoever reads the table learns. */
    long timeOf(Table table) {
        return hasCausalTime ? written.getOrDefault(table.name(), 0L) : 0;
    }

    /** Notes a write to a table. */
    void wrote(Table table) {
        written.put(table.name(), ++time);
    }

    /** Notes that somebody has changed any of the tables. */
    void changed() {
        Tables.ALL.forEach(this::wrote);
    }

    /** The store as it is now, through whatever breaks it, in a copy that nobody else uses. */
    DocumentStore copy() {
        return sabotage.apply(copyOf(Tables.ALL));
    }

    private MemoryStore copyOf(Collection<Table> tables) {
        var copy = new MemoryStore();
        try (var snapshot = sound.snapshot()) {
            tables.forEach(table -> snapshot.forEach(table, document -> copy.insert(table, document)));
        }
        return copy;
    }

    /** Deposes the primary of all tables, or of some of them. It keeps the present state. */
    Deposed depose() {
        boolean isOnlyShard = random.nextBoolean();
        var tables = Tables.ALL.stream()
                .filter(table -> isOnlyShard || random.nextBoolean())
                .toList();
        var names = tables.stream().map(Table::name).collect(Collectors.toSet());
        return new Deposed(sabotage.apply(new Unconfirmed(copyOf(tables))), time, names);
    }

    /** Keeps a write, to let it arrive later or never. */
    void delay(Table table, TableWrite.Condition condition, List<Document> documents) {
        for (var document : documents) {
            if (random.nextInt(4) > 0) {
                var write = new TableWrite(table, List.of(document), condition);
                late.add(new Late(write, calls + random.nextInt(1, LATE_CALLS_MAX)));
            }
        }
    }

    /** Somebody calls; before that, writes arrive whose time has come. */
    void called() {
        calls++;
        arriveUntil(calls);
    }

    /** Lets everything arrive that is on its way. */
    void settle() {
        arriveUntil(Long.MAX_VALUE);
    }

    private void arriveUntil(long call) {
        for (var one : List.copyOf(late)) {
            if (one.atCall() <= call) {
                late.remove(one);
                wrote(one.write().table());
                arrival.accept(shared, one.write());
            }
        }
    }

    /** As the primary does whatever it is sent: nobody waits for the outcome. */
    private static void arrive(DocumentStore store, TableWrite write) {
        try {
            if (write.condition() == TableWrite.Condition.ALL_NEW) {
                write.documents().forEach(document -> store.insert(write.table(), document));
            } else {
                store.replaceIfNewer(write.table(), write.documents());
            }
        } catch (DuplicateKeyException taken) {
            // Somebody else was first.
        }
    }

    /** With late writes that do something else. */
    void arriveBy(BiConsumer<DocumentStore, TableWrite> other) {
        arrival = other;
    }

    /** With processes that do not tell the cluster what they have seen. */
    void forgetCausalTime() {
        hasCausalTime = false;
    }

    /** A state that no majority confirms. */
    private static final class Unconfirmed extends ForwardingStore {

        Unconfirmed(DocumentStore store) {
            super(store);
        }

        @Override
        public void confirm(Table table, String id) {
            throw new StoreUnavailableException("no majority confirms it", null);
        }
    }
}
