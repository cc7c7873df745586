package org.outreachsync.export.run;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.Recipients;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.outbox.Outbox;
import org.outreachsync.failure.Frames;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to each destination on a thread of its own, one export after the other: a far side that takes long, or never
 * answers, keeps no other waiting. Of several servers, one delivers to a destination at a time. Thread-safe.
 */
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Ledger ledger;
    private final Outbox outbox;
    private final Recipients recipients;
    private final Function<String, Lease> leases;
    private final ExportLimits limits;
    private final Semaphore free;
    private final Map<String, Thread> underWay = new ConcurrentHashMap<>();
    private volatile boolean isStopped;

    /**
     * Deliveries of this server.
     *
     * @param leases gives the lease of a destination, by its code
     */
    Deliveries(
            Ledger ledger, Outbox outbox, Recipients recipients, Function<String, Lease> leases, ExportLimits limits) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.recipients = recipients;
        this.leases = leases;
        this.limits = limits;
        this.free = new Semaphore(limits.deliveriesMax());
    }

    /** Begins to deliver what is due, the most urgent first, where no delivery is under way. Does not wait. */
    void begin(Instant now) {
        var due = Stream.concat(
                        ledger.due(now, Range.LIMIT_MAX).stream(),
                        ledger.dueAfter(now.plus(limits.waitMax()), Range.LIMIT_MAX).stream())
                .filter(entry -> entry.state() == State.RELEASED || entry.notice() != null)
                .collect(Collectors.groupingBy(
                        entry -> entry.id().destination(), LinkedHashMap::new, Collectors.toList()));
        due.forEach((destination, entries) -> begin(destination, entries, now));
    }

    private void begin(String destination, List<Entry> entries, Instant now) {
        if (isStopped || underWay.containsKey(destination) || !free.tryAcquire()) {
            return;
        }
        var thread = Thread.ofVirtual().name("export-delivery").unstarted(() -> {
            try {
                deliver(destination, entries, now);
            } finally {
                underWay.remove(destination);
                free.release();
            }
        });
        if (underWay.putIfAbsent(destination, thread) == null) {
            thread.start();
        } else {
            free.release();
        }
    }

    private void deliver(String destination, List<Entry> entries, Instant now) {
        try {
            var held = leases.apply(destination).hold(limits.renewEvery(), Thread.currentThread()::interrupt);
            if (held.isPresent()) {
                try (var holding = held.get()) {
                    for (var entry : entries) {
                        if (isStopped || !holding.isHeld()) {
                            return;
                        }
                        Work.guarded(entry.id().toString(), () -> deliver(entry.id(), now));
                    }
                }
            }
        } catch (StoreException away) {
            LOG.atWarn()
                    .addKeyValue(Frames.KEY, Frames.of(away))
                    .log("deliveries to {} wait, because the store does not answer", destination);
        }
    }

    /** The entry is read again: it may have been changed since it was found due. */
    private void deliver(EntryId id, Instant now) {
        var due = ledger.find(id)
                .filter(entry -> entry.due().filter(at -> limits.isDue(at, now)).isPresent());
        if (due.isEmpty()) {
            return;
        }
        var entry = due.get();
        Destination destination;
        try {
            destination = recipients.find(id.destination()).orElse(null);
        } catch (RefusedException unusable) {
            // Work has logged it, and it is delivered when the document is put right.
            return;
        }
        if (entry.state() == State.RELEASED && destination == null) {
            outbox.abandon(entry);
        } else if (entry.state() == State.RELEASED && isDue(entry.progress().due(), now)) {
            outbox.deliver(entry, Objects.requireNonNull(destination));
        } else if (entry.notice() != null) {
            outbox.tell(entry, destination);
        }
    }

    private boolean isDue(@Nullable Instant at, Instant now) {
        return at != null && limits.isDue(at, now);
    }

    /** Waits until the deliveries that are under way are over. False if they are not within this time. */
    boolean await(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (var thread : List.copyOf(underWay.values())) {
                // One that was not started yet is over later, too.
                boolean isStarted = thread.getState() != Thread.State.NEW;
                if (!isStarted || !thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Interrupts the deliveries that are under way, and begins no others; another server repeats them. */
    void stop() {
        isStopped = true;
        underWay.values().forEach(Thread::interrupt);
    }
}
