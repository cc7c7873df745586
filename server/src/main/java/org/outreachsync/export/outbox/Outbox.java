package org.outreachsync.export.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Notice;
import org.outreachsync.export.ledger.Progress.Result;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.outbox.Parcels.FilesDifferException;
import org.outreachsync.failure.Frames;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers released entries. A server claims an entry before it delivers, so that two never deliver it at once, and
 * renews the claim while it lives; if it stops during the delivery, another tries again after the claim is over. A
 * recipient then gets the same parcel, with the same id and the same bytes, so that channels and recipients can tell
 * the repetition.
 */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Ledger ledger;
    private final Function<Destination, Channel> channels;
    private final Parcels parcels;
    private final Notices notices;
    private final Waits waits;
    private final InstantSource clock;
    private final ExportLimits limits;

    /**
     * Delivers over these channels.
     *
     * @param channels gives the channel of a destination
     * @param parcels gives the files of an entry
     * @param notices tells people
     */
    public Outbox(
            Ledger ledger,
            Function<Destination, Channel> channels,
            Parcels parcels,
            Notices notices,
            Waits waits,
            InstantSource clock,
            ExportLimits limits) {
        this.ledger = ledger;
        this.channels = channels;
        this.parcels = parcels;
        this.notices = notices;
        this.waits = waits;
        this.clock = clock;
        this.limits = limits;
    }

    /** How a parcel of an entry is addressed. */
    public static Parcel parcel(Entry entry, List<ExportFile> files) {
        var id = entry.id();
        return new Parcel(
                id.toString(), id.destination(), id.dataSet(), id.period().text(), id.revision(), files);
    }

    /**
     * Delivers a released entry, unless another server does, or an earlier revision is still on its way.
     *
     * @param destination where to, as it is now
     */
    public void deliver(Entry entry, Destination destination) {
        var now = clock.instant();
        var due = entry.progress().due();
        if (entry.state() != State.RELEASED || due == null || !limits.isDue(due, now) || isClaimed(entry, now)) {
            return;
        }
        if (isFollowed(entry)) {
            ledger.replace(entry.to(State.SUPERSEDED, entry.progress().dueAt(null)));
            return;
        }
        if (!isNext(entry, now)) {
            return;
        }
        var claimed = ledger.replace(entry.to(State.RELEASED, entry.progress().begun(now, now.plus(limits.lease()))));
        if (claimed.isEmpty()) {
            return;
        }
        Outcome outcome;
        Optional<Entry> held;
        try (var claim = new Claim(ledger, claimed.get(), clock, limits)) {
            outcome = attempt(claimed.get(), destination);
            held = claim.end();
        }
        var after = held.map(still -> after(still, outcome, clock.instant())).flatMap(ledger::replace);
        if (after.isEmpty()) {
            LOG.warn("export {}: another server took over the delivery", entry.id());
            return;
        }
        end(after.get());
    }

    /** A later revision that was released, or delivered, must not be overwritten by this one. */
    private boolean isFollowed(Entry entry) {
        var id = entry.id();
        return revisions(entry)
                .anyMatch(other ->
                        other.id().revision() > id.revision() && other.isReleased() && other.state() != State.STOPPED);
    }

    /** Ends the delivery of an entry whose destination was removed. */
    public void abandon(Entry entry) {
        var now = clock.instant();
        if (entry.state() == State.RELEASED && !isClaimed(entry, now)) {
            var begun = entry.to(State.RELEASED, entry.progress().begun(now, now));
            ledger.replace(undelivered(begun, "The destination was removed.", HelpFrom.OWNER, now)
                    .telling(null));
        }
    }

    private boolean isClaimed(Entry entry, Instant now) {
        return entry.progress().isClaimed(now, limits.lease());
    }

    private void end(Entry ended) {
        var reason = ended.progress().attempts().getLast().reason();
        switch (ended.state()) {
            case DELIVERED -> {
                LOG.info("export {} was delivered", ended.id());
                supersede(ended);
            }
            case UNDELIVERED -> LOG.error("export {} is not delivered until somebody helps: {}", ended.id(), reason);
            default -> LOG.info("export {} is delivered later: {}", ended.id(), reason);
        }
    }

    /** Earlier revisions that were not delivered must not arrive after this one. */
    private boolean isNext(Entry entry, Instant now) {
        for (var other : earlier(entry)) {
            boolean isOnItsWay = other.state() == State.RELEASED || other.state() == State.UNDELIVERED;
            if (isOnItsWay
                    && (isClaimed(other, now)
                            || ledger.replace(other.to(
                                            State.SUPERSEDED, other.progress().dueAt(null)))
                                    .isEmpty())) {
                return false;
            }
        }
        return true;
    }

    private void supersede(Entry delivered) {
        earlier(delivered).stream()
                .filter(other -> other.state() == State.DELIVERED)
                .forEach(other -> ledger.replace(other.to(State.SUPERSEDED, other.progress())));
    }

    private List<Entry> earlier(Entry entry) {
        var id = entry.id();
        return revisions(entry)
                .filter(other -> other.id().revision() < id.revision())
                .toList();
    }

    private Stream<Entry> revisions(Entry entry) {
        var id = entry.id();
        return ledger.revisions(id.destination(), id.dataSet(), id.period()).stream();
    }

    private Outcome attempt(Entry entry, Destination destination) {
        try {
            var channel = channels.apply(destination);
            if (entry.progress().tries() == 1) {
                // A person may have put right what an earlier delivery has found.
                channel.forget(entry.id().toString());
            }
            return channel.deliver(parcels.of(entry, destination));
        } catch (FilesDifferException differ) {
            return new Outcome.NeedsHelp(String.valueOf(differ.getMessage()), HelpFrom.OWNER);
        } catch (IOException | UncheckedIOException unwritable) {
            LOG.atWarn()
                    .addKeyValue(Frames.KEY, Frames.of(unwritable))
                    .log("export {}: its files cannot be written", entry.id());
            return new Outcome.Retry("The files could not be written here. The disk may be full.", null);
        } catch (StoreUnavailableException away) {
            LOG.atWarn()
                    .addKeyValue(Frames.KEY, Frames.of(away))
                    .log("export {}: the store did not answer", entry.id());
            return new Outcome.Retry("The store of this server did not answer.", null);
        } catch (RefusedException refused) {
            return new Outcome.NeedsHelp(String.valueOf(refused.getMessage()), HelpFrom.OWNER);
        } catch (RuntimeException failed) {
            LOG.atError()
                    .addKeyValue(Frames.KEY, Frames.of(failed))
                    .log("export {}: the delivery failed here", entry.id());
            return new Outcome.NeedsHelp("The delivery failed here; the log of the server says why.", HelpFrom.OWNER);
        }
    }

    private Entry after(Entry entry, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered(var receipt) -> ended(entry, State.DELIVERED, Result.DELIVERED, receipt, now);
            case Outcome.NeedsHelp(var reason, var helper) -> undelivered(entry, reason, helper, now);
            case Outcome.Retry(var reason, var least) -> {
                int tries = entry.progress().tries();
                if (tries > limits.delivery().times()) {
                    yield undelivered(entry, reason, HelpFrom.FAR_SIDE, now);
                }
                var again = now.plus(waits.after(limits.delivery(), tries, least));
                yield entry.to(State.RELEASED, entry.progress().ended(now, Result.RETRY, reason, again));
            }
        };
    }

    private static Entry undelivered(Entry entry, String reason, HelpFrom helper, Instant now) {
        var result = helper == HelpFrom.OWNER ? Result.OWNER_HELPS : Result.FAR_SIDE_HELPS;
        return ended(entry, State.UNDELIVERED, result, reason, now);
    }

    private static Entry ended(Entry entry, State state, Result result, String reason, Instant now) {
        var kind = switch (result) {
            case OWNER_HELPS -> Notice.Kind.OWNER_HELPS;
            case FAR_SIDE_HELPS -> Notice.Kind.FAR_SIDE_HELPS;
            default -> Notice.Kind.READY;
        };
        return entry.to(state, entry.progress().ended(now, result, reason, null))
                .telling(new Notice(kind, now, 0));
    }

    /**
     * Tells people what became of an entry, unless another server does.
     *
     * @param destination whose people; null if it does not exist any more
     */
    public void tell(Entry entry, @Nullable Destination destination) {
        var notice = entry.notice();
        var now = clock.instant();
        if (notice == null || !limits.isDue(notice.due(), now)) {
            return;
        }
        int tries = notice.tries() + 1;
        var claimed = ledger.replace(entry.telling(new Notice(notice.kind(), now.plus(limits.lease()), tries)));
        if (claimed.isEmpty()) {
            return;
        }
        var outcome = destination == null ? null : told(entry, destination, notice.kind());
        boolean isOver =
                !(outcome instanceof Outcome.Retry) || tries > limits.notice().times();
        if (outcome instanceof Outcome.NeedsHelp || (outcome instanceof Outcome.Retry && isOver)) {
            LOG.error("export {}: people could not be told: {}", entry.id(), outcome);
        }
        ledger.replace(claimed.get()
                .telling(
                        isOver
                                ? null
                                : new Notice(
                                        notice.kind(),
                                        clock.instant().plus(waits.after(limits.notice(), tries, null)),
                                        tries)));
    }

    private Outcome told(Entry entry, Destination destination, Notice.Kind kind) {
        try {
            return notices.tell(destination, parcel(entry, List.of()), kind);
        } catch (RefusedException refused) {
            return new Outcome.NeedsHelp(String.valueOf(refused.getMessage()), HelpFrom.OWNER);
        } catch (RuntimeException failed) {
            LOG.atError()
                    .addKeyValue(Frames.KEY, Frames.of(failed))
                    .log("export {}: people could not be told", entry.id());
            return new Outcome.Retry("Telling failed here.", null);
        }
    }
}
