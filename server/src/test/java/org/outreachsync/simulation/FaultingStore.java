package org.outreachsync.simulation;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;

/**
 * One process's way to the store, on which one fault may lie in wait: at the n-th call from now something happens
 * before or after it.
 */
final class FaultingStore extends ForwardingStore {

    /** What happens. */
    enum Fault {
        /** The process dies. */
        CRASH,
        /** The store does not answer; the caller cannot know whether its write happened. */
        UNAVAILABLE,
        /** Another process runs in between. */
        PREEMPT
    }

    private final DocumentStore store;
    private Fault fault = Fault.CRASH;
    private int callsLeft;
    private boolean before;
    private Runnable other = () -> {};
    private int fired;

    FaultingStore(DocumentStore store) {
        super(store);
        this.store = store;
    }

    /** Lets a fault wait at the {@code calls}-th call from now, the next being 1. */
    void arm(Fault what, int calls, boolean beforeTheCall, Runnable inBetween) {
        fault = what;
        callsLeft = calls;
        before = beforeTheCall;
        other = inBetween;
    }

    void disarm() {
        callsLeft = 0;
    }

    /** How many faults happened. */
    int fired() {
        return fired;
    }

    private <T> T call(Supplier<T> work) {
        boolean now = callsLeft > 0 && --callsLeft == 0;
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
            case UNAVAILABLE -> throw new StoreUnavailableException("no answer", null);
            case PREEMPT -> other.run();
        }
    }

    @Override
    public void insert(Table table, Document document) {
        call(() -> {
            store.insert(table, document);
            return true;
        });
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        // Each document by itself is atomic, the list is not: a fault may come between two of them.
        var written = new HashSet<String>();
        for (var document : documents) {
            written.addAll(call(() -> store.replaceIfNewer(table, List.of(document))));
        }
        return written;
    }

    @Override
    public List<Document> get(Table table, Collection<String> ids) {
        return call(() -> store.get(table, ids));
    }

    @Override
    public List<Document> range(Table table, Range range) {
        return call(() -> store.range(table, range));
    }

    @Override
    public void remove(Table table, Collection<String> ids) {
        call(() -> {
            store.remove(table, ids);
            return true;
        });
    }

    @Override
    public void close() {}
}
