package org.outreachsync.export.outbox;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Ledger;

/**
 * An entry that this server delivers. The claim is renewed while the server lives; every renewal is a new version of
 * the entry, so a server that was silent for too long can change nothing any more. Its delivery is interrupted.
 */
final class Claim implements AutoCloseable {

    private final Ledger ledger;
    private final InstantSource clock;
    private final ExportLimits limits;
    private final AtomicReference<Optional<Entry>> held;
    private final Heartbeat heartbeat;

    Claim(Ledger ledger, Entry claimed, InstantSource clock, ExportLimits limits) {
        this.ledger = ledger;
        this.clock = clock;
        this.limits = limits;
        this.held = new AtomicReference<>(Optional.of(claimed));
        this.heartbeat = Heartbeat.start(limits.renewEvery(), this::renew, Thread.currentThread()::interrupt);
    }

    private boolean renew() {
        var until = clock.instant().plus(limits.lease());
        var renewed = held.get()
                .flatMap(entry ->
                        ledger.replace(entry.to(entry.state(), entry.progress().claimed(until))));
        held.set(renewed);
        return renewed.isPresent();
    }

    /** Ends the claim. The entry as it is now; empty if another server has taken over. */
    Optional<Entry> end() {
        heartbeat.close();
        // Whoever interrupted the delivery did not mean what follows it.
        Thread.interrupted();
        return held.get();
    }

    @Override
    public void close() {
        heartbeat.close();
    }
}
