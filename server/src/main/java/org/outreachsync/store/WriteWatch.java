package org.outreachsync.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether writes to a store succeed, by the outcomes of the writes that pass through it. After a failure, only
 * a probe of its own, as large as the largest write, shows that writing works again, because a full disk may still have
 * room for a small one. If nothing was written for a while, it also sends a probe.
 */
public final class WriteWatch extends ForwardingStore {

    private static final String ID = "write-probe";
    /** The size of a probe while no write has failed. */
    private static final int SMALL_BYTES = 64;

    private final DocumentStore store;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final int largestBytes;
    private final long freshNanos;
    private final AtomicLong failures = new AtomicLong();
    private final ReentrantLock probing = new ReentrantLock();
    private final SplittableRandom random = new SplittableRandom();
    private volatile @Nullable Instant failingSince;
    private volatile @Nullable Long succeededNanos;

    /**
     * Watches the writes of a store.
     *
     * @param clock for the time since which writes fail
     * @param nanos a clock for durations, in nanoseconds
     * @param largestBytes the size of the largest body that must fit
     * @param fresh for how long a successful write shows that writing works
     */
    public WriteWatch(DocumentStore store, InstantSource clock, LongSupplier nanos, int largestBytes, Duration fresh) {
        super(store);
        this.store = store;
        this.clock = clock;
        this.nanos = nanos;
        this.largestBytes = largestBytes;
        this.freshNanos = fresh.toNanos();
    }

    /** A write to the store. */
    private interface Write<T> {
        T run();
    }

    /**
     * Checks whether writes succeed. Sends a probe if writes failed, or if there was none for a while.
     *
     * @return since when writes fail, or null if they succeed
     */
    public @Nullable Instant look() {
        var last = succeededNanos;
        boolean known = failingSince == null && last != null && nanos.getAsLong() - last < freshNanos;
        // While another thread sends a probe, callers get the last known state, so that a store that does not answer
        // does not block them.
        if (!known && probing.tryLock()) {
            try {
                probe();
            } finally {
                probing.unlock();
            }
        }
        return failingSince;
    }

    private void probe() {
        var body = new byte[failingSince == null ? SMALL_BYTES : largestBytes];
        random.nextBytes(body);
        try {
            store.replaceIfNewer(Tables.HOUSEKEEPING, List.of(new Document(ID, clock.millis(), Map.of(), body)));
            failingSince = null;
            succeededNanos = nanos.getAsLong();
        } catch (StoreException failed) {
            failed();
        }
    }

    /** Since when writes fail, as far as is known, or null. */
    public @Nullable Instant failingSince() {
        return failingSince;
    }

    /** The number of failed writes. */
    public long failures() {
        return failures.get();
    }

    private <T> T watched(Write<T> write) {
        try {
            T result = write.run();
            succeededNanos = nanos.getAsLong();
            return result;
        } catch (DuplicateKeyException taken) {
            throw taken;
        } catch (StoreException failed) {
            failed();
            throw failed;
        }
    }

    private synchronized void failed() {
        failures.incrementAndGet();
        if (failingSince == null) {
            failingSince = clock.instant();
        }
    }

    @Override
    public void insert(Table table, Document document) {
        watched(() -> {
            store.insert(table, document);
            return true;
        });
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        return watched(() -> store.replaceIfNewer(table, documents));
    }

    @Override
    public void write(List<TableWrite> writes) {
        watched(() -> {
            writeAsOne(writes);
            return true;
        });
    }

    @Override
    public OptionalLong changes() {
        return changesAsTold();
    }

    @Override
    public Map<String, Long> versions(Table table, Collection<String> ids) {
        return versionsAlone(table, ids);
    }

    @Override
    public List<List<Document>> getAll(List<TableRead> reads) {
        return getAsOne(reads);
    }

    @Override
    public void remove(Table table, Collection<Document> documents) {
        watched(() -> {
            store.remove(table, documents);
            return true;
        });
    }
}
