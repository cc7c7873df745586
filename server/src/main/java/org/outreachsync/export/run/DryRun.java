package org.outreachsync.export.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.build.Preparation.Export;
import org.outreachsync.export.delivery.FarCheck;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.dhis2.MappingCheck.Use;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * What an export would be.
 *
 * @param previews one for each data set that is reported for such a period; empty if it would be stopped
 * @param stop why it would be stopped as a whole; null if it would not be
 */
public record DryRun(List<Preview> previews, @Nullable Stop stop) {

    public DryRun {
        previews = List.copyOf(previews);
    }

    /**
     * One data set.
     *
     * @param table what recipients would get
     * @param leftOut how many lines have a figure that is not told at all
     * @param isProtected how many lines have a figure that is kept back or rounded
     * @param missing what the mapping lacks, in words; then nothing is delivered
     * @param farSide what the recipient's server says of it; null if it has nothing to say
     */
    public record Preview(
            ExportTable table,
            long leftOut,
            long isProtected,
            List<String> missing,
            @Nullable FarCheck farSide) {

        private boolean isRefused() {
            return farSide instanceof FarCheck.Asked(var _, var findings) && !findings.isEmpty();
        }

        private Preview with(FarCheck said) {
            return new Preview(table, leftOut, isProtected, missing, said);
        }
    }

    /** Why it would not be delivered, in a sentence; empty if nothing is known that hinders it. */
    public Optional<String> obstacle() {
        if (stop != null) {
            return Optional.of("It would be stopped.");
        }
        if (previews.stream().anyMatch(preview -> !preview.missing().isEmpty())) {
            return Optional.of("The mapping is not complete: add what it lacks.");
        }
        return previews.stream().anyMatch(Preview::isRefused)
                ? Optional.of("The recipient's server would refuse it.")
                : Optional.empty();
    }

    /** The same with what the recipient's server says of it. */
    DryRun with(FarSide farSide, Destination destination, LocalDate today) {
        var mapping = destination.mapping();
        if (mapping == null) {
            return this;
        }
        var uses = new LinkedHashMap<Integer, Use>();
        for (int at = 0; at < previews.size(); at++) {
            var use = mapping.use(previews.get(at).table());
            if (use.isPresent()) {
                uses.put(at, use.get());
            }
        }
        var checks =
                farSide.check(destination, List.copyOf(uses.values()), today).iterator();
        var all = new ArrayList<>(previews);
        for (int at : uses.keySet()) {
            if (checks.hasNext()) {
                all.set(at, all.get(at).with(checks.next()));
            }
        }
        return new DryRun(all, stop);
    }

    static DryRun of(Destination destination, SafeCounting.Outcome outcome) {
        return switch (outcome) {
            case SafeCounting.Outcome.Later(var reason) -> throw new RefusedException(Code.BUSY, reason);
            case SafeCounting.Outcome.Stopped(var code, var reason, var details) ->
                new DryRun(List.of(), new Stop(code, reason, details));
            case SafeCounting.Outcome.Ready(var ready) ->
                new DryRun(
                        ready.exports().stream()
                                .map(export -> preview(destination, export))
                                .toList(),
                        null);
        };
    }

    private static Preview preview(Destination destination, Export export) {
        return new Preview(
                export.table(),
                export.leftOutLines(),
                export.protectedLines(),
                Rendering.missing(destination, export.table()),
                null);
    }
}
