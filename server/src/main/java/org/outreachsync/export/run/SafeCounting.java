package org.outreachsync.export.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Export;
import org.outreachsync.export.build.Preparation.Known;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.PolicyChoice;
import org.outreachsync.export.destination.Recipients;
import org.outreachsync.export.ledger.Content;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Counts exports and makes them safe, knowing everything that recipients were told before. */
final class SafeCounting {

    private final Ledger ledger;
    private final Snapshots snapshots;
    private final Counting counting;
    private final Recipients recipients;
    private final String catalogue;

    /** @param catalogue SHA-256 of the catalogue by which it counts */
    SafeCounting(Ledger ledger, Snapshots snapshots, Counting counting, Recipients recipients, String catalogue) {
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.counting = counting;
        this.recipients = recipients;
    }

    /** What came of counting. */
    sealed interface Outcome {

        /** Safe. */
        record Ready(Prepared.Ready ready) implements Outcome {}

        /** Cannot be made. */
        record Stopped(Stop.Code code, String reason, List<String> details) implements Outcome {}

        /**
         * Try again later.
         *
         * @param reason what it waits for, for people
         */
        record Later(String reason) implements Outcome {}
    }

    /**
     * Counts without storing anything.
     *
     * @param without what recipients were not told and will not be
     */
    Outcome count(Destination destination, List<Due> due, List<Entry> without, Instant now) {
        try {
            return switch (counting.of(destination, due, known(destination, due, without), now)) {
                case Prepared.Ready ready -> withLines(ready);
                case Prepared.Unsafe(var cells) ->
                    new Outcome.Stopped(
                            Stop.Code.UNSAFE,
                            "It cannot be made safe: these counts could be worked out from what recipients know.",
                            CellNames.forPeople(cells));
                case Prepared.TooLarge(var cells, var cellsMax) ->
                    new Outcome.Stopped(
                            Stop.Code.TOO_LARGE,
                            "Too many counts are related: " + cells + ", and at most " + cellsMax
                                    + " are made safe together. Use smaller data sets or fewer breakdowns.",
                            List.of());
            };
        } catch (RefusedException refused) {
            if (refused.code() == Code.BUSY) {
                return new Outcome.Later(String.valueOf(refused.getMessage()));
            }
            return new Outcome.Stopped(Stop.Code.NOT_COUNTABLE, String.valueOf(refused.getMessage()), List.of());
        }
    }

    /** A report without any line says that nothing was done, which is not known. */
    private static Outcome withLines(Prepared.Ready ready) {
        return ready.exports().stream()
                .map(Export::table)
                .filter(table -> table.lines().isEmpty())
                .findAny()
                .<Outcome>map(empty -> new Outcome.Stopped(
                        Stop.Code.NOT_COUNTABLE,
                        "The data set " + empty.head().dataSet()
                                + " has no figures. Look at its areas: no site is placed there.",
                        List.of()))
                .orElseGet(() -> new Outcome.Ready(ready));
    }

    /** What the recipients of all destinations know, unless those of this one get exact figures anyway. */
    private Known known(Destination destination, List<Due> due, List<Entry> without) {
        if (destination.policy().kind() == PolicyChoice.Kind.EXACT) {
            return Known.NOTHING;
        }
        var from = due.stream().map(one -> one.period().from()).min(LocalDate::compareTo);
        var to = due.stream().map(one -> one.period().to()).max(LocalDate::compareTo);
        var seen = new HashSet<String>();
        var counts = new ArrayList<Earlier>();
        var sets = new LinkedHashSet<Asked>();
        var states = new HashMap<String, SortedMap<String, Long>>();
        var destinations = recipients.all().usable();
        for (var entry : ledger.toldBeside(from.orElseThrow(), to.orElseThrow())) {
            var content = Objects.requireNonNull(entry.content());
            boolean isLeftOut = without.stream().anyMatch(other -> other.id().equals(entry.id()));
            if (!content.isExact() && !isLeftOut) {
                set(destinations, entry.id())
                        .ifPresent(set -> sets.add(new Asked(set, entry.id().period())));
                var state = state(content);
                if (content.versions().catalogue().equals(catalogue)) {
                    states.put(state, content.countedTo());
                }
                if (seen.add(content.counts().id())) {
                    boolean isOwn = entry.id().destination().equals(destination.code());
                    snapshots.counts(content.counts()).forEach(count -> counts.add(count.of(state, isOwn)));
                }
            }
        }
        return new Known(counts, List.copyOf(sets), states);
    }

    /** The data set of an export as it is now; empty if it, or its destination, cannot be counted any more. */
    private static Optional<DataSet> set(List<Destination> destinations, EntryId id) {
        return destinations.stream()
                .filter(destination -> destination.code().equals(id.destination()))
                .flatMap(destination -> destination.dataSets().stream())
                .filter(set -> set.code().equals(id.dataSet()))
                .findAny();
    }

    /** Names the state of the logs, and what was counted by. */
    private static String state(Content content) {
        return Build.hash(content.versions().catalogue() + content.countedTo());
    }
}
