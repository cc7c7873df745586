package org.outreachsync.simulation;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.TableWrite;

/**
 * One process's way to the store, on which one fault may lie in wait: at the n-th call from now something happens
 * before or after it.
 *
 * <p>Of the order of reads and writes, it promises what {@code MongoStore} does. A read sees whatever the process has
 * read or written before, or fails. A deposed primary completes no write and confirms nothing.
 */
final class FaultingStore extends ForwardingStore {

    private static final int STALE_CALLS_MAX = 60;

    /** What happens. */
    enum Fault {
        /** The process dies. */
        CRASH,
        /** The store does not answer; the caller cannot know whether its write happened. */
        UNAVAILABLE,
        /** Another process runs in between. */
        PREEMPT,
        /** Reads go to a primary that was just deposed, for a while. Another process runs on its successor. */
        STALE,
        /** A write gets no answer, or its process dies, and it arrives later, or never. Only writes are counted. */
        LATE
    }

    private final Cluster cluster;
    private Fault fault = Fault.CRASH;
    private int callsLeft;
    private boolean before;
    private Runnable other = () -> {};
    private int fired;
    private Cluster.@Nullable Deposed deposed;
    private int staleCallsLeft;
    /** The time of the newest write that the process has seen. */
    private long seen;

    FaultingStore(Cluster cluster) {
        super(cluster.shared());
        this.cluster = cluster;
    }

    /**
     * Lets a fault wait at the {@code calls}-th call from now, the next being 1.
     *
     * @param beforeTheCall whether it comes before the call; for {@link Fault#LATE}, whether the process dies
     */
    void arm(Fault what, int calls, boolean beforeTheCall, Runnable inBetween) {
        fault = what;
        callsLeft = calls;
        before = beforeTheCall;
        other = inBetween;
    }

    void disarm() {
        callsLeft = 0;
    }

    /** All faults end. */
    void settle() {
        disarm();
        deposed = null;
    }

    /** A new process has seen nothing. */
    void restart() {
        seen = 0;
    }

    /** How many faults happened. */
    int fired() {
        return fired;
    }

    private <T> T call(Supplier<T> work) {
        cluster.called();
        if (deposed != null && --staleCallsLeft <= 0) {
            deposed = null;
        }
        boolean now = fault != Fault.LATE && callsLeft > 0 && --callsLeft == 0;
        if (now && before) {
            strike();
        }
        var result = work.get();
        if (now && !before) {
            strike();
        }
        return result;
    }

    private void strike() {
        fired++;
        switch (fault) {
            case CRASH -> throw new CrashException();
            case UNAVAILABLE, LATE -> throw new StoreUnavailableException("no answer", null);
            case PREEMPT -> other.run();
            case STALE -> {
                deposed = cluster.depose();
                staleCallsLeft = cluster.random().nextInt(1, STALE_CALLS_MAX);
                other.run();
            }
        }
    }

    private <T> T read(Table table, Function<DocumentStore, T> work) {
        return call(() -> {
            var old = deposed;
            if (old == null || !old.holds(table)) {
                seen = Math.max(seen, cluster.timeOf(table));
                return work.apply(cluster.shared());
            }
            if (seen > old.time()) {
                throw new StoreUnavailableException("this primary has not come so far", null);
            }
            return work.apply(old.store());
        });
    }

    private <T> T write(Table table, Function<DocumentStore, T> work) {
        return call(() -> {
            if (deposed != null && deposed.holds(table)) {
                if (cluster.random().nextBoolean()) {
                    throw new StoreUnavailableException("no majority has the write", null);
                }
                // The driver found the successor.
                deposed = null;
            }
            cluster.wrote(table);
            seen = Math.max(seen, cluster.timeOf(table));
            return work.apply(cluster.shared());
        });
    }

    /** Whether the network keeps the write that the process is about to send. */
    private boolean isKept() {
        return fault == Fault.LATE && callsLeft > 0 && --callsLeft == 0;
    }

    private RuntimeException kept(Table table, TableWrite.Condition condition, List<Document> documents) {
        fired++;
        cluster.delay(table, condition, documents);
        if (before) {
            throw new CrashException();
        }
        return new StoreUnavailableException("no answer", null);
    }

    @Override
    public void insert(Table table, Document document) {
        if (isKept()) {
            throw kept(table, TableWrite.Condition.ALL_NEW, List.of(document));
        }
        write(table, store -> {
            store.insert(table, document);
            return true;
        });
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        // Each document by itself is atomic, the list is not: a fault may come between two of them.
        var written = new HashSet<String>();
        for (int at = 0; at < documents.size(); at++) {
            if (isKept()) {
                throw kept(table, TableWrite.Condition.NONE, documents.subList(at, documents.size()));
            }
            var one = List.of(documents.get(at));
            written.addAll(write(table, store -> store.replaceIfNewer(table, one)));
        }
        return written;
    }

    @Override
    public List<Document> get(Table table, Collection<String> ids) {
        return read(table, store -> store.get(table, ids));
    }

    @Override
    public List<Document> range(Table table, Range range) {
        return read(table, store -> store.range(table, range));
    }

    @Override
    public long count(Table table, String index, List<Object> prefix) {
        return read(table, store -> store.count(table, index, prefix));
    }

    /** A linearizable read, which needs no time. */
    @Override
    public void confirm(Table table, String id) {
        call(() -> {
            var old = deposed;
            if (old != null && old.holds(table)) {
                old.store().confirm(table, id);
            } else {
                seen = Math.max(seen, cluster.timeOf(table));
                cluster.shared().confirm(table, id);
            }
            return true;
        });
    }

    @Override
    public void remove(Table table, Collection<Document> documents) {
        write(table, store -> {
            store.remove(table, documents);
            return true;
        });
    }

    @Override
    public void close() {}
}
