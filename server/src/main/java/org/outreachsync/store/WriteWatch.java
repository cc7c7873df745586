package org.outreachsync.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a store takes writes. It remembers how the writes that pass through it end. When one failed, only a
 * write of its own, as large as the largest that anybody needs, shows that writing works again: on a full disk a small
 * one may still find room. When none was tried for a while, it tries.
 */
public final class WriteWatch implements DocumentStore {

    private static final String ID = "write-probe";
    /** Enough to show that writing works as long as nothing says otherwise. */
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
     * @param clock says since when writes fail
     * @param nanos a clock for durations, in nanoseconds
     * @param largestBytes the largest body that a write must have room for
     * @param fresh how long a write that succeeded shows that writing works
     */
    public WriteWatch(DocumentStore store, InstantSource clock, LongSupplier nanos, int largestBytes, Duration fresh) {
        this.store = store;
        this.clock = clock;
        this.nanos = nanos;
        this.largestBytes = largestBytes;
        this.freshNanos = fresh.toNanos();
    }

    /** What a store does for its writers. */
    private interface Write<T> {
        T run();
    }

    /**
     * Looks whether writes succeed, and tries one where they failed or none was tried for a while.
     *
     * @return since when they fail, or null when they succeed
     */
    public @Nullable Instant look() {
        var last = succeededNanos;
        boolean known = failingSince == null && last != null && nanos.getAsLong() - last < freshNanos;
        // Whoever comes while another tries takes what is known, so that a store that does not answer holds up nobody
        // else.
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

    /** Since when writes fail as far as is known, or null. */
    public @Nullable Instant failingSince() {
        return failingSince;
    }

    /** How many writes failed. */
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
    public List<Document> get(Table table, Collection<String> ids) {
        return store.get(table, ids);
    }

    @Override
    public List<Document> range(Table table, Range range) {
        return store.range(table, range);
    }

    @Override
    public void remove(Table table, Collection<String> ids) {
        watched(() -> {
            store.remove(table, ids);
            return true;
        });
    }

    @Override
    public void ping() {
        store.ping();
    }

    @Override
    public void close() {
        store.close();
    }
}
