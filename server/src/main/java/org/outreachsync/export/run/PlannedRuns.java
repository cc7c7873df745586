package org.outreachsync.export.run;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.outreachsync.export.schedule.Schedule.Occurrence;
import org.outreachsync.identity.SealedDocuments;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.exports.v1.StoredRun;

/** Which occurrences of schedules were planned: each at most once, whatever clocks and servers do. */
final class PlannedRuns {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private final SealedDocuments<StoredRun> documents;

    PlannedRuns(DocumentStore store, Sealer sealer) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.EXPORT_RUNS, StoredRun.parser());
    }

    /** The name of an occurrence, such as {@code 2026-11-05T03:00}. */
    static String name(LocalDateTime local) {
        return MINUTES.format(local);
    }

    /** The last planned occurrence of the schedule of this name at or before a local time; empty for none. */
    Optional<LocalDateTime> last(String schedule, LocalDateTime until) {
        return documents
                .range(Range.descending("export_runs_occurrence", List.of(schedule), null, name(until), /* limit= */ 1))
                .stream()
                .findAny()
                .map(held -> LocalDateTime.parse(held.text("occurrence"), MINUTES));
    }

    /** Takes note that an occurrence was planned. */
    void planned(String schedule, Occurrence occurrence, Instant now) {
        var name = name(occurrence.local());
        try {
            documents.insert(
                    schedule + "/" + name,
                    Map.of("destination", schedule, "occurrence", name),
                    StoredRun.newBuilder().setAt(now.toEpochMilli()).build());
        } catch (DuplicateKeyException another) {
            // Another server planned it, too, and found all of its entries there.
        }
    }
}
