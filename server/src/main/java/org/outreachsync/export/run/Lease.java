package org.outreachsync.export.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.outreachsync.identity.SealedDocuments;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.exports.v1.StoredLease;

/** Lets one of several servers plan and prepare exports. */
final class Lease {

    private static final String ID = "export-lease";

    private final SealedDocuments<StoredLease> documents;
    private final Duration length;

    /**
     * A lease in this store.
     *
     * @param length for how long a server may be silent
     */
    Lease(DocumentStore store, Sealer sealer, Duration length) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.HOUSEKEEPING, StoredLease.parser());
        this.length = length;
    }

    /**
     * The lease, held.
     *
     * @param fence grows with each change of the lease, whoever makes it
     */
    record Taken(long fence) {}

    /** Takes the lease; empty if another server has it. */
    Optional<Taken> take(Instant now) {
        var held = documents.find(ID);
        if (held == null) {
            try {
                documents.insert(ID, Map.of(), mine(now));
                return Optional.of(new Taken(1));
            } catch (DuplicateKeyException another) {
                return Optional.empty();
            }
        }
        return isFree(held.body(), now) ? write(held, mine(now)) : Optional.empty();
    }

    /** Extends the lease; empty if another server has taken it over. */
    Optional<Taken> renew(Taken taken, Instant now) {
        return write(at(taken), mine(now));
    }

    /** Gives the lease back, if it is still held. */
    void release(Taken taken) {
        write(at(taken), StoredLease.getDefaultInstance());
    }

    private static Held<StoredLease> at(Taken taken) {
        return new Held<>(ID, taken.fence(), Map.of(), StoredLease.getDefaultInstance());
    }

    private Optional<Taken> write(Held<StoredLease> before, StoredLease body) {
        return documents.replace(before, Map.of(), body)
                ? Optional.of(new Taken(before.version() + 1))
                : Optional.empty();
    }

    /** One that ends later than any could is from before the clock was set back. */
    private boolean isFree(StoredLease lease, Instant now) {
        var until = Instant.ofEpochMilli(lease.getUntil());
        return !now.isBefore(until) || until.isAfter(now.plus(length));
    }

    private StoredLease mine(Instant now) {
        return StoredLease.newBuilder()
                .setUntil(now.plus(length).toEpochMilli())
                .build();
    }
}
