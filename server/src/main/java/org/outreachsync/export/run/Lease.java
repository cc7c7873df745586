package org.outreachsync.export.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.outreachsync.export.outbox.Heartbeat;
import org.outreachsync.identity.SealedDocuments;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.exports.v1.StoredLease;

/** Lets one of several servers do something. It is renewed while that server lives. */
final class Lease {

    private final SealedDocuments<StoredLease> documents;
    private final String id;
    private final Duration length;
    private final InstantSource clock;

    /**
     * A lease in this store.
     *
     * @param purpose what one server does at a time
     * @param length for how long a server may be silent
     */
    Lease(DocumentStore store, Sealer sealer, String purpose, Duration length, InstantSource clock) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.HOUSEKEEPING, StoredLease.parser());
        this.id = "export-lease/" + purpose;
        this.length = length;
        this.clock = clock;
    }

    /**
     * The lease, held.
     *
     * @param fence grows with each change of the lease, whoever makes it
     */
    record Taken(long fence) {}

    /** The lease while this server works. */
    final class Holding implements AutoCloseable {

        private final AtomicReference<Optional<Taken>> taken;
        private final Heartbeat heartbeat;

        private Holding(Taken first, Duration renewEvery, Runnable lost) {
            taken = new AtomicReference<>(Optional.of(first));
            heartbeat = Heartbeat.start(renewEvery, this::renew, lost);
        }

        private boolean renew() {
            taken.set(taken.get().flatMap(Lease.this::renew));
            return isHeld();
        }

        /** Whether this server has it still, as far as it knows. */
        boolean isHeld() {
            return taken.get().isPresent();
        }

        @Override
        public void close() {
            heartbeat.close();
            taken.get().ifPresent(Lease.this::release);
        }
    }

    /**
     * Takes the lease, and renews it until the holding is closed; empty if another server has it.
     *
     * @param lost called once if another server takes over
     */
    Optional<Holding> hold(Duration renewEvery, Runnable lost) {
        return take().map(taken -> new Holding(taken, renewEvery, lost));
    }

    /** Takes the lease; empty if another server has it. */
    Optional<Taken> take() {
        var held = documents.find(id);
        if (held == null) {
            try {
                documents.insert(id, Map.of(), mine());
                return Optional.of(new Taken(1));
            } catch (DuplicateKeyException another) {
                return Optional.empty();
            }
        }
        return isFree(held.body()) ? write(held, mine()) : Optional.empty();
    }

    /** Extends the lease; empty if another server has taken it over. */
    Optional<Taken> renew(Taken taken) {
        return write(at(taken), mine());
    }

    /** Gives the lease back, if it is still held. */
    void release(Taken taken) {
        write(at(taken), StoredLease.getDefaultInstance());
    }

    private Held<StoredLease> at(Taken taken) {
        return new Held<>(id, taken.fence(), Map.of(), StoredLease.getDefaultInstance());
    }

    private Optional<Taken> write(Held<StoredLease> before, StoredLease body) {
        return documents.replace(before, Map.of(), body)
                ? Optional.of(new Taken(before.version() + 1))
                : Optional.empty();
    }

    /** One that ends later than any could is from before the clock was set back. */
    private boolean isFree(StoredLease lease) {
        var now = clock.instant();
        var until = Instant.ofEpochMilli(lease.getUntil());
        return !now.isBefore(until) || until.isAfter(now.plus(length));
    }

    private StoredLease mine() {
        return StoredLease.newBuilder()
                .setUntil(clock.instant().plus(length).toEpochMilli())
                .build();
    }
}
