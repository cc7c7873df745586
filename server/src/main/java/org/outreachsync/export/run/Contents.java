package org.outreachsync.export.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.build.Preparation.Export;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.PolicyChoice;
import org.outreachsync.export.ledger.Content;
import org.outreachsync.export.ledger.Content.SnapshotRef;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.indicator.Period;

/** Notes what an export tells and what it was made from. */
final class Contents {

    private final Ledger ledger;
    private final Snapshots snapshots;
    private final Renditions renditions;
    private final Build build;
    private final ExportLimits limits;

    Contents(Ledger ledger, Snapshots snapshots, Renditions renditions, Build build, ExportLimits limits) {
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.renditions = renditions;
        this.build = build;
        this.limits = limits;
    }

    /**
     * The content of an export, whose table is kept.
     *
     * @param no numbers what recipients are told
     */
    Content of(Destination destination, EntryId id, Export export, SnapshotRef counts, long no, Instant now) {
        return new Content(
                no,
                export.table().head().counted(),
                export.counted().countedTo(),
                build.versions(destination),
                snapshots.keep(export.table(), List.of(id), now),
                counts,
                destination.policy().kind() == PolicyChoice.Kind.EXACT,
                export.table().asToldLines(),
                trend(destination, id),
                List.of(),
                "");
    }

    /**
     * The last releases of earlier periods, the earliest first, of those that tell no more than the export itself may:
     * exact figures of a former policy must not come back in the trend of protected ones.
     */
    private List<String> trend(Destination destination, EntryId id) {
        if (!Rendering.drawsTrend(destination.formats())) {
            return List.of();
        }
        var periods = new LinkedHashMap<Period, Entry>();
        ledger.before(id.destination(), id.dataSet(), id.period().from().minusDays(1), limits.dueMax()).stream()
                .filter(entry -> entry.isReleased() && entry.isTold())
                .forEach(entry -> periods.merge(
                        entry.id().period(),
                        entry,
                        (one, other) -> one.id().revision() > other.id().revision() ? one : other));
        return periods.values().stream()
                .limit(limits.trendMax())
                .filter(entry -> mayBeShown(entry, destination.policy()))
                .map(entry -> entry.id().toString())
                .toList()
                .reversed();
    }

    private boolean mayBeShown(Entry entry, PolicyChoice policy) {
        return policy.kind() == PolicyChoice.Kind.EXACT
                || renditions
                        .of(entry)
                        .filter(then -> then.policy().isAsStrictAs(policy))
                        .isPresent();
    }
}
