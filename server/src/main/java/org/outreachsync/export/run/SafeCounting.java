package org.outreachsync.export.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.PolicyChoice;
import org.outreachsync.export.ledger.Content.SnapshotRef;
import org.outreachsync.export.ledger.Entry;
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

    SafeCounting(Ledger ledger, Snapshots snapshots, Counting counting) {
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.counting = counting;
    }

    /** What came of counting. */
    sealed interface Outcome {

        /** Safe. */
        record Ready(Prepared.Ready ready) implements Outcome {}

        /** Cannot be made. */
        record Stopped(Stop.Code code, String reason, List<String> details) implements Outcome {}

        /** Try again later. */
        record Later() implements Outcome {}
    }

    /**
     * Counts without storing anything.
     *
     * @param without what recipients were not told and will not be
     */
    Outcome count(Destination destination, List<Due> due, List<Entry> without, Instant now) {
        try {
            return switch (counting.of(destination, due, earlier(destination, due, without), now)) {
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
                return new Outcome.Later();
            }
            return new Outcome.Stopped(Stop.Code.NOT_COUNTABLE, String.valueOf(refused.getMessage()), List.of());
        }
    }

    /** A report without any line says that nothing was done, which is not known. */
    private static Outcome withLines(Prepared.Ready ready) {
        return ready.exports().stream()
                .map(export -> export.table())
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
    private List<Earlier> earlier(Destination destination, List<Due> due, List<Entry> without) {
        if (destination.policy().kind() == PolicyChoice.Kind.EXACT) {
            return List.of();
        }
        var from = due.stream().map(one -> one.period().from()).min(LocalDate::compareTo);
        var to = due.stream().map(one -> one.period().to()).max(LocalDate::compareTo);
        var told = new LinkedHashMap<String, SnapshotRef>();
        for (var entry : ledger.told(from.orElseThrow(), to.orElseThrow())) {
            var content = Objects.requireNonNull(entry.content());
            boolean isLeftOut = without.stream().anyMatch(other -> other.id().equals(entry.id()));
            if (!content.isExact() && !isLeftOut) {
                told.putIfAbsent(content.counts().id(), content.counts());
            }
        }
        var earlier = new ArrayList<Earlier>();
        for (Map.Entry<String, SnapshotRef> release : told.entrySet()) {
            snapshots.counts(release.getValue()).forEach(count -> earlier.add(count.of(release.getKey())));
        }
        return earlier;
    }
}
